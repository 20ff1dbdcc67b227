import { chown, readFile } from "node:fs/promises";
import { hasCode } from "../../system/files.ts";
import { runProgram } from "../../system/processes.ts";

/**
 * As whom PostgreSQL's programs run. They refuse to run as root.
 *
 * - `self`: as we are.
 * - `namespace`: in a user namespace in which root has the id 1000. Outside of it the process is root still, so that
 *   it reaches data below `/root`, and nothing changes hands.
 * - `user`: as the user `nobody`, where a container forbids namespaces, or as whoever owns the data already. It
 *   reaches only folders that everybody may pass through, so that data and programs lie below `/var/lib/monolift`.
 */
export type RunAs =
  | { readonly kind: "self" }
  | { readonly kind: "namespace" }
  | { readonly kind: "user"; readonly uid: number; readonly gid: number };

const namespacePrefix = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"];

/** Finds out as whom PostgreSQL can run here. Starts one short process when we are root, none otherwise. */
export async function findRunAs(path: string | undefined): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { kind: "self" };
  return (await canMakeNamespace(path)) ? { kind: "namespace" } : findNobody();
}

async function canMakeNamespace(path: string | undefined): Promise<boolean> {
  try {
    const finished = await runProgram([...namespacePrefix, "id", "-u"], {
      env: { PATH: path },
      timeoutMs: 5_000,
    });
    return finished.code === 0 && finished.stdout.trim() === "1000";
  } catch (error) {
    if (hasCode(error, "ENOENT", "EACCES", "EPERM")) return false;
    throw error;
  }
}

/** The user `nobody`, whose ids differ between systems (65534, on macOS -2). */
export async function findNobody(): Promise<RunAs> {
  const line = (await readFile("/etc/passwd", "utf8"))
    .split("\n")
    .find((entry) => entry.startsWith("nobody:"));
  const [, , uid = "65534", gid = "65534"] = line?.split(":") ?? [];
  // Negative ids are how macOS writes the highest unsigned ones.
  return { kind: "user", uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
}

/** What to start, and with which ids. */
export function commandAs(
  runAs: RunAs,
  command: readonly string[],
): { readonly command: readonly string[]; readonly uid?: number; readonly gid?: number } {
  if (runAs.kind === "self") return { command };
  if (runAs.kind === "namespace") return { command: [...namespacePrefix, ...command] };
  return { command, uid: runAs.uid, gid: runAs.gid };
}

/** Gives a file or folder to the user that PostgreSQL runs as. */
export async function giveTo(runAs: RunAs, path: string): Promise<void> {
  if (runAs.kind === "user") await chown(path, runAs.uid, runAs.gid);
}
