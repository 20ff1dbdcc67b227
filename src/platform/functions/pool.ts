import type { InitFailure, InvocationFailure } from "./failure.ts";
import type { FunctionVersion } from "./function.ts";
import type { Invocation } from "./invocation.ts";
import { Freezer } from "./freezer.ts";
import { Sandbox } from "./sandbox.ts";
import type { SandboxHost } from "./sandbox-host.ts";
import type { StartGate } from "./start-gate.ts";

/** What a pool is told to hold to, besides what its version says. */
export interface PoolOptions {
  readonly idleMs: number;
  readonly initLimitSeconds: number;
  readonly patienceMs: number;
}

/** How the first sandbox of a version got through its init phase. */
export type BootReport =
  | { readonly ok: true; readonly initMs: number }
  | { readonly ok: false; readonly failure: InitFailure | { readonly kind: "closing" } };

/** Counted since the pool was made. */
export interface PoolCounts {
  readonly invocations: number;
  /** Invocations that ended without a response, throttled ones apart. */
  readonly errors: number;
  readonly coldStarts: number;
  readonly throttles: number;
}

interface Waiter {
  readonly invocation: Invocation;
  readonly timer: NodeJS.Timeout | undefined;
}

interface IdleSandbox {
  readonly sandbox: Sandbox;
  /** Of `performance.now()`, which a change of the clock does not move. */
  readonly since: number;
}

/**
 * The sandboxes of one version. A request gets the sandbox that was used last; with none free it waits for one that is
 * starting or about to be free, as long as nobody else waits for that one; with none coming it starts one; at the
 * limit it is throttled. So a request waits for a start, and never for another request.
 */
export class Pool {
  readonly version: FunctionVersion;
  readonly #host: SandboxHost;
  readonly #gate: StartGate;
  readonly #freezer = new Freezer();
  readonly #options: PoolOptions;
  readonly #sandboxes = new Set<Sandbox>();
  readonly #starting = new Set<Sandbox>();
  readonly #finishing = new Set<Sandbox>();
  /** Longest idle first. */
  readonly #idle: IdleSandbox[] = [];
  readonly #waiting: Waiter[] = [];
  readonly #boots = new Map<Sandbox, (report: BootReport) => void>();
  #counts = { invocations: 0, errors: 0, coldStarts: 0, throttles: 0 };
  /** Starts that wait for a place at the gate. */
  #queuedStarts = 0;
  #idleTimer: NodeJS.Timeout | undefined;
  #retired = false;
  /** Sandboxes whose folders are being removed. */
  #cleaning = 0;
  readonly #onEmpty: (() => void)[] = [];

  constructor(version: FunctionVersion, host: SandboxHost, gate: StartGate, options: PoolOptions) {
    this.version = version;
    this.#host = host;
    this.#gate = gate;
    this.#options = options;
  }

  get counts(): PoolCounts {
    return this.#counts;
  }

