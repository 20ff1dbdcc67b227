import { setTimeout as sleep } from "node:timers/promises";
import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-cloudwatch-logs";
import type { LogRecord } from "../../../platform/functions/log.ts";
import type { Aws } from "../aws.ts";
import { readLogEvent } from "./log-record.ts";

/** A function whose log is read. */
export interface LoggedFunction {
  /** Its own name: `web`. */
  readonly name: string;
  /** Its name on AWS. */
  readonly functionName: string;
}

export interface LogQuery {
  readonly functions: readonly LoggedFunction[];
  /** Milliseconds since 1970. */
  readonly sinceMs: number;
  /** Release of a version of Lambda's; 0 where nobody knows it. */
  readonly releaseOf: (version: string) => number;
}

/** Name of the log group that Lambda writes a function's lines to. */
export const logGroupOf = (functionName: string): string => `/aws/lambda/${functionName}`;

/** What functions have written since a time, oldest first. */
export async function readLogs(aws: Aws, query: LogQuery): Promise<readonly LogRecord[]> {
  const found = await Promise.all(query.functions.map((one) => readGroup(aws, one, query)));
  return found
    .flat()
    .map(({ record }) => record)
    .toSorted(byTime);
}

interface FoundRecord {
  readonly id: string;
  readonly at: number;
  readonly record: LogRecord;
}

async function readGroup(
  aws: Aws,
  { name, functionName }: LoggedFunction,
  { sinceMs, releaseOf }: LogQuery,
): Promise<readonly FoundRecord[]> {
  const found: FoundRecord[] = [];
  let nextToken: string | undefined;
  do {
    const page = await aws
      .client(CloudWatchLogsClient)
      .send(
        new FilterLogEventsCommand({
          logGroupName: logGroupOf(functionName),
          startTime: sinceMs,
          ...(nextToken === undefined ? {} : { nextToken }),
        }),
      )
      .catch((error: unknown) => {
        // The group is made with the function; before that nothing was written.
        if (error instanceof ResourceNotFoundException) return undefined;
        throw error;
      });
    for (const { eventId = "", logStreamName = "", timestamp = 0, message = "" } of page?.events ?? []) {
      const record = readLogEvent({ logStreamName, timestamp, message }, name, releaseOf);
      found.push({ id: eventId, at: timestamp, record });
    }
    nextToken = page?.nextToken;
  } while (nextToken !== undefined);
  return found;
}

/** How often CloudWatch is asked for what is new: it lets an account ask five times a second. */
const pauseMs = 2_000;

/** How late a line may come: CloudWatch has most within seconds. */
const lateMs = 30_000;

/** Calls `onRecord` with each record as it comes, each once, until `signal` is aborted. */
export async function followLogs(
  aws: Aws,
  query: LogQuery,
  onRecord: (record: LogRecord) => void,
  signal: AbortSignal,
): Promise<void> {
  let seen = new Map<string, number>();
  let from = query.sinceMs;
  while (!signal.aborted) {
    const groups = await Promise.all(
      query.functions.map((one) => readGroup(aws, one, { ...query, sinceMs: from })),
    );
    const fresh = groups.flat().filter(({ id }) => !seen.has(id));
    for (const { record } of fresh.toSorted((a, b) => byTime(a.record, b.record))) onRecord(record);
    for (const { id, at } of fresh) seen.set(id, at);
    from = Math.max(from, Math.max(0, ...seen.values()) - lateMs);
    const oldest = from;
    seen = new Map([...seen].filter(([, at]) => at >= oldest));
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}

function byTime(a: LogRecord, b: LogRecord): number {
  return a.time < b.time ? -1 : a.time > b.time ? 1 : 0;
}
