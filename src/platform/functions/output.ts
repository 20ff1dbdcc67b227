import type { LogLevel } from "./log.ts";

/** One message that a program wrote. */
export interface OutputLine {
  readonly level: LogLevel | null;
  readonly message: string;
}

/** Longer lines are cut into several: CloudWatch does the same at 256 KB. */
const maxLineBytes = 256 * 1024;
const newline = 10;

/** Cuts stdout or stderr into lines, one message each. Returns what takes the chunks; `undefined` ends the stream. */
export function splitLines(onLine: (line: OutputLine) => void): (chunk: Buffer | undefined) => void {
  let rest: Buffer = Buffer.alloc(0);
  const say = (line: Buffer): void => {
    const message = line.toString("utf8").replace(/\r$/, "");
    if (message !== "") onLine({ level: null, message });
  };
  return (chunk) => {
    if (chunk === undefined) {
      say(rest);
      rest = Buffer.alloc(0);
      return;
    }
    let data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let end = data.indexOf(newline); end >= 0; end = data.indexOf(newline)) {
      say(data.subarray(0, end));
      data = data.subarray(end + 1);
    }
    while (data.length > maxLineBytes) {
      say(data.subarray(0, maxLineBytes));
      data = data.subarray(maxLineBytes);
    }
    rest = data;
  };
}

const frameHeadBytes = 16;
const frameMark = 0xa55a;
const maxFrameBytes = 1024 * 1024;

/**
 * Reads the frames that a runtime writes to `_LAMBDA_TELEMETRY_LOG_FD`: type, length and microseconds, then the
 * message, so that a traceback of many lines stays one message. Bytes that are no frames are taken as lines.
 *
 * @see https://github.com/aws/aws-lambda-python-runtime-interface-client/blob/main/awslambdaric/bootstrap.py
 */
export function readFrames(onLine: (line: OutputLine) => void): (chunk: Buffer | undefined) => void {
  const asLines = splitLines(onLine);
  let rest: Buffer = Buffer.alloc(0);
  let framed = true;
  return (chunk) => {
    if (!framed || chunk === undefined) {
      asLines(chunk);
      return;
    }
    let data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (data.length >= frameHeadBytes) {
      const type = data.readUInt32BE(0);
      const length = data.readUInt32BE(4);
      if (type >>> 16 !== frameMark || length > maxFrameBytes) {
        framed = false;
        asLines(data);
        return;
      }
      if (data.length < frameHeadBytes + length) break;
      const message = data.toString("utf8", frameHeadBytes, frameHeadBytes + length).replace(/\n$/, "");
      onLine({ level: levelOfFrame(type), message });
      data = data.subarray(frameHeadBytes + length);
    }
    rest = data;
  };
}

/** Bits 2 to 4 of a frame's type hold the level: 0 none, 1 trace, 2 debug, and so on to 6 fatal. */
function levelOfFrame(type: number): LogLevel | null {
  const levels: readonly (LogLevel | null)[] = [
    null,
    "debug",
    "debug",
    "info",
    "warning",
    "error",
    "critical",
  ];
  return levels[(type >>> 2) & 7] ?? null;
}
