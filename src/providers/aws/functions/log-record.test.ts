import { describe, expect, it } from "vitest";
import { readLogEvent } from "./log-record.ts";

const releaseOf = (version: string): number => (version === "7" ? 3 : 0);
const read = (message: string, logStreamName = "2026/11/21/[7]0123456789abcdef") =>
  readLogEvent({ logStreamName, timestamp: Date.UTC(2026, 10, 21, 9, 30), message }, "web", releaseOf);

describe("an event of CloudWatch Logs", () => {
  it("tells the release and the sandbox by the name of its stream", () => {
    expect(read("hello\n")).toEqual({
      time: "2026-11-21T09:30:00.000Z",
      function: "web",
      version: 3,
      sandbox: "0123456789abcdef",
      kind: "application",
      level: null,
      requestId: null,
      message: "hello",
    });
    expect(read("hello", "2026/11/21/[8]aa").version).toBe(0);
    expect(read("hello", "somebody's own").sandbox).toBe("somebody's own");
  });

  it("is read in Lambda's own format of JSON, with the lines of a traceback", () => {
    const line = {
      timestamp: "2026-11-21T09:30:00Z",
      level: "ERROR",
      message: "Internal Server Error: /",
      requestId: "4f1c",
      stackTrace: ["Traceback (most recent call last):", "ValueError: no"],
    };
    expect(read(JSON.stringify(line))).toMatchObject({
      kind: "application",
      level: "error",
      requestId: "4f1c",
      message: "Internal Server Error: /\nTraceback (most recent call last):\nValueError: no",
    });
  });

  it.each([
    ["START RequestId: 4f1c Version: 7", "start"],
    ["END RequestId: 4f1c", "end"],
    ["REPORT RequestId: 4f1c Duration: 12.3 ms", "report"],
  ])("is Lambda's own where it begins so: %s", (message, kind) => {
    expect(read(message)).toMatchObject({ kind, requestId: "4f1c", level: null });
  });

  it("of the platform says that an invocation has failed", () => {
    const done = (status: string): string =>
      JSON.stringify({ time: "…", type: "platform.runtimeDone", record: { requestId: "4f1c", status } });
    expect(read(done("success"))).toMatchObject({ kind: "end", level: null });
    expect(read(done("timeout"))).toMatchObject({ kind: "error", level: "error", requestId: "4f1c" });
  });

  it("of the application may be JSON that is nobody's format", () => {
    expect(read('{"event": "paid"}')).toMatchObject({ kind: "application", message: '{"event": "paid"}' });
    expect(read('{"message": {"a": 1}}')).toMatchObject({ message: '{"a":1}' });
    expect(read("{broken")).toMatchObject({ message: "{broken" });
  });
});
