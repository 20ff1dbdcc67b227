import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { hasCode, readTextIfThere } from "../../system/files.ts";
import { readStatements, type Statement } from "../python/source.ts";

/** The files of a project, read lazily and each once. Paths are relative to the root, `/` between. */
export interface ProjectFiles {
  readonly root: string;
  has(path: string): Promise<boolean>;
  text(path: string): Promise<string | undefined>;
  /** A Python file in logical lines; empty when it is not there. */
  statements(path: string): Promise<readonly Statement[]>;
  /**
   * Paths of the Python files whose name fits, nearest to the root first, then by name. Folders that hold no source of
   * the project are not entered, nor anything more than five folders down.
   */
  findPython(
    name: RegExp,
    options?: { readonly below?: string; readonly most?: number },
  ): Promise<readonly string[]>;
}

/**
 * Folders that are never entered: other people's code, what tools write, what tests and templates hold. Hidden ones,
 * virtual environments (by their `pyvenv.cfg`) and cookiecutter's `{{…}}` neither.
 */
const ignoredFolders = new Set(
  `node_modules bower_components site-packages dist-packages __pycache__ __pypackages__
   venv env virtualenv conda-meta
   test tests testing testproject test_project
   static staticfiles assets media locale migrations fixtures build dist htmlcov`.split(/\s+/u),
);

const deepest = 5;
const mostFiles = 50;

/** Opens a project for looking; nothing is read yet. */
export function openProject(root: string): ProjectFiles {
  const texts = new Map<string, Promise<string | undefined>>();
  const text = (path: string): Promise<string | undefined> => {
    const known = texts.get(path);
    if (known !== undefined) return known;
    const reading = readTextIfThere(join(root, path)).catch((error: unknown) => {
      if (hasCode(error, "EISDIR")) return undefined;
      throw error;
    });
    texts.set(path, reading);
    return reading;
  };
  return {
    root,
    text,
    has: (path) => isThere(join(root, path)),
    statements: async (path) => readStatements((await text(path)) ?? ""),
    findPython: (name, options = {}) => findPython(root, name, options),
  };
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return false;
    throw error;
  }
}

async function findPython(
  root: string,
  name: RegExp,
  { below = ".", most = mostFiles }: { readonly below?: string; readonly most?: number },
): Promise<readonly string[]> {
  const found: string[] = [];
  let level: readonly string[] = [below];
  for (let depth = 0; depth <= deepest && level.length > 0 && found.length < most; depth += 1) {
    const listings = await Promise.all(level.map((folder) => list(root, folder)));
    found.push(...listings.flatMap((one) => one.files.filter((path) => name.test(path))).toSorted());
    level = listings.flatMap((one) => one.folders);
  }
  return found.slice(0, most);
}

async function list(
  root: string,
  folder: string,
): Promise<{ readonly files: readonly string[]; readonly folders: readonly string[] }> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
    // A folder of another user, or one that went away, has nothing to look at.
    if (hasCode(error, "EACCES", "ENOENT", "ENOTDIR")) return [];
    throw error;
  });
  if (entries.some((entry) => entry.name === "pyvenv.cfg")) return { files: [], folders: [] };
  const inFolder = (entry: string): string => (folder === "." ? entry : `${folder}/${entry}`);
  return {
    files: entries
      .filter((entry) => !entry.isDirectory() && entry.name.endsWith(".py"))
      .map(({ name }) => inFolder(name)),
    folders: entries
      .filter((entry) => entry.isDirectory() && isSource(entry.name))
      .map(({ name }) => inFolder(name)),
  };
}

function isSource(folder: string): boolean {
  return !folder.startsWith(".") && !folder.includes("{{") && !ignoredFolders.has(folder.toLowerCase());
}
