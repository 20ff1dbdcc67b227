import { wordsOf } from "../../words/words.ts";
import type { ErrorDocument } from "./failure.ts";
import type { FunctionVersion } from "./function.ts";
import { findLimit, type LimitHint } from "./limit-hints.ts";
import type { LogLevel, LogRecord } from "./log.ts";
import type { SandboxHost } from "./sandbox-host.ts";

/** Lines of output that a failed start is explained with. */
const keptLines = 60;

type LogHost = Pick<SandboxHost, "log" | "clock" | "language">;

/** What one request used. */
interface Usage {
  readonly durationMs: number;
  readonly maxResidentBytes: number;
}

/** The log lines of one sandbox: what its program prints, and Lambda's own lines around each request. */
export class SandboxLog {
  readonly #host: LogHost;
  readonly #version: FunctionVersion;
  readonly #sandbox: string;
  /** The request that output belongs to: the last one, until the next begins. */
  #requestId: string | null = null;
  #initMs: number | undefined;
  #isInitReported = false;
  readonly #lastLines: string[] = [];
  #pendingReport: (() => void) | undefined;
  /** Hints that this request has had. */
  readonly #hinted = new Set<string>();

  constructor(host: LogHost, version: FunctionVersion, sandbox: string) {
    this.#host = host;
    this.#version = version;
    this.#sandbox = sandbox;
  }

  /** What the program printed last while it started. */
  get lastLines(): readonly string[] {
    return this.#lastLines;
  }

  /** The report of the last request has not been written yet. */
  get hasReport(): boolean {
    return this.#pendingReport !== undefined;
  }

  endInit(initMs: number): void {
    this.#initMs = initMs;
  }

  /** A request begins. */
  start(requestId: string): void {
    this.writeReport();
    this.#requestId = requestId;
    if (this.#hinted.size > 0) this.#hinted.clear();
    this.#say("start", null, `START RequestId: ${requestId} Version: ${this.#version.version}`);
  }

  /** The last lines of a request; `writeReport` writes them, after the output that is still in the pipes. */
  end({ durationMs, maxResidentBytes }: Usage): void {
    const requestId = this.#requestId ?? "";
    const { memoryMb } = this.#version;
    const initMs = this.#isInitReported ? 0 : (this.#initMs ?? 0);
    this.#isInitReported = true;
    const usedMb = Math.min(memoryMb, Math.ceil(maxResidentBytes / 1024 / 1024));
    this.#pendingReport = () => {
      this.#say("end", null, `END RequestId: ${requestId}`, requestId);
      const report =
        `REPORT RequestId: ${requestId}\tDuration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${Math.ceil(durationMs + initMs)} ms\t` +
        `Memory Size: ${memoryMb} MB\tMax Memory Used: ${usedMb} MB` +
        (initMs === 0 ? "" : `\tInit Duration: ${initMs.toFixed(2)} ms`);
      this.#say("report", null, report, requestId);
    };
  }

  writeReport(): void {
    const write = this.#pendingReport;
    this.#pendingReport = undefined;
    write?.();
  }

  /** Something that the program printed or logged. */
  print(level: LogLevel | null, message: string): void {
    if (this.#initMs === undefined) this.#keep(message);
    this.#say("application", level, message);
    const limit = findLimit(message, this.#version.tmpMb);
    if (limit !== undefined) this.hint("error", limit);
  }

  /** The error of a failed start, and below its traceback the limit that it has run into. */
  explain(error: ErrorDocument): ErrorDocument {
    const { errorType, errorMessage, stackTrace } = error;
    const limit = findLimit([...stackTrace, `${errorType}: ${errorMessage}`].join("\n"), this.#version.tmpMb);
    return limit === undefined ? error : { ...error, stackTrace: [...stackTrace, this.#sentence(limit)] };
  }

  /** Says which limit it was and what to do; once for each request. */
  hint(level: LogLevel, hint: LimitHint): void {
    const text = this.#sentence(hint);
    if (this.#hinted.has(text)) return;
    this.#hinted.add(text);
    this.#say("hint", level, text);
  }

  /** The sandbox never got through its init phase. */
  failInit(message: string): void {
    this.#say("error", "error", message);
  }

  fail(message: string): void {
    this.#say("error", "error", `RequestId: ${this.#requestId ?? ""} ${message}`);
  }

  #sentence(hint: LimitHint): string {
    const say = wordsOf(this.#host.language).platform.hints[hint.kind] as (facts: LimitHint) => string;
    return say(hint);
  }

  #keep(message: string): void {
    this.#lastLines.push(...message.split("\n"));
    if (this.#lastLines.length > keptLines) this.#lastLines.splice(0, this.#lastLines.length - keptLines);
  }

  #say(
    kind: LogRecord["kind"],
    level: LogLevel | null,
    message: string,
    requestId: string | null = this.#requestId,
  ): void {
    this.#host.log({
      time: this.#host.clock(),
      function: this.#version.functionName,
      version: this.#version.version,
      sandbox: this.#sandbox,
      requestId,
      kind,
      level,
      message,
    });
  }
}
