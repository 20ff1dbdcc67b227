import { followLogs, readLogs } from "../providers/local/logs.ts";
import { readMails } from "../providers/local/mails.ts";
import { findStageOnAws } from "./aws/find-stage.ts";
import type { ActionContext } from "./context.ts";
import { passesFilter, type LogsOptions } from "./log-filter.ts";
import type { LogRecord, LogsResult } from "./results.ts";
import { findTarget } from "./workspace.ts";

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
  const onAws = await findStageOnAws(context, options.stage);
  if (onAws !== undefined)
    return (await import("./aws/logs.ts")).logsOnAws(context, onAws, options, onRecord);
  const stage = await findTarget(context, options.stage);
  const passes = passesFilter(options);
  const records = (await readLogs(stage)).filter(passes);
  const mails = options.mail === true ? { mails: [...(await readMails(stage.folder.mail))] } : {};
  if (options.follow === true) {
    for (const record of records) onRecord(record);
    await followLogs(stage, (record) => passes(record) && onRecord(record), context.signal);
  }
  return { stage: stage.stage, records, ...mails };
}
