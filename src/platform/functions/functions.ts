import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { InvocationFailure } from "./failure.ts";
import type { FunctionTarget, FunctionVersion } from "./function.ts";
import { Invocation, type InvocationRequest, type Receiver } from "./invocation.ts";
import { probeIsolation, type Isolation } from "./isolation.ts";
import { startLeash } from "./leash.ts";
import { createIsoClock } from "./log.ts";
import { createLogFiles, type RotationOptions } from "./log-files.ts";
import { MemoryWatch } from "./memory-watch.ts";
import { Pool, type BootReport, type PoolCounts, type PoolOptions } from "./pool.ts";
import type { SandboxHost } from "./sandbox.ts";
import { StartGate } from "./start-gate.ts";

export type { BootReport };

/** Where the functions keep their things, and how patient they are. */
export interface FunctionsOptions {
  /** Folder of the log files, one per function (`<name>.jsonl`); see `logFilesOf`. */
  readonly logs: string;
  /** Folder for the sandboxes' own folders; what an earlier process left in it is removed. */
  readonly temporary: string;
  /** Value of `AWS_REGION`. Default `local`. */
  readonly region?: string;
  /** How long a sandbox without requests is kept. Default 600. */
  readonly idleSeconds?: number;
  /** Lambda's limit for the init phase. Default 10. */
  readonly initLimitSeconds?: number;
  /**
   * How long a request past the concurrency limit waits before it is answered 429. Default 0, as on Lambda; above 0
   * the functions behave like a server with so many workers and a backlog, which is what benchmarks compare with.
   */
  readonly patienceMs?: number;
  /** Sandboxes that may be in their init phase at one time. Default: this machine's processors, at least 2. */
  readonly startsAtOnce?: number;
  /** Default: found out by trying. `none` gives up what only Linux has. */
  readonly isolation?: "none";
  readonly logRotation?: Partial<RotationOptions>;
}

/** One version, as it is now. */
export interface VersionStatus extends PoolCounts {
  readonly functionName: string;
  readonly version: number;
  readonly aliases: readonly string[];
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly concurrency: number;
  readonly sandboxes: { readonly total: number; readonly busy: number; readonly frozen: number };
}

export interface FunctionsStatus {
  /** `none`: code is not read-only, and `/tmp` is the host's; see the parity table. */
  readonly isolation: Isolation["kind"];
  readonly versions: readonly VersionStatus[];
}

/** The functions of this process: versions, aliases, sandboxes. Everything is in memory; who publishes also remembers. */
export interface Functions {
  /**
   * Makes a version known; nothing is started. Publishing the same one again does nothing, and another one under the
   * same number takes its place once the requests to the former have ended.
   */
  readonly publish: (version: FunctionVersion) => void;
  /** Lets requests end, then the sandboxes; resolves when all are gone. Aliases to the version answer no more. */
  readonly remove: (functionName: string, version: number) => Promise<void>;
  /**
   * Points an alias at a version, in one step: every request from now on goes there. Requests to the former version
   * end where they are; its sandboxes go when they have been idle long enough.
   *
   * @throws {RangeError} There is no such version.
   */
  readonly setAlias: (functionName: string, alias: string, version: number) => void;
  /** Starts one sandbox through its init phase and keeps it warm. */
  readonly boot: (functionName: string, version: number) => Promise<BootReport>;
  /** Sends one event. Failures, also an unknown function, arrive at `receiver.onFailure`. */
  readonly invoke: (target: FunctionTarget, request: InvocationRequest, receiver: Receiver) => Invocation;
  /** The version that a target means now. */
  readonly resolve: (target: FunctionTarget) => FunctionVersion | undefined;
  readonly status: () => FunctionsStatus;
  /** Resolves when all that was logged is in the files. */
  readonly flushLogs: () => Promise<void>;
  /** Ends every sandbox at once; resolves when no process and no folder of theirs is left. */
  readonly close: () => Promise<void>;
}

/** Starts the functions service: no sandbox yet, only what all of them share. */
export async function createFunctions(options: FunctionsOptions): Promise<Functions> {
  await mkdir(options.temporary, { recursive: true, mode: 0o700 });
  await removeLeftovers(options.temporary);
  const logFiles = createLogFiles(options.logs, options.logRotation);
  const host: SandboxHost = {
    isolation: options.isolation === "none" ? { kind: "none" } : await tryIsolation(options.temporary),
    leash: startLeash(),
    memory: new MemoryWatch(),
    log: logFiles.write,
    clock: createIsoClock(),
    temporary: options.temporary,
    region: options.region ?? "local",
  };
  const registry = new Registry(
    host,
    new StartGate(options.startsAtOnce ?? Math.max(2, availableParallelism())),
    {
      idleMs: (options.idleSeconds ?? 600) * 1000,
      initLimitSeconds: options.initLimitSeconds ?? 10,
      patienceMs: options.patienceMs ?? 0,
    },
  );
  return {
    publish: (version) => registry.publish(version),
    remove: (functionName, version) => registry.remove(functionName, version),
    setAlias: (functionName, alias, version) => registry.setAlias(functionName, alias, version),
    boot: (functionName, version) => registry.boot(functionName, version),
    invoke: (target, request, receiver) => registry.invoke(target, request, receiver),
    resolve: (target) => registry.find(target)?.version,
    status: () => ({ isolation: host.isolation.kind, versions: registry.status() }),
    flushLogs: logFiles.flush,
    close: async () => {
      await registry.close();
      host.leash.close();
      await logFiles.close();
    },
  };
}

