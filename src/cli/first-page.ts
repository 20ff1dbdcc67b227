import { sayHelp } from "../reports/help.ts";
import type { HelpWords } from "../words/cli/help/en.ts";
import type { Arguments } from "./read-arguments.ts";
import type { Session } from "./session.ts";

/** The verbs of the first page, in its order: those that are not advanced in `verbs.ts`. */
const everydayVerbs = ["up", "status", "logs", "run", "stop", "down"] as const;

/** Whether nothing but the first page of help is asked for. */
export function asksForFirstPage({ inputs, afterDashes, languageInput }: Arguments): boolean {
  const [only = "--help"] = inputs;
  const isPlain = inputs.length < 2 && afterDashes === undefined && languageInput === undefined;
  return isPlain && (only === "--help" || only === "-h");
}

/** Writes it. The parser and all that the verbs take would make half of this call, and say the same. */
export function showFirstPage({ page, world }: Pick<Session, "page" | "world">, words: HelpWords): void {
  const briefs = everydayVerbs.map((name) => [name, words.verbs[name].brief] as const);
  world.stdout.write(`${sayHelp(words, briefs, { all: false }, page)}\n`);
}
