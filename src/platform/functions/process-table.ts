import { execFile } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { promisify } from "node:util";

/** One process of this machine. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly residentBytes: number;
  /** What it runs, without arguments; Linux cuts it to 15 bytes. */
  readonly name: string;
}

const run = promisify(execFile);

/**
 * All processes of this machine: from `/proc` on Linux, from `ps` elsewhere (15 ms).
 *
 * `/proc` is read synchronously. It is memory and not a disk: a hundred processes take 2 ms so, and several times as
 * much processor time on Node's thread pool, where they would delay whatever else is in it.
 */
export async function readProcesses(): Promise<readonly ProcessEntry[]> {
  if (process.platform === "linux") return readProc("/proc");
  const stdout = await runPs();
  return stdout.split("\n").flatMap((line) => {
    const [ids, name] = splitAfter(line.trim(), 4);
    const [pid, parent, group, kilobytes] = ids.map(Number);
    if (!pid || parent === undefined || !group) return [];
    return [{ pid, parent, group, residentBytes: (kilobytes ?? 0) * 1024, name: basename(name) }];
  });
}

/** The first words of a line, and the rest of it. */
function splitAfter(line: string, count: number): readonly [words: readonly string[], rest: string] {
  const words = line.split(/\s+/);
  return [words.slice(0, count), words.slice(count).join(" ")];
}

async function runPs(): Promise<string> {
  try {
    return (await run("ps", ["-A", "-o", "pid=,ppid=,pgid=,rss=,comm="])).stdout;
  } catch {
    // Without `ps` no memory is watched and nothing is frozen; everything else works.
    return "";
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

/**
 * Resident memory of a PID namespace without its process 1, in bytes: the namespace has a `/proc` of its own, in which
 * there is nothing else.
 *
 * @param pid A process outside of the namespace that shares its mounts, as `unshare` does.
 */
export function namespaceResidentBytes(pid: number): number {
  const folder = `/proc/${pid}/root/proc`;
  if (!isOwnProc(folder)) return 0;
  return readProc(folder)
    .filter((entry) => entry.pid !== 1)
    .reduce((sum, entry) => sum + entry.residentBytes, 0);
}

/**
 * How many processes a PID namespace has, those that have ended and that nobody waited for included. It costs one look
 * at one folder, and tells whether a closer look is worth its price.
 *
 * @param pid As for `namespaceResidentBytes`.
 */
export function countNamespaceProcesses(pid: number): number {
  const folder = `/proc/${pid}/root/proc`;
  try {
    return isOwnProc(folder) ? readdirSync(folder).filter((name) => /^\d+$/.test(name)).length : 0;
  } catch {
    // The namespace is gone.
    return 0;
  }
}

/** False at the very beginning, when the host's `/proc` is still there and would count the whole machine. */
function isOwnProc(folder: string): boolean {
  try {
    return statSync(folder).dev !== statSync("/proc").dev;
  } catch {
    // The namespace is gone.
    return false;
  }
}

function readProc(folder: string): readonly ProcessEntry[] {
  try {
    return readdirSync(folder).flatMap((name) => (/^\d+$/.test(name) ? readEntry(folder, name) : []));
  } catch {
    // The namespace is gone.
    return [];
  }
}

function readEntry(folder: string, name: string): readonly ProcessEntry[] {
  try {
    const status = readFileSync(`${folder}/${name}/status`, "latin1");
    const field = (pattern: RegExp): number => Number(pattern.exec(status)?.[1] ?? 0);
    // It has ended, and only its parent has not asked how.
    if (/^State:\tZ/m.test(status)) return [];
    const parent = field(/^PPid:\t(\d+)$/m);
    const group = field(/^NSpgid:\t(\d+)/m);
    return [
      {
        pid: Number(name),
        parent,
        group,
        residentBytes: field(/^VmRSS:\s+(\d+) kB$/m) * 1024,
        name: /^Name:\t(.*)$/m.exec(status)?.[1] ?? "",
      },
    ];
  } catch {
    // It ended between the listing and this.
    return [];
  }
}
