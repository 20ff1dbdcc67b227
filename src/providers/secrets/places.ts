import { join, relative, sep } from "node:path";
import type { SecretFile } from "./document.ts";

/** A link in the code, and what it leads to. */
export interface PlacedFile {
  /** Relative to the root of the code, `/` between. */
  readonly path: string;
  readonly target: string;
}

/**
 * Where the JSON files of a stage's secrets are once a process has begun; links in the code lead there.
 *
 * @param places.from Folder of `monolift.toml`, from which the kept paths count.
 * @param places.to Root of the code. Files outside it can't be linked and are left out.
 * @param places.folder Where the runtime writes them.
 */
export function placesOfFiles(
  files: readonly Pick<SecretFile, "path">[],
  { from, to, folder }: { readonly from: string; readonly to: string; readonly folder: string },
): readonly PlacedFile[] {
  return files.flatMap(({ path }) => {
    const inCode = relative(to, join(from, path));
    const target = join(folder, path);
    return inCode.startsWith("..") ? [] : [{ path: inCode.split(sep).join("/"), target }];
  });
}
