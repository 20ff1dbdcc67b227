import { drawVersion, withoutVersion, type AliasTarget } from "./aliases.ts";
import type { InvocationFailure } from "./failure.ts";
import type { FunctionTarget, FunctionVersion } from "./function.ts";
import { Invocation, type InvocationRequest, type Receiver } from "./invocation.ts";
import { Pool, type BootReport, type PoolCounts, type PoolOptions } from "./pool.ts";
import type { SandboxHost } from "./sandbox-host.ts";
import type { StartGate } from "./start-gate.ts";

/** One version, as it is now. */
export interface VersionStatus extends PoolCounts {
  readonly functionName: string;
  readonly version: number;
  /** Names of the aliases that send requests to it, all of them or a share. */
  readonly aliases: readonly string[];
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly concurrency: number;
  readonly sandboxes: { readonly total: number; readonly busy: number; readonly frozen: number };
}

interface FunctionEntry {
  readonly versions: Map<number, Pool>;
  readonly aliases: Map<string, AliasTarget>;
}

/** Which functions, versions and aliases there are, and the sandboxes of each version. */
export class Registry {
  readonly #host: SandboxHost;
  readonly #gate: StartGate;
  readonly #options: PoolOptions;
  readonly #functions = new Map<string, FunctionEntry>();
  readonly #leaving = new Set<Promise<void>>();

  constructor(host: SandboxHost, gate: StartGate, options: PoolOptions) {
    this.#host = host;
    this.#gate = gate;
    this.#options = options;
  }

  publish(version: FunctionVersion): void {
    const entry = this.#functions.get(version.functionName) ?? { versions: new Map(), aliases: new Map() };
    this.#functions.set(version.functionName, entry);
    const former = entry.versions.get(version.version);
    if (former !== undefined && JSON.stringify(former.version) === JSON.stringify(version)) return;
    entry.versions.set(version.version, new Pool(version, this.#host, this.#gate, this.#options));
    if (former !== undefined) void this.#leave(former.retire());
  }

  /** Publishes once a sandbox of it has started; where none does, the former goes on as if nothing had been asked. */
  async replace(version: FunctionVersion): Promise<BootReport> {
    const entry = this.#functions.get(version.functionName);
    const former = entry?.versions.get(version.version);
    if (entry === undefined || former === undefined) return { ok: false, failure: { kind: "closing" } };
    const pool = new Pool(version, this.#host, this.#gate, this.#options);
    const report = await pool.boot();
    if (!report.ok || entry.versions.get(version.version) !== former) {
      await this.#leave(pool.close());
      return report.ok ? { ok: false, failure: { kind: "closing" } } : report;
    }
    entry.versions.set(version.version, pool);
    void this.#leave(former.retire());
    return report;
  }

  async remove(functionName: string, version: number): Promise<void> {
    const entry = this.#functions.get(functionName);
    const pool = entry?.versions.get(version);
    if (entry === undefined || pool === undefined) return;
    entry.versions.delete(version);
    for (const [alias, target] of entry.aliases) {
      const left = withoutVersion(target, version);
      if (left === undefined) entry.aliases.delete(alias);
      else entry.aliases.set(alias, left);
    }
    await this.#leave(pool.retire());
  }

  setAlias(functionName: string, alias: string, target: AliasTarget): void {
    const entry = this.#functions.get(functionName);
    const versions = [
      target.version,
      ...(target.additional === undefined ? [] : [target.additional.version]),
    ];
    const missing = versions.find((version) => entry?.versions.has(version) !== true);
    if (entry === undefined || missing !== undefined)
      throw new RangeError(`no version ${missing ?? target.version} of function ${functionName}`);
    entry.aliases.set(alias, target);
  }

  drawVersion({ functionName, qualifier }: FunctionTarget): number | undefined {
    if (typeof qualifier === "number") return undefined;
    const target = this.#functions.get(functionName)?.aliases.get(qualifier);
    return target?.additional === undefined ? undefined : drawVersion(target, Math.random());
  }

  boot(functionName: string, version: number): Promise<BootReport> {
    const pool = this.#functions.get(functionName)?.versions.get(version);
    return pool?.boot() ?? Promise.resolve({ ok: false, failure: { kind: "closing" } });
  }

  invoke(target: FunctionTarget, request: InvocationRequest, receiver: Receiver): Invocation {
    const invocation = new Invocation(request, receiver);
    const pool = this.#find(target);
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
    return [...this.#functions.values()].flatMap(({ versions, aliases }) =>
      [...versions.values()].map((pool) => ({
        functionName: pool.version.functionName,
        version: pool.version.version,
        aliases: namesOf(aliases, pool.version.version),
        memoryMb: pool.version.memoryMb,
        timeoutSeconds: pool.version.timeoutSeconds,
        concurrency: pool.version.concurrency,
        sandboxes: pool.sandboxes,
        ...pool.counts,
      })),
    );
  }

  async close(): Promise<void> {
    const pools = [...this.#functions.values()].flatMap(({ versions }) => [...versions.values()]);
    this.#functions.clear();
    await Promise.all([...pools.map((pool) => pool.close()), ...this.#leaving]);
  }

  /** The pool of a version; of an alias with two versions, that of one drawn anew. */
  #find({ functionName, qualifier }: FunctionTarget): Pool | undefined {
    const entry = this.#functions.get(functionName);
    if (typeof qualifier === "number") return entry?.versions.get(qualifier);
    const target = entry?.aliases.get(qualifier);
    return target === undefined ? undefined : entry?.versions.get(drawVersion(target, Math.random()));
  }

  async #leave(retired: Promise<void>): Promise<void> {
    this.#leaving.add(retired);
    await retired;
    this.#leaving.delete(retired);
  }
}

function namesOf(aliases: ReadonlyMap<string, AliasTarget>, version: number): readonly string[] {
  return [...aliases].flatMap(([name, target]) =>
    target.version === version || target.additional?.version === version ? [name] : [],
  );
}
