import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { whyFolderLeftOut } from "../../../bundle/rules.ts";
import { hasCode } from "../../../system/files.ts";

/** Settings of servers and containers lie near the root. */
const deepest = 3;
const mostFolders = 500;
/** What lies there is not what runs. */
const ofOthers = new Set(["docs", "doc", "examples", "example", "test", "tests"]);

/** Paths of a project's files that lie at most three folders down, hidden ones included; sorted in each folder. */
export async function listProjectFiles(root: string): Promise<readonly string[]> {
  const found: string[] = [];
  let level: readonly string[] = [""];
  for (let depth = 0; depth <= deepest && level.length > 0; depth += 1) {
    const below: string[] = [];
    for (const folder of level.slice(0, mostFolders)) {
      for (const entry of await readFolder(join(root, folder))) {
        const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
        if (entry.isFile()) found.push(path);
        if (entry.isDirectory() && isEntered(entry.name)) below.push(path);
      }
    }
    level = below;
  }
  return found;
}

function isEntered(folder: string): boolean {
  return !ofOthers.has(folder) && whyFolderLeftOut(folder, []) === undefined;
}

async function readFolder(folder: string): Promise<Awaited<ReturnType<typeof list>>> {
  try {
    const entries = await list(folder);
    const names = entries.map(({ name }) => name);
    return whyFolderLeftOut("", names) === undefined ? entries : [];
  } catch (error) {
    // A folder of another user, or one that went away, has nothing to look at.
    if (hasCode(error, "EACCES", "ENOENT", "ENOTDIR")) return [];
    throw error;
  }
}

async function list(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
