import { homedir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { UserError } from "../../errors.ts";
import { isFile, namesIn, readTextIfThere } from "../../system/files.ts";
import type { InspectionError } from "./inspector-answer.ts";

/** How many folders above the project are looked at for a `.env`. */
const highest = 3;

/** Where the project is, and what of it was inspected. Paths are absolute. */
export interface InspectedPlace {
  readonly projectRoot: string;
  /** The copy in the bundle. */
  readonly codeRoot: string;
  /** Relative to both. */
  readonly appDir: string;
}

/**
 * What an inspection lacks although the project has it: a file beside the folder that is lifted. In the bundle that
 * folder stands alone, so that `../.secrets/base.json` is not there, and a `.env` above is not found.
 *
 * @returns The error that says so, at the same line; undefined when what failed has another cause.
 */
export async function explainOutside(
  found: InspectionError,
  place: InspectedPlace,
  error: UserError,
): Promise<UserError | undefined> {
  const file = await findOutside(found, place.projectRoot);
  if (file === undefined) return undefined;
  const folder = commonFolder(place.projectRoot, file);
  const isLiftable = folder !== dirname(folder) && folder !== homedir();
  return new UserError(
    "FILE_OUTSIDE_ROOT",
    {
      file: relative(place.projectRoot, file),
      variable: found.code === "VARIABLE_MISSING" ? (found.variable ?? null) : null,
      root: place.projectRoot,
      above: isLiftable ? folder : null,
      appRoot: relative(folder, join(place.projectRoot, place.appDir)),
    },
    {
      ...(error.place === undefined ? {} : { place: error.place }),
      ...(error.detail === undefined
        ? {}
        : {
            detail: error.detail.replaceAll(resolve(place.codeRoot, relative(place.projectRoot, file)), file),
          }),
    },
  );
}

async function findOutside(found: InspectionError, projectRoot: string): Promise<string | undefined> {
  if (found.missingFile !== undefined) {
    const file = resolve(projectRoot, found.missingFile);
    return (await isFile(file)) ? file : undefined;
  }
  if (found.code !== "VARIABLE_MISSING" || found.variable === undefined) return undefined;
  return findEnvironmentFile(dirname(projectRoot), found.variable, highest);
}

/** The nearest `.env`, or `.env.NAME`, that sets a variable. */
async function findEnvironmentFile(
  folder: string,
  variable: string,
  levels: number,
): Promise<string | undefined> {
  if (levels === 0 || folder === homedir() || folder === dirname(folder)) return undefined;
  const names = (await namesIn(folder)).filter((name) => /^\.env(\.|$)/.test(name));
  const sets = new RegExp(`^[ \\t]*(?:export[ \\t]+)?${variable}[ \\t]*=`, "m");
  for (const file of names.toSorted().map((name) => join(folder, name))) {
    if ((await isFile(file)) && sets.test((await readTextIfThere(file)) ?? "")) return file;
  }
  return findEnvironmentFile(dirname(folder), variable, levels - 1);
}

function commonFolder(folder: string, file: string): string {
  return relative(folder, file).startsWith("..") ? commonFolder(dirname(folder), file) : folder;
}
