import { execFile } from "node:child_process";
import { readFile, readdir, readlink } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Who listens on a loopback port, as `python3 (process 4711)`; null when that cannot be found out. */
export async function portHolder(port: number): Promise<string | null> {
  try {
    return process.platform === "linux" ? await holderOnLinux(port) : await holderElsewhere(port);
  } catch {
    // Only a courtesy: without it the message says the same with one word less.
    return null;
  }
}

async function holderOnLinux(port: number): Promise<string | null> {
  const tables = await Promise.all(
    ["/proc/net/tcp", "/proc/net/tcp6"].map((path) => readFile(path, "latin1").catch(() => "")),
  );
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const rows = tables.flatMap((table) => table.split("\n").map((line) => line.trim().split(/\s+/)));
  const listening = rows.find((row) => row[1]?.endsWith(suffix) === true && row[3] === "0A");
  const inode = listening?.[9];
  if (inode === undefined) return null;
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    if (!(await holdsSocket(pid, inode))) continue;
    const name = await readFile(`/proc/${pid}/comm`, "utf8");
    return `${name.trim()} (process ${pid})`;
  }
  return null;
}

async function holdsSocket(pid: string, inode: string): Promise<boolean> {
  const names = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const links = await Promise.all(names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => "")));
  return links.includes(`socket:[${inode}]`);
}

async function holderElsewhere(port: number): Promise<string | null> {
  const { stdout } = await run("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fpc"]);
  const pid = /^p(\d+)$/m.exec(stdout)?.[1];
  const name = /^c(.+)$/m.exec(stdout)?.[1];
  return pid === undefined ? null : `${name ?? "a program"} (process ${pid})`;
}
