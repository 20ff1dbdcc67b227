import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../scripts/set-up.mjs";

/**
 * Copies what is built, so that a build meanwhile does not change what is tried.
 *
 * @param folder One that is not there yet.
 * @returns Path of the command line's program.
 */
export function copyInstallation(folder) {
  for (const part of ["dist", "python", "package.json"])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return join(folder, "dist/cli/main.js");
}
