import { describe, expect, it } from "vitest";
import type { AnsweredRequest } from "../providers/local/develop.ts";
import type { DevRequest } from "./dev-events.ts";
import { createRequestJoiner } from "./dev-requests.ts";
import type { LogRecord } from "./results.ts";

const answered = (requestId: string | null): AnsweredRequest => ({
  method: "GET",
  target: "/",
  status: 200,
  durationMs: 12,
  by: requestId === null ? "static" : "function",
  functionName: requestId === null ? null : "blog-local-web",
  requestId,
  problem: null,
});

const report = (requestId: string, rest = ""): LogRecord => ({
  time: "2026-05-01T00:00:00.000Z",
  function: "blog-local-web",
  version: 1,
  sandbox: "a",
  requestId,
  kind: "report",
  level: null,
  message: `REPORT RequestId: ${requestId}\tDuration: 9.12 ms\tBilled Duration: 10 ms\tMemory Size: 512 MB\tMax Memory Used: 71 MB${rest}`,
});

function join() {
  const told: DevRequest[] = [];
  const joiner = createRequestJoiner(
    (request) => told.push(request),
    (name) => name.replace("blog-local-", ""),
  );
  return { told, joiner };
}

describe("createRequestJoiner", () => {
  it("puts a response and its report together, whichever comes first", () => {
    const { told, joiner } = join();
    joiner.onAnswered(answered("one"));
    expect(told).toEqual([]);
    joiner.onReport(report("one", "\tInit Duration: 412.34 ms"));
    joiner.onReport(report("two"));
    joiner.onAnswered(answered("two"));
    expect(told).toMatchObject([
      { requestId: "one", function: "web", memoryMb: 71, initMs: 412.34 },
      { requestId: "two", function: "web", memoryMb: 71, initMs: null },
    ]);
  });

  it("waits for nothing where no function was asked", () => {
    const { told, joiner } = join();
    joiner.onAnswered(answered(null));
    expect(told).toMatchObject([{ by: "static", function: null, memoryMb: null, initMs: null }]);
  });

  it("tells a response whose report does not come", async () => {
    const { told, joiner } = join();
    joiner.onAnswered(answered("one"));
    await expect.poll(() => told.length).toBe(1);
    expect(told[0]).toMatchObject({ memoryMb: null });
    joiner.onReport(report("one"));
    expect(told).toHaveLength(1);
  });

  it("tells at the end what still waits", () => {
    const { told, joiner } = join();
    joiner.onAnswered(answered("one"));
    joiner.end();
    expect(told).toHaveLength(1);
  });
});
