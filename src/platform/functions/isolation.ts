/**
 * How sandboxes are kept apart from the host.
 * `namespace` (Linux): code is read-only, `/tmp` is the sandbox's own and has a size, `/dev/shm` cannot be written to, and
 * nothing it started outlives it.
 * `none` (macOS, containers that allow no namespaces): `TMPDIR` is its own; files are as the user may write them.
 */
export type Isolation =
  | {
      readonly kind: "namespace";
      /** Program and flags that make the namespaces and run the rest of the command line in them. */
      readonly enter: readonly string[];
      readonly processLimit: ProcessLimit;
    }
  | { readonly kind: "none" };

/**
 * What holds a sandbox to its number of processes and threads.
 * `rlimit`: RLIMIT_NPROC, which Linux counts for each user namespace since 5.14, and to which root is not held.
 * `pid-max`: the highest process id, which each PID namespace has for itself since Linux 6.14.
 */
export type ProcessLimit = "rlimit" | "pid-max" | "none";

/** What a sandbox may see of the file system. All paths are absolute and free of symbolic links. */
export interface SandboxView {
  readonly command: readonly string[];
  readonly taskRoot: string;
  readonly readOnly: readonly string[];
  readonly writable: readonly string[];
  /** Empty folder that becomes `/tmp`. */
  readonly tmp: string;
  /** Size of a `/tmp` that is held in memory; undefined leaves it on the disk, without a limit. */
  readonly tmpMb: number | undefined;
}
