import { existsSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { whyFileLeftOut, whyFolderLeftOut } from "../bundle/rules.ts";
import { configFileName } from "../config/load.ts";

/** True for a file of Django's that changes the schema, and so needs a release. */
export function isMigration(path: string): boolean {
  return /(^|\/)migrations\/[^/]+\.py$/.test(path);
}

/** Says what below a project's root is not worth watching: what no bundle carries, `monolift.toml` apart. */
export function isUnwatched(root: string): (path: string, isFolder: boolean) => boolean {
  return (path, isFolder) => {
    const name = basename(path);
    if (relative(root, path) === "" || name === configFileName) return false;
    if (!isFolder) return whyFileLeftOut(name) !== undefined;
    const mark = ["pyvenv.cfg", "conda-meta"].filter((one) => existsSync(join(path, one)));
    return whyFolderLeftOut(name, mark) !== undefined;
  };
}
