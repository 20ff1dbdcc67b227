import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { OperationError } from "../../errors.ts";
import { ensureDaemon, findDaemon, type Daemon } from "../../platform/daemon/client.ts";
import { daemonFolder } from "../../platform/daemon/folder.ts";
import { endOrphan } from "../../platform/postgres/postgres.ts";
import type { Home } from "../../system/home.ts";
import { packageVersion } from "../../system/package.ts";
import { isAlive } from "../../system/processes.ts";

/** How long a background process may take to end, in milliseconds: PostgreSQL writes its last pages. */
const endLimitMs = 30_000;

/** A project's background process, as the verbs see it. */
export type Process = Daemon;

export interface ProcessOptions {
  readonly home: Home;
  readonly language: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The project's background process, started when there is none and replaced when it runs another version of Monolift.
 *
 * @param projectFolder The project's state folder.
 */
export async function ensureProcess(projectFolder: string, options: ProcessOptions): Promise<Daemon> {
  const running = await findDaemon(projectFolder);
  if (running !== undefined && running.address.version !== packageVersion()) await endProcess(projectFolder);
  return ensureDaemon(projectFolder, {
    cache: options.home.cache,
    language: options.language,
    environment: options.environment,
  });
}

/** Does something with the project's background process. One that ran for nothing else ends afterwards. */
export async function withProcess<T>(
  project: { readonly project: { readonly folder: string } },
  options: ProcessOptions,
  work: (daemon: Daemon) => Promise<T>,
): Promise<T> {
  const { folder } = project.project;
  const daemon = await ensureProcess(folder, options);
  try {
    return await work(daemon);
  } finally {
    const stages = await daemon.call("describe", {}).then(
      (description) => description.stages,
      () => [],
    );
    if (stages.length > 0 && stages.every((stage) => stage.isStopped)) await endProcess(folder);
  }
}

/**
 * Ends the project's background process with everything it started; also a PostgreSQL that outlived a killed one.
 *
 * @returns True when something ran.
 * @throws {OperationError} `PROCESS_DOES_NOT_END` when it is still there after 30 s.
 */
export async function endProcess(projectFolder: string): Promise<boolean> {
  const daemon = await findDaemon(projectFolder);
  const folder = daemonFolder(projectFolder);
  if (daemon === undefined) return endOrphan(folder.postgres);
  await daemon.call("shutdown", {});
  await untilEnded(daemon, projectFolder);
  return true;
}

/**
 * Waits for the end of a background process that was told to end.
 *
 * @throws {OperationError} `PROCESS_DOES_NOT_END` when it is still there after 30 s.
 */
export async function untilEnded({ address: { pid } }: Daemon, projectFolder: string): Promise<void> {
  const { lock } = daemonFolder(projectFolder);
  const limit = performance.now() + endLimitMs;
  while (isAlive(pid) || existsSync(lock)) {
    if (performance.now() > limit) throw new OperationError("PROCESS_DOES_NOT_END", { pid });
    await sleep(10);
  }
}
