import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bodyOf } from "../../../test/platform/invoke.ts";
import { startPlatform } from "../../../test/platform/test-platform.ts";

describe("logs", () => {
  it("hold the program's lines between Lambda's own, each with its request (parity: logs)", async () => {
    await using platform = await startPlatform();
    platform.publish();
    await bodyOf(platform, "/print");
    await platform.functions.remove("web", 1);
    const records = await platform.records();
    expect(records.map(({ kind }) => kind)).toEqual([
      "application",
      "start",
      ...Array<string>(4).fill("application"),
      "end",
      "report",
    ]);
    const [start] = records.filter(({ kind }) => kind === "start");
    const written = records.slice(2, 6);
    expect(new Set(written.map(({ message }) => message))).toEqual(
      new Set([
        "one line",
        "and another",
        "to stderr",
        'Traceback (most recent call last):\n  File "x.py", line 1\nValueError: no',
      ]),
    );
    expect(written.every(({ requestId }) => requestId === start?.requestId && requestId !== undefined)).toBe(
      true,
    );
    expect(written.find(({ message }) => message.startsWith("Traceback"))?.level).toBe("error");
    expect(records.at(-1)?.message).toMatch(
      /^REPORT RequestId: [0-9a-f-]{36}\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 256 MB\tMax Memory Used: \d+ MB\tInit Duration: [\d.]+ ms$/,
    );
  });

  it("are put aside by size, and the oldest is given up", async () => {
    await using platform = await startPlatform({ logRotation: { maxBytes: 2_000, keep: 2 } });
    platform.publish();
    for (let number = 0; number < 40; number += 1) {
      await bodyOf(platform, "/hello");
      await platform.functions.flushLogs();
    }
    const files = await readdir(join(platform.root, "logs"));
    expect(files.toSorted()).toEqual(["web.jsonl", "web.jsonl.1", "web.jsonl.2"]);
  });
});
