import { describe, expect, it } from "vitest";
import { languages, wordsOf } from "../../words/words.ts";
import { findLimit, type LimitHint } from "./limit-hints.ts";

const traceback = (...lines: readonly string[]): string =>
  ["Traceback (most recent call last):", ...lines].join("\n");

describe("findLimit", () => {
  it.each<readonly [string, LimitHint]>([
    [
      traceback("OSError: [Errno 30] Read-only file system: '/var/task/report.pdf'"),
      { kind: "read-only", path: "/var/task/report.pdf" },
    ],
    [
      "PermissionError: [Errno 13] Permission denied: '/var/task/report.pdf'",
      { kind: "read-only", path: "/var/task/report.pdf" },
    ],
    [
      "Error: EROFS: read-only file system, open '/var/task/x.log'",
      { kind: "read-only", path: "/var/task/x.log" },
    ],
    [
      "FileNotFoundError: [Errno 2] No such file or directory: '/home/sbx_user1051'",
      { kind: "no-home", path: "/home/sbx_user1051" },
    ],
    [
      traceback(
        '  File "/usr/lib/python3.11/multiprocessing/synchronize.py", line 57, in __init__',
        "OSError: [Errno 30] Read-only file system",
      ),
      { kind: "shared-memory" },
    ],
    ["OSError: [Errno 30] Read-only file system: '/dev/shm/cache'", { kind: "shared-memory" }],
    ["OSError: [Errno 24] Too many open files: '/etc/hosts'", { kind: "file-descriptors" }],
    ["RuntimeError: can't start new thread", { kind: "processes" }],
    [
      traceback(
        "    self.pid = _fork_exec(args)",
        "BlockingIOError: [Errno 11] Resource temporarily unavailable",
      ),
      { kind: "processes" },
    ],
    ["OSError: [Errno 28] No space left on device", { kind: "tmp-full", tmpMb: 512 }],
    ["OSError: [Errno 28] No space left on device: '/tmp/a'", { kind: "tmp-full", tmpMb: 512 }],
  ])("sees the limit behind %j", (message, hint) => {
    expect(findLimit(message, 512)).toEqual(hint);
  });

  it.each([
    "saved /var/task/report.pdf",
    "FileNotFoundError: [Errno 2] No such file or directory: '/var/task/missing'",
    "PermissionError: [Errno 13] Permission denied: '/tmp/locked'",
    "PermissionError: [Errno 13] Permission denied",
    "BlockingIOError: [Errno 11] Resource temporarily unavailable",
    "ConnectionRefusedError: [Errno 111] Connection refused",
    "OSError: [Errno 28] No space left on device: '/srv/media/photo'",
  ])("sees none behind %j", (message) => {
    expect(findLimit(message, 512)).toBeUndefined();
  });
});

describe("hints", () => {
  it.each(languages)("name path, size and program in %s", (language) => {
    const { hints } = wordsOf(language).platform;
    expect(hints["read-only"]({ path: "/var/task/x" })).toContain("/var/task/x");
    expect(hints["no-home"]({ path: "/home/x" })).toContain("/home/x");
    expect(hints["tmp-full"]({ tmpMb: 640 })).toContain("640");
    expect(hints["tmp-over"]({ tmpMb: 640 })).toContain("640");
    expect(hints["left-running"]({ program: "ffmpeg" })).toContain("ffmpeg");
    const all = Object.values(hints).map((say) => (say as (facts: object) => string)({}));
    expect(new Set(all).size).toBe(all.length);
  });
});
