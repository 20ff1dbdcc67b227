import { spawnSync } from "node:child_process";
import { closeSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";

const size = "320m";
const mount = `mount -t tmpfs -o size=${size} monolift-faults "$0"`;

/** Enters a mount namespace of its own: as root, or as root of a user namespace. */
const entrances = [
  ["unshare", "--mount"],
  ["unshare", "--mount", "--map-root-user"],
];

/**
 * A command that mounts a small disk at a folder, for itself alone, and runs a program there.
 *
 * @returns The beginning of the command line, or undefined where this machine allows no mounts.
 */
export function onSmallDisk(folder) {
  const found = entrances.find(
    ([program, ...parameters]) =>
      spawnSync(program, [...parameters, "sh", "-c", mount, folder], { stdio: "ignore" }).status === 0,
  );
  return found === undefined ? undefined : [...found, "sh", "-c", `${mount} && exec "$@"`, folder];
}

/** Fills the disk at a folder up to some bytes, and makes room again. */
export function createBallast(folder) {
  const file = join(folder, "ballast");
  return {
    fill: (leaveBytes) => {
      const descriptor = openSync(file, "a");
      const { bavail, bsize } = statfsSync(folder);
      let left = bavail * bsize - leaveBytes;
      try {
        for (; left > 0; left -= writeSync(descriptor, Buffer.alloc(Math.min(left, 1024 * 1024))));
      } catch (error) {
        // Somebody else took the last of it.
        if (error.code !== "ENOSPC") throw error;
      } finally {
        closeSync(descriptor);
      }
    },
    remove: () => rmSync(file, { force: true }),
  };
}
