import { UserError } from "../errors.ts";
import type { DoorConfig } from "./door-of.ts";
import { toSeconds } from "./parse-duration.ts";
import type { Layer } from "./schema.ts";

/** Measures of a function. */
interface Size {
  readonly memoryMb: number;
  readonly tmpMb: number;
  readonly timeoutSeconds: number;
  readonly concurrency: number;
}

/** `[isolate.NAME]`: which requests have a function of their own, and its measures. */
export interface IsolateConfig extends Size {
  readonly name: string;
  readonly selector: {
    readonly paths: readonly string[];
    readonly views: readonly string[];
    readonly namespaces: readonly string[];
    readonly apps: readonly string[];
  };
  /** Methods that it is for; null for all. */
  readonly methods: readonly string[] | null;
}

/** So many functions fit into one stack of AWS, whatever their door: it has room for 500 resources. */
export const mostIsolates = 30;

/**
 * What the file isolates, in the order of the names, whatever stands first in the file.
 *
 * @param usual Measures of the function that has the rest; they hold where a table says nothing else.
 * @throws {UserError} `ISOLATE_WITHOUT_REQUESTS`, `ISOLATE_BEHIND_ALB`, `ISOLATE_TOO_MANY`.
 */
export function isolatesOf(
  tables: NonNullable<Layer["isolate"]>,
  usual: Size,
  { stage, door, file }: { readonly stage: string; readonly door: DoorConfig["door"]; readonly file: string },
): readonly IsolateConfig[] {
  const sorted = Object.entries(tables).toSorted(([one], [other]) => (one < other ? -1 : 1));
  if (sorted.length > mostIsolates) {
    const facts = { count: sorted.length, most: mostIsolates };
    throw new UserError("ISOLATE_TOO_MANY", facts, { place: { file } });
  }
  return sorted.map(([name, table]) => {
    if (door === "alb") throw new UserError("ISOLATE_BEHIND_ALB", { name, stage }, { place: { file } });
    const { path, view, namespace, app, methods, memory, tmp, timeout, concurrency } = table;
    if ([path, view, namespace, app].every((one) => one === undefined))
      throw new UserError("ISOLATE_WITHOUT_REQUESTS", { name }, { place: { file } });
    return {
      name,
      selector: {
        paths: listOf(path),
        views: listOf(view),
        namespaces: listOf(namespace),
        apps: listOf(app),
      },
      methods: methods ?? null,
      memoryMb: memory ?? usual.memoryMb,
      tmpMb: tmp ?? usual.tmpMb,
      timeoutSeconds: timeout === undefined ? usual.timeoutSeconds : toSeconds(timeout),
      concurrency: concurrency ?? usual.concurrency,
    };
  });
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
}