  get sandboxes(): { readonly total: number; readonly busy: number; readonly frozen: number } {
    const all = [...this.#sandboxes];
    return {
      total: all.length,
      busy: all.filter(({ state }) => state === "working" || state === "finishing").length,
      frozen: all.filter(({ isFrozen }) => isFrozen).length,
    };
  }

  invoke(invocation: Invocation): void {
    this.#counts.invocations += 1;
    if (this.#retired) return this.#fail(invocation, { kind: "closing" });
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle.sandbox.run(invocation);
    if (this.#coming() > this.#waiting.length) return this.#wait(invocation, undefined);
    if (this.#mayStart()) {
      this.#wait(invocation, undefined);
      return this.#requestStart();
    }
    if (this.#options.patienceMs > 0) return this.#wait(invocation, this.#options.patienceMs);
    this.#throttle(invocation);
  }

  /** Starts a sandbox and keeps it; when the version already has one that works, that is the answer. */
  boot(): Promise<BootReport> {
    const initMs = [...this.#sandboxes].find((sandbox) => sandbox.initMs !== undefined)?.initMs;
    if (initMs !== undefined) return Promise.resolve({ ok: true, initMs });
    if (this.#retired) return Promise.resolve({ ok: false, failure: { kind: "closing" } });
    return new Promise((resolve) => {
      this.#queuedStarts += 1;
      this.#gate.enter(() => {
        this.#queuedStarts -= 1;
        if (this.#retired) {
          resolve({ ok: false, failure: { kind: "closing" } });
          return false;
        }
        this.#boots.set(this.#start(this.#options.initLimitSeconds), resolve);
        return true;
      });
    });
  }

  /** Takes no more requests; those it has, at work or waiting for a sandbox, end first. Resolves when none is left. */
  retire(): Promise<void> {
    this.#retired = true;
    clearTimeout(this.#idleTimer);
    for (const { sandbox } of this.#idle.splice(0)) sandbox.end();
    if (this.#isEmpty()) return Promise.resolve();
    return new Promise((resolve) => this.#onEmpty.push(resolve));
  }

  /** Ends everything now. Resolves when no process is left. */
  close(): Promise<void> {
    for (const { invocation, timer } of this.#waiting.splice(0)) {
      clearTimeout(timer);
      this.#fail(invocation, { kind: "closing" });
    }
    const left = this.retire();
    for (const sandbox of this.#sandboxes) sandbox.end();
    return left;
  }

  #isEmpty(): boolean {
    return this.#sandboxes.size + this.#cleaning + this.#waiting.length === 0;
  }

  /** Sandboxes that will ask for an event without anybody being served first. */
  #coming(): number {
    return this.#queuedStarts + this.#starting.size + this.#finishing.size;
  }

  #mayStart(): boolean {
    return this.#sandboxes.size + this.#queuedStarts < this.version.concurrency;
  }

  #requestStart(initLimitSeconds = this.#options.initLimitSeconds): void {
    this.#queuedStarts += 1;
    this.#gate.enter(() => {
      this.#queuedStarts -= 1;
      // Others have served whoever this was for while it waited for a place.
      if (this.#waiting.length <= this.#starting.size + this.#finishing.size) return false;
      this.#start(initLimitSeconds);
      return true;
    });
  }

  #start(initLimitSeconds: number): Sandbox {
    const listener = {
      onReady: (ready: Sandbox) => this.#onReady(ready),
      onFinishing: (finishing: Sandbox) => void this.#finishing.add(finishing),
      onFailed: () => {
        this.#counts.errors += 1;
      },
      onGone: (gone: Sandbox, failure: InitFailure | undefined) => this.#onGone(gone, failure),
    };
    const sandbox = new Sandbox(this.version, this.#host, listener, initLimitSeconds);
    this.#sandboxes.add(sandbox);
    this.#starting.add(sandbox);
    this.#counts.coldStarts += 1;
    void sandbox.start();
    return sandbox;
  }

  #onReady(sandbox: Sandbox): void {
    if (this.#starting.delete(sandbox)) {
      this.#gate.leave();
      this.#boots.get(sandbox)?.({ ok: true, initMs: sandbox.initMs ?? 0 });
      this.#boots.delete(sandbox);
    } else this.#finishing.delete(sandbox);
    const next = this.#waiting.shift();
    if (next === undefined) return this.#retired ? sandbox.end() : this.#rest(sandbox);
    clearTimeout(next.timer);
    sandbox.run(next.invocation);
  }

  #rest(sandbox: Sandbox): void {
    this.#freezer.add(sandbox);
    this.#idle.push({ sandbox, since: performance.now() });
    this.#idleTimer ??= this.#scheduleRemoval(this.#options.idleMs);
  }

  #scheduleRemoval(ms: number): NodeJS.Timeout {
    return setTimeout(() => this.#removeIdle(), ms).unref();
  }

  #removeIdle(): void {
    const before = performance.now() - this.#options.idleMs;
    while ((this.#idle[0]?.since ?? Infinity) <= before) this.#idle.shift()?.sandbox.end();
    const next = this.#idle[0];
    this.#idleTimer = next === undefined ? undefined : this.#scheduleRemoval(next.since - before);
  }

  #onGone(sandbox: Sandbox, failure: InitFailure | undefined): void {
    this.#sandboxes.delete(sandbox);
    this.#finishing.delete(sandbox);
    const idle = this.#idle.findIndex((entry) => entry.sandbox === sandbox);
    if (idle >= 0) this.#idle.splice(idle, 1);
    if (this.#starting.delete(sandbox)) {
      this.#gate.leave();
      this.#onStartFailed(sandbox, failure ?? { kind: "closing" });
    }
    this.#startForWaiters();
    void this.#cleanUp(sandbox);
  }

  async #cleanUp(sandbox: Sandbox): Promise<void> {
    this.#cleaning += 1;
    try {
      await sandbox.cleanUp();
    } catch {
      // A file of another user, or a full disk: the folder is tried again when the next process starts.
    }
    this.#cleaning -= 1;
    if (this.#isEmpty()) for (const resolve of this.#onEmpty.splice(0)) resolve();
  }

  #onStartFailed(sandbox: Sandbox, failure: InitFailure | { readonly kind: "closing" }): void {
    const boot = this.#boots.get(sandbox);
    this.#boots.delete(sandbox);
    if (boot !== undefined) boot({ ok: false, failure });
    if (this.#waiting.length <= this.#coming()) return;
    const { timeoutSeconds } = this.version;
    const isRetry = sandbox.initLimitSeconds !== this.#options.initLimitSeconds;
    // Lambda runs a slow init once more as part of the invocation, under the function's own time limit.
    if (failure.kind === "init-timed-out" && !isRetry && timeoutSeconds > failure.limitSeconds)
      return this.#requestStart(timeoutSeconds);
    const next = this.#waiting.shift();
    if (next !== undefined) this.#fail(next.invocation, failure);
  }

  /** Those who waited for a sandbox that went away need another one. */
  #startForWaiters(): void {
    while (this.#waiting.length > this.#coming() && this.#mayStart()) this.#requestStart();
  }

  #wait(invocation: Invocation, patienceMs: number | undefined): void {
    const timer =
      patienceMs === undefined
        ? undefined
        : setTimeout(() => {
            const index = this.#waiting.findIndex((waiter) => waiter.invocation === invocation);
            if (index >= 0) this.#waiting.splice(index, 1);
            this.#throttle(invocation);
          }, patienceMs);
    this.#waiting.push({ invocation, timer });
  }

  #throttle(invocation: Invocation): void {
    this.#counts.throttles += 1;
    invocation.fail({ kind: "throttled", concurrency: this.version.concurrency });
  }

  #fail(invocation: Invocation, failure: InvocationFailure): void {
    this.#counts.errors += 1;
    invocation.fail(failure);
  }
}
