import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { release } from "node:os";
import { join } from "node:path";
import { runProgram } from "../../system/processes.ts";
import type { Isolation, ProcessLimit } from "./isolation.ts";
import { sandboxCommand } from "./sandbox-command.ts";

const unsharePaths = [
  "/usr/bin/unshare",
  "/bin/unshare",
  "/usr/local/bin/unshare",
  "/run/current-system/sw/bin/unshare",
];
const namespaces = ["--mount", "--pid", "--fork", "--kill-child", "--mount-proc"];
const ownUser = ["--user", "--map-root-user"];

/**
 * Finds out by trying what this machine allows: namespaces as root, namespaces of the user's own, or none.
 *
 * @param scratch An empty folder to try with.
 */
export async function probeIsolation(scratch: string): Promise<Isolation> {
  if (process.platform !== "linux") return { kind: "none" };
  const [code, tmp] = [join(scratch, "code"), join(scratch, "tmp")];
  await Promise.all([mkdir(code), mkdir(tmp)]);
  const view = { command: ["/bin/true"], taskRoot: "/", readOnly: [code], writable: [], tmp, tmpMb: 1 };
  for (const isolation of candidates()) {
    const tried = await runProgram(sandboxCommand(isolation, view), {
      env: { PATH: "/usr/bin:/bin" },
      timeoutMs: 5_000,
    });
    if (tried.code === 0) return isolation;
  }
  return { kind: "none" };
}

/** The most faithful first. */
function candidates(): readonly Extract<Isolation, { kind: "namespace" }>[] {
  const kernel = kernelVersion(release());
  return unsharePaths
    .filter((path) => existsSync(path))
    .flatMap((unshare) =>
      [[], ownUser].flatMap((user) =>
        processLimits(kernel, user === ownUser).map((processLimit) => ({
          kind: "namespace" as const,
          enter: [unshare, ...user, ...namespaces],
          processLimit,
        })),
      ),
    );
}

/**
 * What may be tried. The version decides, since a trial would not tell: before 6.14 the highest process id is the whole
 * machine's, and before 5.14 a user's processes outside of the sandbox count too.
 */
function processLimits(kernel: number, hasOwnUser: boolean): readonly ProcessLimit[] {
  const isRoot = process.getuid?.() === 0;
  return [
    ...(hasOwnUser && !isRoot && kernel >= 5.014 ? ["rlimit" as const] : []),
    ...(kernel >= 6.014 ? ["pid-max" as const] : []),
    "none",
  ];
}

/** `6.8.0-generic` as 6.008, so that versions compare as numbers. */
function kernelVersion(text: string): number {
  const [, major = "0", minor = "0"] = /^(\d+)\.(\d+)/.exec(text) ?? [];
  return Number(major) + Number(minor) / 1000;
}