class Registry {
  readonly #host: SandboxHost;
  readonly #gate: StartGate;
  readonly #options: PoolOptions;
  /** Function name, then version. */
  readonly #pools = new Map<string, Map<number, Pool>>();
  /** `function:alias` to the pool it points at. */
  readonly #aliases = new Map<string, Pool>();
  readonly #leaving = new Set<Promise<void>>();

  constructor(host: SandboxHost, gate: StartGate, options: PoolOptions) {
    this.#host = host;
    this.#gate = gate;
    this.#options = options;
  }

  publish(version: FunctionVersion): void {
    const versions = this.#pools.get(version.functionName) ?? new Map<number, Pool>();
    this.#pools.set(version.functionName, versions);
    const former = versions.get(version.version);
    if (former !== undefined && JSON.stringify(former.version) === JSON.stringify(version)) return;
    const pool = new Pool(version, this.#host, this.#gate, this.#options);
    versions.set(version.version, pool);
    if (former === undefined) return;
    for (const [alias, target] of this.#aliases) if (target === former) this.#aliases.set(alias, pool);
    void this.#leave(former.retire());
  }

  async remove(functionName: string, version: number): Promise<void> {
    const pool = this.#pools.get(functionName)?.get(version);
    if (pool === undefined) return;
    this.#pools.get(functionName)?.delete(version);
    for (const [alias, target] of this.#aliases) if (target === pool) this.#aliases.delete(alias);
    await this.#leave(pool.retire());
  }

  setAlias(functionName: string, alias: string, version: number): void {
    const pool = this.#pools.get(functionName)?.get(version);
    if (pool === undefined) throw new RangeError(`no version ${version} of function ${functionName}`);
    this.#aliases.set(`${functionName}:${alias}`, pool);
  }

  boot(functionName: string, version: number): Promise<BootReport> {
    const pool = this.#pools.get(functionName)?.get(version);
    return pool?.boot() ?? Promise.resolve({ ok: false, failure: { kind: "closing" } });
  }

  find(target: FunctionTarget): Pool | undefined {
    return typeof target.qualifier === "number"
      ? this.#pools.get(target.functionName)?.get(target.qualifier)
      : this.#aliases.get(`${target.functionName}:${target.qualifier}`);
  }

  invoke(target: FunctionTarget, request: InvocationRequest, receiver: Receiver): Invocation {
    const invocation = new Invocation(request, receiver);
    const pool = this.find(target);
    if (pool === undefined) {
      const { functionName, qualifier } = target;
      invocation.fail({
        kind: "not-found",
        functionName,
        qualifier: String(qualifier),
      } satisfies InvocationFailure);
    } else pool.invoke(invocation);
    return invocation;
  }

  status(): readonly VersionStatus[] {
    return [...this.#pools.values()]
      .flatMap((versions) => [...versions.values()])
      .map((pool) => ({
        functionName: pool.version.functionName,
        version: pool.version.version,
        aliases: [...this.#aliases].flatMap(([key, target]) =>
          target === pool ? [key.slice(pool.version.functionName.length + 1)] : [],
        ),
        memoryMb: pool.version.memoryMb,
        timeoutSeconds: pool.version.timeoutSeconds,
        concurrency: pool.version.concurrency,
        sandboxes: pool.sandboxes,
        ...pool.counts,
      }));
  }

  async close(): Promise<void> {
    const pools = [...this.#pools.values()].flatMap((versions) => [...versions.values()]);
    this.#pools.clear();
    this.#aliases.clear();
    await Promise.all([...pools.map((pool) => pool.close()), ...this.#leaving]);
  }

  async #leave(retired: Promise<void>): Promise<void> {
    this.#leaving.add(retired);
    await retired;
    this.#leaving.delete(retired);
  }
}

async function tryIsolation(temporary: string): Promise<Isolation> {
  const scratch = await mkdtemp(join(temporary, "probe-"));
  try {
    return await probeIsolation(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder);
  const ours = names.filter((name) => /^(sandbox-[0-9a-f]{32}|probe-.{6})$/.test(name));
  await Promise.all(ours.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
