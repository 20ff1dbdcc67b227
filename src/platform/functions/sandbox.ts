import { randomBytes } from "node:crypto";
import { mkdir, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { hasCode } from "../../system/files.ts";
import { buildEnvironment, logStreamName } from "./environment.ts";
import { describeFailure, type ErrorDocument, type InitFailure, type InvocationFailure } from "./failure.ts";
import type { FunctionVersion } from "./function.ts";
import type { Invocation } from "./invocation.ts";
import type { Isolation, SandboxView } from "./isolation.ts";
import type { Leash } from "./leash.ts";
import { limits } from "./limits.ts";
import type { LogLevel, LogRecord, WriteLog } from "./log.ts";
import type { MemoryWatch, ProcessTable, Watched } from "./memory-watch.ts";
import { RuntimeApi, type ResponseSink, type RuntimeHandler } from "./runtime-api.ts";
import { SandboxProcess } from "./sandbox-process.ts";

/** What all sandboxes of a platform share. */
export interface SandboxHost {
  readonly isolation: Isolation;
  readonly leash: Leash;
  readonly memory: MemoryWatch;
  readonly log: WriteLog;
  /** The time as ISO 8601. */
  readonly clock: () => string;
  /** Folder for the sandboxes' own folders. */
  readonly temporary: string;
  readonly region: string;
}

/** What the pool is told. */
export interface SandboxListener {
  /** It asks for an event: init is done, or the last invocation is. */
  readonly onReady: (sandbox: Sandbox) => void;
  /** The response is complete; the program is still at work until `onReady`. */
  readonly onFinishing: (sandbox: Sandbox) => void;
  /** An invocation ended without a response, or in the middle of one. */
  readonly onFailed: (failure: InvocationFailure) => void;
  /** Its process is gone; `failure` when it never got through its init phase. `cleanUp` is what is left to do. */
  readonly onGone: (sandbox: Sandbox, failure: InitFailure | undefined) => void;
}

/** `working` and `finishing` differ in whether the response is complete. */
export type SandboxState = "starting" | "ready" | "working" | "finishing" | "ending" | "gone";

/** Lines of output that a failed start is explained with. */
const keptLines = 60;
/** What a program gets between SIGTERM and SIGKILL when it has registered an internal extension. */
const terminationMs = 500;

/**
 * One execution environment: a process that asks its own Runtime API for one event at a time.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export class Sandbox implements Watched {
  readonly id = randomBytes(16).toString("hex");
  readonly initLimitSeconds: number;
  readonly #version: FunctionVersion;
  readonly #host: SandboxHost;
  readonly #listener: SandboxListener;
  readonly #folder: string;
  #state: SandboxState = "starting";
  #api: RuntimeApi | undefined;
  #process: SandboxProcess | undefined;
  #frozen = false;
  #readySince = 0;
  #hasExtension = false;
  #startedAt = 0;
  #initMs: number | undefined;
  #initReported = false;
  #pendingReport: (() => void) | undefined;
  #initFailure: InitFailure | undefined;
  #invocation: Invocation | undefined;
  /** The request that output belongs to: the last one, until the next begins. */
  #requestId: string | undefined;
  #invokedAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #failure: InvocationFailure | undefined;
  #maxResidentBytes = 0;
  #lastLines: string[] = [];

  constructor(
    version: FunctionVersion,
    host: SandboxHost,
    listener: SandboxListener,
    initLimitSeconds: number,
  ) {
    this.#version = version;
    this.#host = host;
    this.#listener = listener;
    this.#folder = join(host.temporary, `sandbox-${this.id}`);
    this.initLimitSeconds = initLimitSeconds;
  }

  get state(): SandboxState {
    return this.#state;
  }

  get isFrozen(): boolean {
    return this.#frozen;
  }

  /** Milliseconds from the start of the process to its first `next`. */
  get initMs(): number | undefined {
    return this.#initMs;
  }

  /** Starts the process; `onReady` or `onGone` follows. */
  async start(): Promise<void> {
    try {
      const tmp = join(this.#folder, "tmp");
      await mkdir(tmp, { recursive: true, mode: 0o700 });
      const view = await this.#view(tmp);
      const api = await RuntimeApi.open(this.#handler());
      this.#api = api;
      const environment = await buildEnvironment(
        { ...this.#version, taskRoot: view.taskRoot },
        {
          id: this.id,
          runtimeApi: api.address,
          region: this.#host.region,
          logStream: logStreamName(this.#version.version, this.id, new Date()),
        },
      );
      if (this.#state !== "starting") return this.#gone("signal: killed");
      this.#startedAt = performance.now();
      this.#timer = setTimeout(() => this.#onInitTimeout(), this.initLimitSeconds * 1000);
      this.#host.memory.add(this);
      this.#process = new SandboxProcess({
        isolation: this.#host.isolation,
        view,
        environment: this.#host.isolation.kind === "none" ? { TMPDIR: tmp, ...environment } : environment,
        leash: this.#host.leash,
        onLine: (line) => this.#onLine(line.level, line.message),
        onExit: (exit) => this.#gone(exit),
      });
    } catch (error) {
      this.#gone(error instanceof Error ? error.message : String(error));
    }
  }

  /** Hands over one event. Only in state `ready`. */
  run(invocation: Invocation): void {
    const { request } = invocation;
    this.#state = "working";
    this.#invocation = invocation;
    this.#requestId = request.requestId;
    this.#failure = undefined;
    this.#invokedAt = performance.now();
    this.#timer ??= setTimeout(() => this.#checkTime(), this.#version.timeoutSeconds * 1000);
    this.#host.memory.add(this);
    invocation.onResume(() => this.#api?.resume());
    const { functionName, version, timeoutSeconds } = this.#version;
    this.#api?.send({
      requestId: request.requestId,
      deadlineMs: Date.now() + timeoutSeconds * 1000,
      functionArn: `arn:aws:lambda:${this.#host.region}:000000000000:function:${functionName}:${version}`,
      traceId: request.traceId,
      payload: request.payload,
    });
    // It wakes up with the event already there: one switch of context less than the other way round.
    if (this.#frozen) {
      this.#frozen = false;
      this.#process?.thaw();
    }
    this.#writeReport();
    this.#say("start", null, `START RequestId: ${request.requestId} Version: ${version}`);
  }

  /** Stops all of the program's threads until the next event. Only in state `ready`; false when that is not possible yet. */
  freeze(): boolean {
    if (this.#state === "ready" && !this.#frozen) this.#frozen = this.#process?.freeze() ?? false;
    return this.#frozen;
  }

  /** When it asked for an event, on the clock of `performance.now`; undefined while it has one. */
  get readySince(): number | undefined {
    return this.#state === "ready" ? this.#readySince : undefined;
  }

  /** Ends it: at once, or after SIGTERM and half a second where the program asked for that. */
  end(): void {
    if (this.#state === "ending" || this.#state === "gone") return;
    const mayTidyUp = this.#state === "ready" && this.#hasExtension;
    this.#state = "ending";
    if (!mayTidyUp) return this.#process?.kill();
    this.#process?.thaw();
    this.#process?.terminate();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#process?.kill(), terminationMs);
  }

  async checkMemory(table: ProcessTable): Promise<void> {
    const child = this.#process;
    if (child === undefined) return;
    const resident = await child.residentBytes(table);
    this.#maxResidentBytes = Math.max(this.#maxResidentBytes, resident);
    if (resident <= this.#version.memoryMb * 1024 * 1024) return;
    const { memoryMb } = this.#version;
    if (this.#state === "starting")
      this.#initFailure = { kind: "init-out-of-memory", memoryMb, output: this.#lastLines };
    else if (this.#state === "working" || this.#state === "finishing")
      this.#failure = { kind: "out-of-memory", memoryMb };
    else return;
    child.kill();
  }

  /** Canonical paths, since the namespace has no symbolic links of the host's `/tmp`; what does not exist is left out. */
  async #view(tmp: string): Promise<SandboxView> {
    const { command, taskRoot, readOnly, writable } = this.#version;
    for (const folder of writable) await mkdir(folder, { recursive: true });
    const root = await realpath(taskRoot);
    return {
      command,
      taskRoot: root,
      readOnly: await existing(root === "/" ? readOnly : [root, ...readOnly]),
      writable: await existing(writable),
      tmp: await realpath(tmp),
    };
  }

  #handler(): RuntimeHandler {
    return {
      onNext: () => this.#onNext(),
      onResponse: (requestId, response) => this.#onResponse(requestId, response),
      onError: (requestId, error) => {
        const invocation = this.#answering(requestId);
        if (invocation === undefined) return false;
        this.#finish();
        this.#fail(invocation, { kind: "function-error", error });
        return true;
      },
      onInitError: (error) => this.#onInitError(error),
      onExtension: () => {
        this.#hasExtension = true;
      },
    };
  }

  #onNext(): boolean {
    if (this.#state === "working") return false;
    if (this.#state !== "starting" && this.#state !== "finishing") return true;
    this.#host.memory.remove(this);
    const isFirst = this.#state === "starting";
    this.#state = "ready";
    this.#readySince = performance.now();
    if (isFirst) this.#onInitDone();
    else this.#report();
    this.#listener.onReady(this);
    // Unless the next event has written it already.
    if (this.#pendingReport !== undefined) setImmediate(() => this.#writeReport());
    return true;
  }

  #onInitDone(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#initMs = performance.now() - this.#startedAt;
    void this.#lookAround();
  }

  /** Until it is known which processes the program is, nothing can be stopped. */
  async #lookAround(): Promise<void> {
    await this.#process?.survey();
    const resident = (await this.#process?.residentBytes()) ?? 0;
    this.#maxResidentBytes = Math.max(this.#maxResidentBytes, resident);
  }

  #onResponse(
    requestId: string,
    response: { readonly streaming: boolean; readonly contentType: string | undefined },
  ): ResponseSink | undefined {
    const invocation = this.#answering(requestId);
    if (invocation === undefined) return undefined;
    if (!response.streaming) return this.#takeWhole(invocation);
    invocation.beginStream(response.contentType);
    return this.#takeStream(invocation);
  }

  #takeWhole(invocation: Invocation): ResponseSink {
    const chunks: Buffer[] = [];
    let size = 0;
    return {
      onData: (chunk) => {
        size += chunk.length;
        if (size <= limits.responseBytes) chunks.push(chunk);
      },
      onEnd: (_, reply) => {
        const isTooLarge = size > limits.responseBytes;
        reply(isTooLarge ? "too-large" : "accepted");
        if (this.#invocation !== invocation) return;
        this.#finish();
        const [only] = chunks;
        if (isTooLarge)
          this.#fail(invocation, { kind: "response-too-large", limitBytes: limits.responseBytes });
        else invocation.respond(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
      },
    };
  }

  #takeStream(invocation: Invocation): ResponseSink {
    let size = 0;
    return {
      onData: (chunk) => {
        const wasWithin = size <= limits.streamBytes;
        size += chunk.length;
        if (this.#invocation !== invocation || !wasWithin) return;
        if (size > limits.streamBytes)
          this.#fail(invocation, { kind: "response-too-large", limitBytes: limits.streamBytes });
        else if (!invocation.pass(chunk)) this.#api?.pause();
      },
      onEnd: (error, reply) => {
        const isTooLarge = size > limits.streamBytes;
        reply(isTooLarge ? "too-large" : "accepted");
        if (this.#invocation !== invocation) return;
        this.#finish();
        if (isTooLarge) return;
        if (error === undefined) invocation.endStream();
        else this.#fail(invocation, { kind: "function-error", error });
      },
    };
  }

  #fail(invocation: Invocation | undefined, failure: InvocationFailure): void {
    this.#say("error", "error", `RequestId: ${this.#requestId ?? ""} ${describeFailure(failure)}`);
    this.#listener.onFailed(failure);
    invocation?.fail(failure);
  }

  #answering(requestId: string): Invocation | undefined {
    return this.#invocation?.request.requestId === requestId ? this.#invocation : undefined;
  }

  /** The response is complete. The time limit still runs, until the program asks for the next event. */
  #finish(): void {
    this.#invocation = undefined;
    if (this.#state !== "working") return;
    this.#state = "finishing";
    this.#listener.onFinishing(this);
  }

  #onInitError(error: ErrorDocument): void {
    if (this.#state !== "starting") return;
    this.#initFailure = { kind: "init-error", error, output: this.#lastLines };
    // The runtime is about to exit by itself; if it hangs instead, the init limit ends it.
  }

  #onInitTimeout(): void {
    this.#initFailure ??= {
      kind: "init-timed-out",
      limitSeconds: this.initLimitSeconds,
      output: this.#lastLines,
    };
    this.#process?.kill();
  }

  /**
   * One timer serves many requests: it is left running when a request ends, and when it goes off it looks at how long
   * the present one has had. To set and clear one each time would be a part of every request's cost.
   */
  #checkTime(): void {
    this.#timer = undefined;
    if (this.#state !== "working" && this.#state !== "finishing") return;
    const { timeoutSeconds } = this.#version;
    const left = this.#invokedAt + timeoutSeconds * 1000 - performance.now();
    if (left > 0) {
      this.#timer = setTimeout(() => this.#checkTime(), left);
      return;
    }
    this.#failure = { kind: "timed-out", timeoutSeconds };
    this.#process?.kill();
  }

  /** Removes its folder. Only after `onGone`. */
  cleanUp(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }

  #gone(exit: string): void {
    const before = this.#state;
    if (before === "gone") return;
    this.#state = "gone";
    clearTimeout(this.#timer);
    this.#host.memory.remove(this);
    this.#api?.close();
    if (before === "starting") {
      this.#initFailure ??= { kind: "init-exited", exit, output: this.#lastLines };
      this.#say("error", "error", describeFailure(this.#initFailure));
    }
    // First the place, then the answer: who hears of the failure may ask again at once.
    this.#listener.onGone(this, before === "starting" ? this.#initFailure : undefined);
    if (before === "working" || before === "finishing") this.#failInvocation(exit);
    else this.#invocation?.fail({ kind: "closing" });
  }

  #failInvocation(exit: string): void {
    this.#fail(this.#invocation, this.#failure ?? { kind: "exited", exit });
    this.#invocation = undefined;
    this.#report();
  }

  #onLine(level: LogLevel | null, message: string): void {
    if (this.#initMs === undefined) {
      this.#lastLines.push(...message.split("\n"));
      if (this.#lastLines.length > keptLines) this.#lastLines.splice(0, this.#lastLines.length - keptLines);
    }
    this.#say("application", level, message);
  }

  /** The last lines of an invocation; they wait for the output that is still in the pipes. */
  #report(): void {
    const requestId = this.#requestId ?? "";
    const { memoryMb } = this.#version;
    const duration = performance.now() - this.#invokedAt;
    const init = this.#initReported ? 0 : (this.#initMs ?? 0);
    this.#initReported = true;
    const used = Math.min(memoryMb, Math.ceil(this.#maxResidentBytes / 1024 / 1024));
    this.#pendingReport = () => {
      this.#say("end", null, `END RequestId: ${requestId}`, requestId);
      const report =
        `REPORT RequestId: ${requestId}\tDuration: ${duration.toFixed(2)} ms\tBilled Duration: ${Math.ceil(duration + init)} ms\t` +
        `Memory Size: ${memoryMb} MB\tMax Memory Used: ${used} MB` +
        (init === 0 ? "" : `\tInit Duration: ${init.toFixed(2)} ms`);
      this.#say("report", null, report, requestId);
    };
  }

  #writeReport(): void {
    const write = this.#pendingReport;
    this.#pendingReport = undefined;
    write?.();
  }

  #say(
    kind: LogRecord["kind"],
    level: LogLevel | null,
    message: string,
    requestId = this.#requestId ?? null,
  ): void {
    this.#host.log({
      time: this.#host.clock(),
      function: this.#version.functionName,
      version: this.#version.version,
      sandbox: this.id,
      requestId,
      kind,
      level,
      message,
    });
  }
}

async function existing(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      try {
        return await realpath(path);
      } catch (error) {
        if (hasCode(error, "ENOENT", "ENOTDIR")) return undefined;
        throw error;
      }
    }),
  );
  return found.filter((path) => path !== undefined);
}
