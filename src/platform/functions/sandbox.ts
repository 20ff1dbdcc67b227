import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { describeFailure, type ErrorDocument, type InitFailure, type InvocationFailure } from "./failure.ts";
import type { FunctionVersion } from "./function.ts";
import type { Invocation } from "./invocation.ts";
import type { ProcessTable, Watched } from "./memory-watch.ts";
import { prepareSandbox, type PreparedSandbox } from "./prepare-sandbox.ts";
import { takeStream, takeWhole, type Responder } from "./response-sinks.ts";
import { RuntimeApi, type RuntimeHandler } from "./runtime-api.ts";
import type { SandboxHost } from "./sandbox-host.ts";
import { SandboxLog } from "./sandbox-log.ts";
import { SandboxProcess } from "./sandbox-process.ts";
import { TimeLimit } from "./time-limit.ts";
import { TmpWatch } from "./tmp-watch.ts";

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

/** What a program gets between SIGTERM and SIGKILL when it has registered an internal extension. */
const terminationMs = 500;

/**
 * One execution environment: a process that asks its own Runtime API for one event at a time. What is here is the states
 * that it goes through; its time, its log and its responses are kept beside it.
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
  readonly #log: SandboxLog;
  readonly #time = new TimeLimit(() => this.#onTimePassed());
  readonly #responder: Responder;
  #state: SandboxState = "starting";
  #api: RuntimeApi | undefined;
  #process: SandboxProcess | undefined;
  #tmpWatch: TmpWatch | undefined;
  #frozen = false;
  #readySince = 0;
  #hasExtension = false;
  #initMs: number | undefined;
  #initFailure: InitFailure | undefined;
  #invocation: Invocation | undefined;
  #failure: InvocationFailure | undefined;

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
    this.#log = new SandboxLog(host, version, this.id);
    this.#responder = this.#respondThere();
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

  /** When it asked for an event, on the clock of `performance.now`; undefined while it has one. */
  get readySince(): number | undefined {
    return this.#state === "ready" ? this.#readySince : undefined;
  }

  /** Starts the process; `onReady` or `onGone` follows. */
  async start(): Promise<void> {
    try {
      this.#api = await RuntimeApi.open(this.#handler());
      const prepared = await prepareSandbox(this.#version, this.#host, {
        id: this.id,
        folder: this.#folder,
        runtimeApi: this.#api.address,
      });
      if (this.#state !== "starting") return this.#gone("signal: killed");
      this.#launch(prepared);
    } catch (error) {
      this.#gone(error instanceof Error ? error.message : String(error));
    }
  }

  #launch({ view, environment }: PreparedSandbox): void {
    if (view.tmpMb === undefined) this.#tmpWatch = new TmpWatch(view.tmp, this.#version.tmpMb);
    this.#time.begin(this.initLimitSeconds * 1000);
    this.#host.memory.add(this);
    this.#process = new SandboxProcess({
      isolation: this.#host.isolation,
      view,
      environment,
      leash: this.#host.leash,
      onLine: ({ level, message }) => this.#log.print(level, message),
      onExit: (exit) => this.#gone(exit),
    });
  }

  /** Hands over one event. Only in state `ready`. */
  run(invocation: Invocation): void {
    const { requestId, traceId, payload } = invocation.request;
    this.#state = "working";
    this.#invocation = invocation;
    this.#failure = undefined;
    const { functionName, version, timeoutSeconds } = this.#version;
    this.#time.begin(timeoutSeconds * 1000);
    this.#host.memory.add(this);
    this.#api?.send({
      requestId,
      deadlineMs: Date.now() + timeoutSeconds * 1000,
      functionArn: `arn:aws:lambda:${this.#host.region}:000000000000:function:${functionName}:${version}`,
      traceId,
      payload,
    });
    // It wakes up with the event already there: one switch of context less than the other way round.
    if (this.#frozen) {
      this.#frozen = false;
      this.#process?.thaw();
    }
    this.#log.start(requestId);
  }

  /** Stops all of the program's threads until the next event. Only in state `ready`; false when that is not possible yet. */
  freeze(): boolean {
    if (this.#state !== "ready" || this.#frozen) return this.#frozen;
    this.#frozen = this.#process?.freeze() ?? false;
    if (this.#frozen && this.#process?.hasChanged === true) void this.#freezeNewcomers();
    return this.#frozen;
  }

  /** Programs that a request started and left behind. */
  async #freezeNewcomers(): Promise<void> {
    for (const program of (await this.#process?.surveyNewcomers()) ?? [])
      this.#log.hint("warning", { kind: "left-running", program });
  }

  /** Ends it: at once, or after SIGTERM and half a second where the program asked for that. */
  end(): void {
    if (this.#state === "ending" || this.#state === "gone") return;
    const mayTidyUp = this.#state === "ready" && this.#hasExtension;
    this.#state = "ending";
    if (!mayTidyUp) return this.#process?.kill();
    this.#process?.thaw();
    this.#process?.terminate();
    this.#time.clear();
    this.#time.begin(terminationMs);
  }

  async checkMemory(table: ProcessTable): Promise<void> {
    const child = this.#process;
    if (child === undefined) return;
    const { memoryMb, tmpMb } = this.#version;
    if ((await child.residentBytes(table)) > memoryMb * 1024 * 1024) this.#endOutOfMemory(memoryMb);
    if ((await this.#tmpWatch?.hasOverflown()) === true) this.#log.hint("error", { kind: "tmp-over", tmpMb });
  }

  #endOutOfMemory(memoryMb: number): void {
    if (this.#state === "starting")
      this.#initFailure = { kind: "init-out-of-memory", memoryMb, output: this.#log.lastLines };
    else if (this.#state === "working" || this.#state === "finishing")
      this.#failure = { kind: "out-of-memory", memoryMb };
    else return;
    this.#process?.kill();
  }

  #handler(): RuntimeHandler {
    return {
      onNext: () => this.#onNext(),
      onResponse: (requestId, { streaming, contentType }) => {
        const invocation = this.#answering(requestId);
        if (invocation === undefined) return undefined;
        if (!streaming) return takeWhole(invocation, this.#responder);
        invocation.beginStream(contentType);
        return takeStream(invocation, this.#responder);
      },
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

  #respondThere(): Responder {
    return {
      source: { pause: () => this.#api?.pause(), resume: () => this.#api?.resume() },
      streamBytesPerSecond: this.#host.streamBytesPerSecond,
      isAnswering: (invocation) => this.#invocation === invocation,
      onComplete: () => this.#finish(),
      onFailure: (invocation, failure) => this.#fail(invocation, failure),
      onSlowed: () => this.#log.hint("info", { kind: "stream-slowed" }),
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
    else this.#endRequest();
    this.#listener.onReady(this);
    // Unless the next event has written it already.
    if (this.#log.hasReport) setImmediate(() => this.#log.writeReport());
    return true;
  }

  #onInitDone(): void {
    this.#initMs = this.#time.elapsedMs;
    this.#time.clear();
    this.#log.endInit(this.#initMs);
    void this.#lookAround();
  }

  /** Until it is known which processes the program is, nothing can be stopped. */
  async #lookAround(): Promise<void> {
    await this.#process?.survey();
    await this.#process?.residentBytes();
  }

  #fail(invocation: Invocation | undefined, failure: InvocationFailure): void {
    this.#log.fail(describeFailure(failure));
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

  #endRequest(): void {
    this.#time.end();
    const { maxResidentBytes = 0 } = this.#process ?? {};
    this.#log.end({ durationMs: this.#time.elapsedMs, maxResidentBytes });
  }

  #onInitError(error: ErrorDocument): void {
    if (this.#state !== "starting") return;
    this.#initFailure = { kind: "init-error", error: this.#log.explain(error), output: this.#log.lastLines };
    // The runtime is about to exit by itself; if it hangs instead, the init limit ends it.
  }

  #onTimePassed(): void {
    const { timeoutSeconds } = this.#version;
    if (this.#state === "starting")
      this.#initFailure ??= {
        kind: "init-timed-out",
        limitSeconds: this.initLimitSeconds,
        output: this.#log.lastLines,
      };
    else if (this.#state === "working" || this.#state === "finishing")
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
    this.#time.clear();
    this.#host.memory.remove(this);
    this.#api?.close();
    if (before === "starting") {
      this.#initFailure ??= { kind: "init-exited", exit, output: this.#log.lastLines };
      this.#log.failInit(describeFailure(this.#initFailure));
    }
    // First the place, then the answer: who hears of the failure may ask again at once.
    this.#listener.onGone(this, before === "starting" ? this.#initFailure : undefined);
    if (before === "working" || before === "finishing") this.#failInvocation(exit);
    else this.#invocation?.fail({ kind: "closing" });
  }

  #failInvocation(exit: string): void {
    this.#fail(this.#invocation, this.#failure ?? { kind: "exited", exit });
    this.#invocation = undefined;
    this.#endRequest();
    this.#log.writeReport();
  }
}
