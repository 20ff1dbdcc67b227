import { constants } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { hashText } from "../system/files.ts";
import { fingerprintCode } from "./fingerprint.ts";
import type { LockedPackage } from "./lock.ts";
import type { Toolbox } from "./python/toolbox.ts";

/** A folder of the user and its copy. */
export interface CopiedProject {
  readonly folder: string;
  readonly copy: string;
}

/**
 * Copies a Python project into the temporary folder, to be built there: builds leave `build/` and `*.egg-info` behind,
 * and nobody's folder is written to.
 */
export async function copyProject(
  folder: string,
  toolbox: Pick<Toolbox, "temporary">,
): Promise<CopiedProject> {
  const copy = join(toolbox.temporary, "projects", hashText(folder).slice(0, 12), basename(folder));
  const { files } = await fingerprintCode(folder, { leaveOut: [] }, null);
  await mkdir(copy, { recursive: true });
  for (const { path } of files) {
    await mkdir(dirname(join(copy, path)), { recursive: true });
    await copyFile(join(folder, path), join(copy, path), constants.COPYFILE_FICLONE);
  }
  return { folder, copy };
}

/** A package that is a folder outside the project is built from a copy: builds write into the folder they are in. */
export async function atCopy(one: LockedPackage, temporary: string): Promise<LockedPackage> {
  if (one.origin.kind !== "folder") return one;
  const { copy } = await copyProject(one.origin.path, { temporary });
  return { ...one, origin: { ...one.origin, path: copy } };
}
