import { setTimeout as sleep } from "node:timers/promises";
import type { Ministack } from "../ministack.ts";

/** What somebody saw who asked for the same page all the time. */
export interface Visit {
  readonly asked: number;
  /** Changes whose code answered, each time another than before: `[1, 2]`. */
  readonly saw: readonly number[];
  /** What was no page. */
  readonly failed: readonly string[];
}

/** Milliseconds between two requests: often enough to see a gap, and two cores have other work. */
const pauseMs = 100;

/** Which change's code answers; what was said otherwise as text. */
export async function readPage(ministack: Ministack, url: string): Promise<number | string> {
  const answer = await ministack.ask(url);
  const text = await answer.text();
  const change = /^version (\w+);/.exec(text)?.[1];
  if (answer.status !== 200 || change === undefined) return `${answer.status} ${text.slice(0, 200)}`;
  return change === "one" ? 0 : Number(change);
}

/** Asks for a page until it is told to end. */
export function visit(ministack: Ministack, url: string): { readonly end: () => Promise<Visit> } {
  const over = new AbortController();
  let asked = 0;
  const saw: number[] = [];
  const failed: string[] = [];
  const visiting = (async () => {
    while (!over.signal.aborted) {
      const page = await readPage(ministack, url);
      asked += 1;
      if (typeof page === "string") failed.push(page);
      else if (page !== saw.at(-1)) saw.push(page);
      await sleep(pauseMs);
    }
  })();
  return {
    end: async () => {
      over.abort();
      await visiting;
      return { asked, saw, failed };
    },
  };
}
