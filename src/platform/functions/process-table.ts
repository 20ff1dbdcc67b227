import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";

/** One process of this machine. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
}

const run = promisify(execFile);

/** All processes of this machine: from `/proc` on Linux (2 ms for a hundred), from `ps` elsewhere (15 ms). */
export async function readProcesses(): Promise<readonly ProcessEntry[]> {
  if (process.platform === "linux") {
    const names = await readdir("/proc");
    const entries = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(readEntry));
    return entries.filter((entry) => entry !== undefined);
  }
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid=,pgid="]);
  return numbers(stdout).map(([pid = 0, parent = 0, group = 0]) => ({ pid, parent, group }));
}

async function readEntry(pid: string): Promise<ProcessEntry | undefined> {
  try {
    // `PID (NAME) STATE PPID PGRP …`; the name may itself hold spaces and brackets.
    const text = await readFile(`/proc/${pid}/stat`, "latin1");
    const [, parent, group] = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { pid: Number(pid), parent: Number(parent), group: Number(group) };
  } catch {
    // It ended between the listing and this.
    return undefined;
  }
}

/** A process and all that descend from it, itself first. */
export function descendants(processes: readonly ProcessEntry[], root: number): readonly ProcessEntry[] {
  const found = processes.filter((entry) => entry.pid === root);
  for (let index = 0; index < found.length; index += 1) {
    const parent = found[index]?.pid;
    found.push(...processes.filter((entry) => entry.parent === parent));
  }
  return found;
}

/** Resident memory of some processes together, in bytes; those that are gone count nothing. */
export async function residentBytes(pids: readonly number[]): Promise<number> {
  if (pids.length === 0) return 0;
  if (process.platform === "linux") {
    const sizes = await Promise.all(pids.map(readResidentBytes));
    return sizes.reduce((sum, size) => sum + size, 0);
  }
  try {
    const { stdout } = await run("ps", ["-o", "rss=", "-p", pids.join(",")]);
    return numbers(stdout).reduce((sum, [kilobytes = 0]) => sum + kilobytes * 1024, 0);
  } catch {
    // `ps` fails when none of them is left.
    return 0;
  }
}

async function readResidentBytes(pid: number): Promise<number> {
  try {
    const status = await readFile(`/proc/${pid}/status`, "latin1");
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

function numbers(text: string): readonly (readonly number[])[] {
  return text
    .split("\n")
    .flatMap((line) => (line.trim() === "" ? [] : [line.trim().split(/\s+/).map(Number)]));
}
