import { followLogs, readLogs, type LogQuery } from "../../providers/aws/functions/logs.ts";
import { readReleases } from "../../providers/aws/releases.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import type { ActionContext } from "../context.ts";
import { passesFilter, type LogsOptions } from "../log-filter.ts";
import type { LogRecord, LogsResult } from "../results.ts";
import type { StageOnAws } from "./find-stage.ts";
import { servingStage, withStage } from "./lifted-stage.ts";

/** What is shown where nobody says since when: the last hour. */
const usualMs = 3_600_000;

/** What a stage's functions have written to CloudWatch Logs, oldest first. */
export function logsOnAws(
  context: ActionContext,
  stage: StageOnAws,
  options: LogsOptions,
  onRecord: (record: LogRecord) => void,
): Promise<LogsResult> {
  return withStage(context, stage, async (found) => {
    const passes = passesFilter(options);
    const query = await queryOf(found, options.sinceMs ?? Date.now() - usualMs);
    if (options.follow === true) {
      await followLogs(found.aws, query, (record) => passes(record) && onRecord(record), context.signal);
      return { stage: found.names.stage, records: [] };
    }
    const records = (await readLogs(found.aws, query)).filter(passes);
    return { stage: found.names.stage, records };
  });
}

async function queryOf(stage: AwsStage, sinceMs: number): Promise<LogQuery> {
  const { live, aws, names } = servingStage(stage);
  const releases = new Map<string, number>();
  for (const { release, functions } of await readReleases({ aws, names }))
    for (const { version } of functions) releases.set(version, release);
  return {
    functions: live.functions.map(({ name, functionName }) => ({ name, functionName })),
    sinceMs,
    releaseOf: (version) => releases.get(version) ?? 0,
  };
}
