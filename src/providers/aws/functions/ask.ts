import { randomUUID } from "node:crypto";
import { z } from "zod";
import { parseErrorDocument } from "../../../platform/functions/failure.ts";
import { parseJson } from "../../../system/json.ts";
import type { BootReport } from "../../provider.ts";
import type { Aws } from "../aws.ts";
import { invokeFunction, type InvokeOutcome, type QualifiedFunction } from "./invoke.ts";

/** What a page was answered with. */
export interface PageAnswer {
  readonly status: number;
  readonly body: string;
  /** The end of what the function logged. */
  readonly logTail: string;
}

const answerSchema = z.looseObject({
  statusCode: z.number(),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().optional(),
});

/**
 * Asks a version for a page, without a door: the event is that of an HTTP API, since no one answers it by a stream.
 *
 * @param host The host that the application is to believe it was asked by.
 * @param originWord What a door has to send, where there is one.
 * @returns A status of 502 where the function failed, as a door would answer.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export async function askFunction(
  aws: Aws,
  target: QualifiedFunction,
  page: { readonly path: string; readonly host: string; readonly originWord: string | null },
): Promise<PageAnswer> {
  const outcome = await invokeFunction(aws, target, httpEvent(page));
  const { logTail } = outcome;
  const answer = answerSchema.safeParse(parseJson(outcome.payload));
  if (outcome.functionError !== null || !answer.success)
    return { status: 502, body: outcome.payload, logTail };
  const { statusCode, body = "", isBase64Encoded = false } = answer.data;
  return {
    status: statusCode,
    body: isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body,
    logTail,
  };
}

function httpEvent({ path, host, originWord }: Parameters<typeof askFunction>[2]): unknown {
  const now = new Date();
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: "",
    headers: {
      host,
      "user-agent": "monolift",
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-port": "443",
      "x-forwarded-proto": "https",
      "x-forwarded-host": host,
      ...(originWord === null ? {} : { "x-monolift-origin": originWord }),
    },
    requestContext: {
      accountId: "anonymous",
      apiId: "monolift",
      domainName: host,
      domainPrefix: host.split(".")[0],
      http: { method: "GET", path, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "monolift" },
      requestId: randomUUID(),
      routeKey: "$default",
      stage: "$default",
      time: now.toISOString(),
      timeEpoch: now.getTime(),
    },
    isBase64Encoded: false,
  };
}

/** The event that a function only answers once its init phase has passed. */
const bootEvent = { monolift: "boot" };

/** Brings one sandbox of a version through its init phase; one that has just been published has none yet. */
export async function bootFunction(
  aws: Aws,
  target: QualifiedFunction,
  memoryMb: number,
): Promise<BootReport> {
  const outcome = await invokeFunction(aws, target, bootEvent);
  if (outcome.functionError === null) return { ok: true, initMs: initMsOf(outcome.logTail) };
  return { ok: false, failure: failureOf(outcome, memoryMb) };
}

/** `REPORT … Init Duration: 512.34 ms`; 0 where the emulator or a warm sandbox does not say. */
function initMsOf(logTail: string): number {
  return Number(/Init Duration: ([\d.]+) ms/.exec(logTail)?.[1] ?? 0);
}

/** Seconds that Lambda gives an init phase before it tries it again within the request. */
const initLimitSeconds = 10;

function failureOf(
  { payload, logTail }: InvokeOutcome,
  memoryMb: number,
): Extract<BootReport, { ok: false }>["failure"] {
  const error = parseErrorDocument(payload, undefined);
  const output = logTail.trimEnd().split("\n");
  switch (error.errorType) {
    case "Sandbox.Timedout":
      return { kind: "init-timed-out", limitSeconds: initLimitSeconds, output };
    case "Runtime.OutOfMemory":
      return { kind: "init-out-of-memory", memoryMb, output };
    case "Runtime.ExitError":
      return { kind: "init-exited", exit: error.errorMessage, output };
    default:
      return { kind: "init-error", error, output };
  }
}
