import { join } from "node:path";
import { parse, TomlError, type TomlTable } from "smol-toml";
import { readTextIfThere } from "../../system/files.ts";
import type { PythonWish } from "../framework.ts";
import { parseSpecifier, parseVersion } from "./version.ts";

/** Reads a file of one folder; `undefined` when it is not there. */
type Read = (file: string) => Promise<string | undefined>;

/**
 * What the files of a project say of the version of Python, most important first.
 *
 * @param root Absolute. @param folders Relative to it, the nearest to the application first.
 */
export async function readPythonWishes(root: string, folders: readonly string[]): Promise<readonly PythonWish[]> {
  const wishes: PythonWish[] = [];
  for (const folder of folders) {
    const read: Read = (file) => readTextIfThere(join(root, folder, file));
    const inFolder = await Promise.all(sources.map((source) => source(read)));
    const prefix = folder === "." ? "" : `${folder}/`;
    wishes.push(...inFolder.flat().map((wish) => ({ ...wish, from: `${prefix}${wish.from}` })));
  }
  // What cannot be read as a version ("pypy3.10", the name of an environment) says nothing that could be kept to.
  return wishes.filter(({ specifier }) => parseSpecifier(specifier) !== undefined);
}

type Source = (read: Read) => Promise<readonly PythonWish[]>;

const sources: readonly Source[] = [
  readVersionFile,
  readRuntime,
  readPipfile,
  readDockerfile,
  readPyproject,
  readSetup,
  readEnvironments,
];

/** pyenv and uv: one version a line, the first one counts. */
async function readVersionFile(read: Read): Promise<readonly PythonWish[]> {
  const lines = ((await read(".python-version")) ?? "").split("\n").map((line) => line.replace(/#.*/u, "").trim());
  const version = lines.find((line) => /^\d+(\.\d+)*$/u.test(line));
  return version === undefined ? [] : [{ specifier: version, from: ".python-version", strength: "wanted" }];
}

/** Heroku: `python-3.12.1`. */
async function readRuntime(read: Read): Promise<readonly PythonWish[]> {
  const version = /^python-(\d+(?:\.\d+)*)/u.exec((await read("runtime.txt")) ?? "")?.[1];
  return version === undefined ? [] : [{ specifier: version, from: "runtime.txt", strength: "wanted" }];
}

async function readPipfile(read: Read): Promise<readonly PythonWish[]> {
  const requires = tableOf(parseToml(await read("Pipfile"))["requires"]);
  const version = requires["python_full_version"] ?? requires["python_version"];
  return typeof version === "string" ? [{ specifier: version, from: "Pipfile (requires)", strength: "wanted" }] : [];
}

/** The last `FROM python:3.12-slim` is the image that runs. */
async function readDockerfile(read: Read): Promise<readonly PythonWish[]> {
  const text = (await read("Dockerfile")) ?? "";
  const images = [...text.matchAll(/^\s*FROM\s+(?:--\S+\s+)*(?:\S+\/)?python:(\d+(?:\.\d+)*)/gimu)];
  const version = images.at(-1)?.[1];
  // `python:3` is every version.
  const isExact = version !== undefined && (parseVersion(version)?.length ?? 0) > 1;
  return isExact ? [{ specifier: version, from: "Dockerfile (FROM)", strength: "wanted" }] : [];
}

async function readPyproject(read: Read): Promise<readonly PythonWish[]> {
  const pyproject = parseToml(await read("pyproject.toml"));
  const required = tableOf(pyproject["project"])["requires-python"];
  const poetry = tableOf(tableOf(tableOf(pyproject["tool"])["poetry"])["dependencies"])["python"];
  if (typeof required === "string") {
    return [{ specifier: required, from: "pyproject.toml (requires-python)", strength: "required" }];
  }
  if (typeof poetry === "string") {
    return [{ specifier: poetry, from: "pyproject.toml (tool.poetry.dependencies)", strength: "required" }];
  }
  return [];
}

/** setuptools: `python_requires = >=3.8` of `setup.cfg`, `python_requires=">=3.8"` of `setup.py`. */
async function readSetup(read: Read): Promise<readonly PythonWish[]> {
  for (const file of ["setup.cfg", "setup.py"]) {
    const text = (await read(file)) ?? "";
    const specifier = /^\s*python_requires\s*=\s*["']?([^"'\n]+?)["']?\s*,?\s*$/mu.exec(text)?.[1];
    if (specifier !== undefined)
      return [{ specifier, from: `${file} (python_requires)`, strength: "required" }];
  }
  return [];
}

/** A virtual environment in the project tells what its developer has been running. */
async function readEnvironments(read: Read): Promise<readonly PythonWish[]> {
  for (const folder of [".venv", "venv", "env"]) {
    const settings = (await read(`${folder}/pyvenv.cfg`)) ?? "";
    const version = /^version(?:_info)?\s*=\s*(\d+\.\d+)/mu.exec(settings)?.[1];
    if (version !== undefined) return [{ specifier: version, from: `${folder}/pyvenv.cfg`, strength: "hint" }];
  }
  return [];
}

/** A file that its own tool would refuse says nothing here; that tool reports it better. */
export function parseToml(text: string | undefined): TomlTable {
  try {
    return text === undefined ? {} : parse(text);
  } catch (error) {
    if (error instanceof TomlError) return {};
    throw error;
  }
}

/** A value as a table; anything else is an empty one. */
export function tableOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
