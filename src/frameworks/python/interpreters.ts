import { readdir, realpath, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { hasCode, readJsonIfThere, readTextIfThere, writeAtomically } from "../../system/files.ts";
import { runProgram } from "../../system/processes.ts";
import type { Interpreter } from "../framework.ts";

export interface InterpreterSearch {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Monolift's cache folder: what an executable answered is asked once, until the file changes. */
  readonly cache: string;
}

/**
 * Every CPython 3 on this machine, in the order of preference when nothing is said: those on `PATH` as the shell finds
 * them, then the ones of pyenv, uv, mise, asdf, Homebrew and python.org. One that does not run is left out. Only
 * executables that were not seen before are started, all at one time.
 */
export async function findInterpreters(search: InterpreterSearch): Promise<readonly Interpreter[]> {
  const executables = await findExecutables(search.environment);
  const file = join(search.cache, "interpreters.json");
  const known = await readCache(file);
  const answers = await Promise.all(executables.map((executable) => ask(executable, known, search.environment)));
  const isNew = answers.some(({ key }) => !known.has(key));
  if (isNew) {
    const entries = Object.fromEntries(answers.map(({ key, interpreter }) => [key, interpreter]));
    await writeAtomically(file, JSON.stringify(entries));
  }
  const seen = new Set<string>();
  return answers.flatMap(({ interpreter }) => {
    if (interpreter === null || seen.has(interpreter.executable)) return [];
    seen.add(interpreter.executable);
    return [interpreter];
  });
}

const cacheSchema = z.record(
  z.string(),
  z.object({ executable: z.string(), version: z.string(), magic: z.string() }).nullable(),
);
type Cache = ReadonlyMap<string, Interpreter | null>;

/** A cache that cannot be read is made anew. */
async function readCache(file: string): Promise<Cache> {
  return new Map(Object.entries(cacheSchema.safeParse(await readJsonIfThere(file)).data ?? {}));
}

/** One line: version, magic number, executable. Of a virtual environment, the Python below it. */
const probe = `
import sys, importlib.util
if sys.implementation.name == "cpython" and sys.version_info[0] == 3:
    base = getattr(sys, "_base_executable", None) if sys.prefix != sys.base_prefix else None
    version = ".".join(map(str, sys.version_info[:3]))
    sys.stdout.write("%s %s %s" % (version, importlib.util.MAGIC_NUMBER.hex(), base or sys.executable))
`;

async function ask(
  executable: string,
  known: Cache,
  environment: InterpreterSearch["environment"],
): Promise<{ readonly key: string; readonly interpreter: Interpreter | null }> {
  const { mtimeMs, size } = await stat(executable);
  const key = `${executable}:${mtimeMs}:${size}`;
  const answer = known.get(key);
  // An upgrade may remove what a virtual environment was made with, and leave the environment as it was.
  if (answer !== undefined && (answer === null || (await isThere(answer.executable)))) {
    return { key, interpreter: answer };
  }
  return { key, interpreter: await start(executable, environment) };
}

async function start(
  executable: string,
  environment: InterpreterSearch["environment"],
): Promise<Interpreter | null> {
  try {
    const env = { PATH: environment["PATH"], HOME: environment["HOME"] };
    const finished = await runProgram([executable, "-I", "-S", "-c", probe], { env, timeoutMs: 10_000 });
    const [version, magic, ...path] = finished.stdout.split(" ");
    if (finished.code !== 0 || version === undefined || magic === undefined || path.length === 0) return null;
    return { executable: await realpath(path.join(" ")), version, magic };
  } catch (error) {
    // Not a program of this machine, or gone meanwhile.
    if (hasCode(error, "ENOENT", "EACCES", "ENOEXEC", "ENOTDIR", "UNKNOWN")) return null;
    throw error;
  }
}

/** Names that are looked for in a folder; a folder with thousands of programs is not read through. */
const names = ["python3", "python", ...Array.from({ length: 12 }, (_, place) => `python3.${20 - place}`)];

/** Absolute paths without links, each once. */
async function findExecutables(environment: InterpreterSearch["environment"]): Promise<readonly string[]> {
  const home = environment["HOME"] ?? homedir();
  const onPath = (environment["PATH"] ?? "").split(":").filter((folder) => folder.startsWith("/"));
  const shown = await Promise.all(onPath.map((folder) => resolveShims(folder, environment, home)));
  const candidates = [...shown.flat(), ...(await findInstalled(environment, home))].flatMap((folder) =>
    names.map((name) => join(folder, name)),
  );
  const resolved = await Promise.all(candidates.map(resolveExecutable));
  return [...new Set(resolved.filter((path) => path !== undefined))];
}

async function resolveExecutable(path: string): Promise<string | undefined> {
  try {
    const real = await realpath(path);
    return isMacStub(real) ? undefined : real;
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR", "EACCES", "ELOOP")) return undefined;
    throw error;
  }
}

/** On macOS this one opens a window that offers to install developer tools, unless they are there. */
function isMacStub(path: string): boolean {
  return process.platform === "darwin" && path.startsWith("/usr/bin/");
}

/**
 * Folders of version managers hold shims: scripts that start another Python depending on the folder and on variables.
 * The shim is not asked; pyenv's choice for this user is read, and the others' Pythons are found below.
 */
async function resolveShims(
  folder: string,
  environment: InterpreterSearch["environment"],
  home: string,
): Promise<readonly string[]> {
  if (basename(folder) !== "shims") return [folder];
  const pyenv = pyenvRoot(environment, home);
  if (dirname(folder) !== pyenv) return [];
  const chosen = environment["PYENV_VERSION"] ?? (await readTextIfThere(join(pyenv, "version"))) ?? "";
  return chosen
    .split(/[\s:]+/u)
    .filter((version) => /^[\w.-]+$/u.test(version))
    .map((version) => join(pyenv, "versions", version, "bin"));
}

const pyenvRoot = (environment: InterpreterSearch["environment"], home: string): string =>
  environment["PYENV_ROOT"] ?? join(home, ".pyenv");

/** Folders with Pythons that need not be on `PATH`, newest first within each. */
async function findInstalled(
  environment: InterpreterSearch["environment"],
  home: string,
): Promise<readonly string[]> {
  const data = environment["XDG_DATA_HOME"] ?? join(home, ".local/share");
  const places: readonly (readonly [parent: string, pattern: RegExp])[] = [
    [join(pyenvRoot(environment, home), "versions"), /^3\./u],
    [environment["UV_PYTHON_INSTALL_DIR"] ?? join(data, "uv/python"), /^cpython-3\./u],
    [join(environment["MISE_DATA_DIR"] ?? join(data, "mise"), "installs/python"), /^3\./u],
    [join(environment["ASDF_DATA_DIR"] ?? join(home, ".asdf"), "installs/python"), /^3\./u],
    ["/opt/homebrew/opt", /^python@3\./u],
    ["/usr/local/opt", /^python@3\./u],
    ["/Library/Frameworks/Python.framework/Versions", /^3\./u],
  ];
  const found = await Promise.all(
    places.map(async ([parent, pattern]) => {
      const versions = (await readdir(parent).catch(() => [])).filter((name) => pattern.test(name));
      return versions.toSorted(byNumber).map((name) => join(parent, name, "bin"));
    }),
  );
  const tools = "/Library/Developer/CommandLineTools/usr/bin";
  return [...found.flat(), "/usr/bin", "/usr/local/bin", ...(process.platform === "darwin" ? [tools] : [])];
}

const byNumber = (a: string, b: string): number => b.localeCompare(a, "en", { numeric: true });

async function isThere(path: string): Promise<boolean> {
  return (await resolveExecutable(path)) !== undefined;
}
