import { readFile, readlink, writeFile } from "node:fs/promises";
import { platform } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { hasCode, readTextIfThere } from "../../system/files.ts";
import { isAlive, runProgram } from "../../system/processes.ts";

/** `postmaster.pid`, as a server writes it. @see https://www.postgresql.org/docs/18/storage-file-layout.html */
export interface PidFile {
  readonly pid: number;
  /** Null while the server has not written so far. */
  readonly port: number | null;
  /** `starting`, `ready`, `stopping`, or empty. */
  readonly status: string;
}

/** Reads a server's pid file; undefined when there is none, or none that can be read. */
export async function readPidFile(cluster: string): Promise<PidFile | undefined> {
  const lines = (await readTextIfThere(join(cluster, "postmaster.pid")))?.split("\n") ?? [];
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]) || null, status: lines[7]?.trim() ?? "" };
}

/**
 * Ends a server: first so that it writes out what it holds, then, if it hangs, so that the next start recovers from
 * the log. Nothing committed is lost either way.
 *
 * @param gone Resolves when the process has ended.
 * @see https://www.postgresql.org/docs/18/server-shutdown.html
 */
export async function endServer(pid: number, gone: Promise<void>): Promise<void> {
  for (const [signal, patienceMs] of [
    ["SIGINT", 20_000],
    ["SIGQUIT", 6_000],
    ["SIGKILL", 6_000],
  ] as const) {
    if (!sendSignal(pid, signal)) return;
    const patience = new AbortController();
    const late = sleep(patienceMs, true, { signal: patience.signal }).catch(() => false);
    const isLate = await Promise.race([gone.then(() => false), late]);
    patience.abort();
    if (!isLate) return;
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if (hasCode(error, "ESRCH")) return false;
    throw error;
  }
}

/** The folder of the cluster itself: a link leads there where root cannot run the server in place. */
export async function clusterOf(dataFolder: string): Promise<string> {
  const cluster = join(dataFolder, "cluster");
  try {
    return await readlink(cluster);
  } catch (error) {
    if (hasCode(error, "EINVAL", "ENOENT", "ENOTDIR")) return cluster;
    throw error;
  }
}

/** True when `pid` is the first process of the server of that cluster; ids are given to other programs again. */
export async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (platform() === "linux") {
    const parts = (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).split("\0");
    return parts.some((part, position) => part === "-D" && parts[position + 1] === cluster);
  }
  const env = { PATH: "/bin:/usr/bin", LC_ALL: "C" };
  const { stdout } = await runProgram(["ps", "-ww", "-o", "command=", "-p", String(pid)], { env });
  return stdout.includes(` -D ${cluster} `);
}

/** An id that no process has: greater than the largest that Linux and macOS give out. */
const nobodysPid = 2_147_483_647;

/**
 * Lets a server start although its pid file names a process that lives, but is another program by now, or a zombie.
 * The rest of the file stays: by the memory segment it names, PostgreSQL makes sure that no session of the old server
 * is still at work.
 */
export async function clearStalePid(cluster: string): Promise<void> {
  const file = await readPidFile(cluster);
  if (file === undefined || !isAlive(file.pid) || (await isServerOf(file.pid, cluster))) return;
  const path = join(cluster, "postmaster.pid");
  const text = await readFile(path, "utf8");
  await writeFile(path, text.replace(/^\d+/u, String(nobodysPid)));
}
