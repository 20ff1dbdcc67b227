import { spawnSync } from "node:child_process";

/**
 * Whether this machine lets this user make namespaces, found out without the code under test. macOS knows none, and some
 * containers forbid them. What only they can hold (read-only code, a `/tmp` of its own, frozen children) is not there
 * then, so nothing of it can be tried; `test/parity/without-namespaces.test.ts` tries what is there instead, everywhere.
 */
export const hasNamespaces =
  process.platform === "linux" &&
  spawnSync("unshare", "--user --map-root-user --mount --pid --fork mount -t tmpfs none /tmp".split(" "))
    .status === 0;
