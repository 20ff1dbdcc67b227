import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Language } from "../../words/words.ts";
import type { AdditionalVersion } from "./aliases.ts";
import { checkEnvironment } from "./environment-limit.ts";
import type { FunctionTarget, FunctionVersion } from "./function.ts";
import type { Invocation, InvocationRequest, Receiver } from "./invocation.ts";
import type { Isolation } from "./isolation.ts";
import { startLeash } from "./leash.ts";
import { limits } from "./limits.ts";
import { createIsoClock } from "./log.ts";
import { createLogFiles, type RotationOptions } from "./log-files.ts";
import { MemoryWatch } from "./memory-watch.ts";
import type { BootReport } from "./pool.ts";
import { probeIsolation } from "./probe-isolation.ts";
import { Registry, type VersionStatus } from "./registry.ts";
import type { SandboxHost } from "./sandbox-host.ts";
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
  /** Of the hints in the logs. Default English. */
  readonly language?: Language;
  /** How fast a streamed response goes after its first 6 MB. Default: Lambda's 2 MB a second. */
  readonly streamBytesPerSecond?: number;
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
   *
   * @throws {UserError} `ENVIRONMENT_TOO_LARGE`.
   */
  readonly publish: (version: FunctionVersion) => void;
  /**
   * Puts a version in the place of the one that has its number: a sandbox of it starts first, then new requests go to it
   * and those to the former end where they are. Where it does not start, nothing has changed.
   *
   * @throws {UserError} `ENVIRONMENT_TOO_LARGE`.
   */
  readonly replace: (version: FunctionVersion) => Promise<BootReport>;
  /** Lets requests end, then the sandboxes; resolves when all are gone. Aliases to the version answer no more. */
  readonly remove: (functionName: string, version: number) => Promise<void>;
  /**
   * Points an alias at a version, in one step: every request from now on goes there. Requests to the former version
   * end where they are; its sandboxes go when they have been idle long enough.
   *
   * @param additional A second version that gets a share of the requests.
   * @throws {RangeError} There is no such version.
   */
  readonly setAlias: (
    functionName: string,
    alias: string,
    version: number,
    additional?: AdditionalVersion,
  ) => void;
  /**
   * The version that the next request to an alias with two versions goes to, drawn anew at each call: whoever asks
   * invokes that version. Undefined for any other target.
   */
  readonly drawVersion: (target: FunctionTarget) => number | undefined;
  /** Starts one sandbox through its init phase and keeps it warm. */
  readonly boot: (functionName: string, version: number) => Promise<BootReport>;
  /** Sends one event. Failures, also an unknown function, arrive at `receiver.onFailure`. */
  readonly invoke: (target: FunctionTarget, request: InvocationRequest, receiver: Receiver) => Invocation;
  readonly status: () => FunctionsStatus;
  /** Removes what is kept of a function's log. */
  readonly removeLogs: (functionName: string) => Promise<void>;
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
    language: options.language ?? "en",
    region: options.region ?? "local",
    streamBytesPerSecond: options.streamBytesPerSecond ?? limits.streamBytesPerSecond,
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
    publish: (version) => {
      checkEnvironment(version);
      registry.publish(version);
    },
    replace: (version) => {
      checkEnvironment(version);
      return registry.replace(version);
    },
    remove: (functionName, version) => registry.remove(functionName, version),
    setAlias: (functionName, alias, version, additional) =>
      registry.setAlias(functionName, alias, { version, additional }),
    drawVersion: (target) => registry.drawVersion(target),
    boot: (functionName, version) => registry.boot(functionName, version),
    invoke: (target, request, receiver) => registry.invoke(target, request, receiver),
    status: () => ({ isolation: host.isolation.kind, versions: registry.status() }),
    removeLogs: logFiles.remove,
    flushLogs: logFiles.flush,
    close: async () => {
      await registry.close();
      host.leash.close();
      await logFiles.close();
    },
  };
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
