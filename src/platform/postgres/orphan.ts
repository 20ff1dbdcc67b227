import { readFile } from "node:fs/promises";
import { platform } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, startTimeOf } from "../../system/processes.ts";
import { clusterOf, endServer, isServerOf, readPidFile } from "./postmaster.ts";
import { readRecord } from "./server-record.ts";

/** A living server of a data folder. */
export interface LivingServer {
  readonly pid: number;
  readonly port: number | null;
  /** The process that started it, while that is alive; null when the server is an orphan. */
  readonly ownerPid: number | null;
}

/** The living server of a data folder, or undefined. */
export async function findServer(dataFolder: string): Promise<LivingServer | undefined> {
  const cluster = await clusterOf(dataFolder);
  const file = await readPidFile(cluster);
  if (file === undefined || !(await isServerOf(file.pid, cluster))) return undefined;
  const owner = (await readRecord(dataFolder))?.owner ?? null;
  const isOwned = owner !== null && isAlive(owner.pid) && (await startTimeOf(owner.pid)) === owner.started;
  return { pid: file.pid, port: file.port, ownerPid: isOwned ? owner.pid : null };
}

/** A server that lives on although the process that started it was killed. */
export async function findOrphan(dataFolder: string): Promise<LivingServer | undefined> {
  const server = await findServer(dataFolder);
  return server?.ownerPid === null ? server : undefined;
}

/** Ends such a server in good order, as the next start does; says whether there was one. */
export async function endOrphan(dataFolder: string): Promise<boolean> {
  const orphan = await findOrphan(dataFolder);
  if (orphan === undefined) return false;
  await endServer(orphan.pid, waitUntilGone(orphan.pid));
  return true;
}

/** Of a process that is not our child nothing tells the end: it is asked for, with growing pauses. */
async function waitUntilGone(pid: number): Promise<void> {
  for (let pauseMs = 5; await isRunning(pid); pauseMs = Math.min(pauseMs * 2, 100)) await sleep(pauseMs);
}

/** Unlike `isAlive`, false for a process that has ended and that nobody has asked about yet (a zombie). */
async function isRunning(pid: number): Promise<boolean> {
  if (platform() !== "linux") return isAlive(pid);
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return stat !== "" && !/^[ZX]/u.test(stat.slice(stat.lastIndexOf(")") + 2));
}
