import type { LogRecord } from "./results.ts";

/** Which records of a log are wanted. */
export interface LogsOptions {
  readonly stage?: string | undefined;
  /** Only records from this time on: milliseconds since 1970. */
  readonly sinceMs?: number | undefined;
  /** Only errors: of the application's own level, or the platform's. */
  readonly errors?: boolean | undefined;
  /** Only the records of one request. */
  readonly request?: string | undefined;
  /** The mailbox as well. */
  readonly mail?: boolean | undefined;
  /** Goes on with what is written from now on, until `^C`. */
  readonly follow?: boolean | undefined;
}

/** Says of a record whether it is wanted. */
export function passesFilter(options: LogsOptions): (record: LogRecord) => boolean {
  return (record) =>
    (options.sinceMs === undefined || Date.parse(record.time) >= options.sinceMs) &&
    (options.request === undefined || record.requestId === options.request) &&
    (options.errors !== true || isError(record));
}

function isError(record: LogRecord): boolean {
  return record.kind === "error" || record.level === "error" || record.level === "critical";
}
