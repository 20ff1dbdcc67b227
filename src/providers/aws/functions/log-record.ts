import { z } from "zod";
import type { LogLevel, LogRecord } from "../../../platform/functions/log.ts";
import { parseJson } from "../../../system/json.ts";

/** One event of CloudWatch Logs, as far as it matters here. */
export interface LogEvent {
  /** `2026/11/21/[7]0123456789abcdef`: the day, the version, the sandbox. */
  readonly logStreamName: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

/** Lambda's own lines in its JSON format, and what a runtime writes in that format. */
const platformSchema = z.looseObject({
  type: z.string().startsWith("platform."),
  record: z.looseObject({ requestId: z.string().optional(), status: z.string().optional() }),
});
const lineSchema = z.looseObject({
  level: z.string().optional(),
  message: z.unknown(),
  requestId: z.string().optional(),
  AWSRequestId: z.string().optional(),
  stackTrace: z.array(z.string()).optional(),
});

/** Lambda's own lines in its text format. */
const textLines = [
  { kind: "start", pattern: /^START RequestId: (\S+)/ },
  { kind: "end", pattern: /^END RequestId: (\S+)/ },
  { kind: "report", pattern: /^REPORT RequestId: (\S+)/ },
] as const;

const platformKinds: Readonly<Record<string, LogRecord["kind"]>> = {
  "platform.start": "start",
  "platform.runtimeDone": "end",
  "platform.report": "report",
  "platform.initRuntimeDone": "end",
};

const levels: Readonly<Record<string, LogLevel>> = {
  TRACE: "debug",
  DEBUG: "debug",
  INFO: "info",
  WARN: "warning",
  WARNING: "warning",
  ERROR: "error",
  FATAL: "critical",
  CRITICAL: "critical",
};

/**
 * Reads an event of a function's log group.
 *
 * @param functionName The function's own name (`web`).
 * @param releaseOf Release of a version of Lambda's; 0 where nobody knows it.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
export function readLogEvent(
  { logStreamName, timestamp, message }: LogEvent,
  functionName: string,
  releaseOf: (version: string) => number,
): LogRecord {
  const [, version = "", sandbox = logStreamName] = /\[([^\]]*)\](.*)$/.exec(logStreamName) ?? [];
  const text = message.trimEnd();
  return {
    time: new Date(timestamp).toISOString(),
    function: functionName,
    version: releaseOf(version),
    sandbox,
    ...readMessage(text),
  };
}

type Said = Pick<LogRecord, "kind" | "level" | "requestId" | "message">;

function readMessage(text: string): Said {
  const json = text.startsWith("{") ? parseJson(text) : undefined;
  const platform = platformSchema.safeParse(json).data;
  if (platform !== undefined) return sayPlatform(platform, text);
  const line = lineSchema.safeParse(json).data;
  if (line?.message !== undefined) {
    return {
      kind: "application",
      level: levels[line.level ?? ""] ?? null,
      requestId: line.requestId ?? line.AWSRequestId ?? null,
      message: [
        typeof line.message === "string" ? line.message : JSON.stringify(line.message),
        ...(line.stackTrace ?? []),
      ].join("\n"),
    };
  }
  for (const { kind, pattern } of textLines) {
    const requestId = pattern.exec(text)?.[1];
    if (requestId !== undefined) return { kind, level: null, requestId, message: text };
  }
  return { kind: "application", level: null, requestId: null, message: text };
}

function sayPlatform({ type, record }: z.infer<typeof platformSchema>, text: string): Said {
  const failed = record.status !== undefined && record.status !== "success";
  return {
    kind: failed ? "error" : (platformKinds[type] ?? "start"),
    level: failed ? "error" : null,
    requestId: record.requestId ?? null,
    message: text,
  };
}
