import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { runProgram } from "../../system/processes.ts";

/**
 * How sandboxes are kept apart from the host.
 * `namespace` (Linux): code is read-only, `/tmp` is the sandbox's own, and nothing it started outlives it.
 * `none` (macOS, containers that allow no namespaces): `TMPDIR` is its own; files are as the user may write them.
 */
export type Isolation =
  | {
      readonly kind: "namespace";
      /** Program and flags that make the namespaces and run the rest of the command line in them. */
      readonly enter: readonly string[];
    }
  | { readonly kind: "none" };

/** What a sandbox may see of the file system. All paths are absolute and free of symbolic links. */
export interface SandboxView {
  readonly command: readonly string[];
  readonly taskRoot: string;
  readonly readOnly: readonly string[];
  readonly writable: readonly string[];
  /** Empty folder that becomes `/tmp`. */
  readonly tmp: string;
}

const unsharePaths = [
  "/usr/bin/unshare",
  "/bin/unshare",
  "/usr/local/bin/unshare",
  "/run/current-system/sw/bin/unshare",
];
const namespaces = ["--mount", "--pid", "--fork", "--kill-child", "--mount-proc"];
const ownUser = ["--user", "--map-root-user"];

/**
 * Runs inside the new namespaces as process 1 and stays there: it reaps what the program leaves behind, and when it
 * ends, the kernel ends everything else in the namespace.
 *
 * Writable folders are bound first, since one inside a read-only folder would otherwise become read-only with it. What
 * lies below the host's `/tmp` is then bound into the folder that takes its place. The program gets a session of its
 * own, so that it can be stopped without its keeper.
 */
const setUp = `
set -e
_sandbox_path=$PATH
PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:/run/current-system/sw/bin
_sandbox_tmp=$1; _sandbox_root=$2; _sandbox_writable=$3; _sandbox_all=$4; shift 4
mount -o rbind "$_sandbox_tmp" "$_sandbox_tmp"
_sandbox_index=0
for _sandbox_one; do
  [ "$_sandbox_index" -lt "$_sandbox_all" ] || break
  if [ "$_sandbox_index" -lt "$_sandbox_writable" ]; then mount -o rbind "$_sandbox_one" "$_sandbox_one"
  else mount -o rbind,ro "$_sandbox_one" "$_sandbox_one"; fi
  _sandbox_index=$((_sandbox_index + 1))
done
while [ "$_sandbox_all" -gt 0 ]; do
  case $1 in /tmp/*)
    if [ -d "$1" ]; then mkdir -p "$_sandbox_tmp\${1#/tmp}"
    else mkdir -p "$_sandbox_tmp/$(dirname "\${1#/tmp/}")"; : >> "$_sandbox_tmp\${1#/tmp}"; fi
    mount --rbind "$1" "$_sandbox_tmp\${1#/tmp}"
  esac
  shift
  _sandbox_all=$((_sandbox_all - 1))
done
mount --rbind "$_sandbox_tmp" /tmp
cd "$_sandbox_root"
set +e
_sandbox_setsid=$(command -v setsid)
PATH=$_sandbox_path
"$_sandbox_setsid" "$@"
exit $?
`;

/** The command line that starts a sandbox's program. Nothing of it is read by a shell but the fixed script. */
export function sandboxCommand(isolation: Isolation, view: SandboxView): readonly string[] {
  if (isolation.kind === "none") return view.command;
  const writable = outermostFirst(view.writable);
  const readOnly = outermostFirst(view.readOnly);
  const counts = [String(writable.length), String(writable.length + readOnly.length)];
  return [
    ...isolation.enter,
    "/bin/sh",
    "-c",
    setUp,
    "sandbox",
    view.tmp,
    view.taskRoot,
    ...counts,
    ...writable,
    ...readOnly,
    ...view.command,
  ];
}

function outermostFirst(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].toSorted((one, other) => one.length - other.length);
}

/**
 * Finds out by trying what this machine allows: namespaces as root, namespaces of the user's own, or none.
 *
 * @param scratch An empty folder to try with.
 */
export async function probeIsolation(scratch: string): Promise<Isolation> {
  if (process.platform !== "linux") return { kind: "none" };
  const [code, tmp] = [join(scratch, "code"), join(scratch, "tmp")];
  await Promise.all([mkdir(code), mkdir(tmp)]);
  const view = { command: ["/bin/true"], taskRoot: "/", readOnly: [code], writable: [], tmp };
  for (const unshare of unsharePaths.filter((path) => existsSync(path))) {
    for (const user of [[], ownUser]) {
      const isolation = { kind: "namespace", enter: [unshare, ...user, ...namespaces] } as const;
      const tried = await runProgram(sandboxCommand(isolation, view), {
        env: { PATH: "/usr/bin:/bin" },
        timeoutMs: 5_000,
      });
      if (tried.code === 0) return isolation;
    }
  }
  return { kind: "none" };
}
