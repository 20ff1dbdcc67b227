import { followLogs, readLogs } from "../providers/local/logs.ts";
import { readMails } from "../providers/local/mails.ts";
import type { ActionContext } from "./context.ts";
import type { LogRecord, LogsResult } from "./results.ts";
import { findTarget } from "./workspace.ts";

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

/**
 * What a stage's functions have written, oldest first.
 *
 * @param onRecord With `follow`, called with each record that passes the filters, also with the ones already there.
 */
export async function logs(
  context: ActionContext,
  options: LogsOptions,
  onRecord: (record: LogRecord) => void = () => {},
): Promise<LogsResult> {
  const stage = await findTarget(context, options.stage);
  const passes = filterOf(options);
  const records = (await readLogs(stage)).filter(passes);
  const mails = options.mail === true ? { mails: [...(await readMails(stage.folder.mail))] } : {};
  if (options.follow === true) {
    for (const record of records) onRecord(record);
    await followLogs(stage, (record) => passes(record) && onRecord(record), context.signal);
  }
  return { stage: stage.stage, records, ...mails };
}

function filterOf(options: LogsOptions): (record: LogRecord) => boolean {
  return (record) =>
    (options.sinceMs === undefined || Date.parse(record.time) >= options.sinceMs) &&
    (options.request === undefined || record.requestId === options.request) &&
    (options.errors !== true || isError(record));
}

function isError(record: LogRecord): boolean {
  return record.kind === "error" || record.level === "error" || record.level === "critical";
}
