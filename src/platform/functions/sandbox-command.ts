import type { Isolation, SandboxView } from "./isolation.ts";
import { limits } from "./limits.ts";

/**
 * Runs inside the new namespaces as process 1 and stays there: it reaps what the program leaves behind, and when it
 * ends, the kernel ends everything else in the namespace.
 *
 * Writable folders are bound first, since one inside a read-only folder would otherwise become read-only with it. What
 * lies below the host's `/tmp` is then bound into the folder that takes its place. The program gets a session of its
 * own, so that it can be stopped without its keeper.
 *
 * A highest process id counts processes only as long as none of the lower ids is skipped: the kernel hands out those
 * below 300 once, and never again after it has come around. So the first id is 301.
 */
const setUp = `
set -e
_sandbox_path=$PATH
PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:/run/current-system/sw/bin
_sandbox_tmp=$1; _sandbox_tmp_mb=$2; _sandbox_processes=$3; _sandbox_root=$4; _sandbox_writable=$5; _sandbox_all=$6; shift 6
if [ "$_sandbox_tmp_mb" -gt 0 ]; then
  mount -t tmpfs -o "size=\${_sandbox_tmp_mb}m,mode=700,nosuid,nodev" tmp "$_sandbox_tmp"
else mount -o rbind "$_sandbox_tmp" "$_sandbox_tmp"; fi
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
[ ! -d /dev/shm ] || mount -t tmpfs -o ro,size=4k,mode=755 shm /dev/shm
cd "$_sandbox_root"
_sandbox_setsid=$(command -v setsid)
case $_sandbox_processes in
  rlimit) ulimit -u ${limits.processes} 2>/dev/null || ulimit -p ${limits.processes};;
  pid-max)
    echo 300 > /proc/sys/kernel/ns_last_pid
    echo $((301 + ${limits.processes})) > /proc/sys/kernel/pid_max;;
esac
set +e
ulimit -n ${limits.fileDescriptors} 2>/dev/null
PATH=$_sandbox_path
"$_sandbox_setsid" "$@"
exit $?
`;

/** Without namespaces: what a process can be held to by itself. A lower limit of the host's stays. */
const setUpAlone = `ulimit -n ${limits.fileDescriptors} 2>/dev/null; exec "$@"`;

/** The command line that starts a sandbox's program. Nothing of it is read by a shell but the fixed scripts. */
export function sandboxCommand(isolation: Isolation, view: SandboxView): readonly string[] {
  if (isolation.kind === "none") return ["/bin/sh", "-c", setUpAlone, "sandbox", ...view.command];
  const writable = outermostFirst(view.writable);
  const readOnly = outermostFirst(view.readOnly);
  return [
    ...isolation.enter,
    "/bin/sh",
    "-c",
    setUp,
    "sandbox",
    view.tmp,
    String(view.tmpMb ?? 0),
    isolation.processLimit,
    view.taskRoot,
    String(writable.length),
    String(writable.length + readOnly.length),
    ...writable,
    ...readOnly,
    ...view.command,
  ];
}

function outermostFirst(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].toSorted((one, other) => one.length - other.length);
}
