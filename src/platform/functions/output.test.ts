import { describe, expect, it } from "vitest";
import { readFrames, splitLines, type OutputLine } from "./output.ts";

function collect(
  reader: (onLine: (line: OutputLine) => void) => (chunk: Buffer | undefined) => void,
  bytes: Buffer,
  size: number,
): readonly OutputLine[] {
  const lines: OutputLine[] = [];
  const take = reader((line) => void lines.push(line));
  for (let start = 0; start < bytes.length; start += size) take(bytes.subarray(start, start + size));
  take(undefined);
  return lines;
}

function frame(type: number, message: string): Buffer {
  const text = Buffer.from(message);
  const head = Buffer.alloc(16);
  head.writeUInt32BE(type, 0);
  head.writeUInt32BE(text.length, 4);
  return Buffer.concat([head, text]);
}

describe("splitLines", () => {
  it.each([1, 4, 100])("makes a message of each line, whole characters in pieces of %i bytes", (size) => {
    const messages = collect(splitLines, Buffer.from("eins\r\nzwei é日\n\n\nohne Ende"), size);
    expect(messages.map(({ message }) => message)).toEqual(["eins", "zwei é日", "ohne Ende"]);
  });

  it("cuts a line that has no end", () => {
    const messages = collect(splitLines, Buffer.alloc(600 * 1024, "x"), 65_536);
    expect(messages.map(({ message }) => message.length)).toEqual([262_144, 262_144, 90_112]);
  });
});

describe("readFrames", () => {
  it.each([1, 5, 1000])("keeps a traceback together and knows its level, in pieces of %i bytes", (size) => {
    const bytes = Buffer.concat([
      frame(0xa55a0003, "plain\n"),
      frame(0xa55a0017, "Traceback\n  line 1\nValueError"),
      frame(0xa55a001b, "fatal"),
      frame(0xa55a000a, '{"level":"DEBUG"}'),
    ]);
    expect(collect(readFrames, bytes, size)).toEqual([
      { level: null, message: "plain" },
      { level: "error", message: "Traceback\n  line 1\nValueError" },
      { level: "critical", message: "fatal" },
      { level: "debug", message: '{"level":"DEBUG"}' },
    ]);
  });

  it("takes what is no frame as lines", () => {
    const messages = collect(
      readFrames,
      Buffer.from("a program that wrote to descriptor 3\nby itself\n"),
      1000,
    );
    expect(messages.map(({ message }) => message)).toEqual([
      "a program that wrote to descriptor 3",
      "by itself",
    ]);
  });
});
