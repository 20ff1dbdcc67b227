import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "smol-toml";
import { UserError } from "../../errors.ts";
import { hasCode, readTextIfThere } from "../../system/files.ts";
import type { LocalProject } from "../lock.ts";
import { specifierOfPoetry } from "../locks/poetry-constraint.ts";
import { normaliseName } from "./names.ts";
import type { StatedDependency } from "./stated-dependency.ts";
import { at, isTable, strings, tables, text, type Table } from "./toml.ts";

/** A folder that is a Python project: what can be known of it without running its build. */
export interface ProjectFolder {
  readonly folder: string;
  /** Null when the folder states no name: then nothing was ever installed from it. */
  readonly project: LocalProject | null;
  /** The folder that its packages lie in, absolute: `src` in a `src` layout. */
  readonly importFolder: string;
  /** The file that states them: `pyproject.toml`, or `setup.cfg` where that says nothing of the project. */
  readonly statedIn: string;
  /** Null when only its build can tell (`setup.py`, a dynamic list). */
  readonly dependencies: readonly StatedDependency[] | null;
  /** Requirements files that the build takes them from, relative to the folder. */
  readonly dependencyFiles: readonly string[];
  readonly extras: Readonly<Record<string, readonly StatedDependency[]>>;
  /** Folders of other projects, absolute, that it takes from disk (a workspace, a path dependency). */
  readonly neighbours: readonly string[];
  /** `>=3.10`, or null. */
  readonly requiresPython: string | null;
  /** True when a tool could build and install it: only then others may ask for its version. */
  readonly isInstallable: boolean;
}

/**
 * Reads `pyproject.toml` (PEP 621 or Poetry) or `setup.cfg` of a folder.
 *
 * @throws {UserError} `PYPROJECT_UNREADABLE`
 */
export async function readProjectFolder(folder: string, shownAs = "pyproject.toml"): Promise<ProjectFolder> {
  const pyproject = await readTextIfThere(join(folder, "pyproject.toml"));
  const root = pyproject === undefined ? {} : parseToml(pyproject, shownAs);
  const importFolder = await findImportFolder(folder, root);
  const project = at(root, "project");
  const poetry = at(root, "tool", "poetry");
  const hasSetup = ["setup.py", "setup.cfg"].some((name) => existsSync(join(folder, name)));
  const isInstallable = isTable(root["build-system"]) || hasSetup;
  const common = { folder, importFolder, isInstallable };
  if (project !== undefined) return fromStandard(common, root, project, await findVersion(folder, root));
  if (poetry !== undefined) return fromPoetry(common, poetry);
  const [setup, program] = await Promise.all(
    ["setup.cfg", "setup.py"].map((name) => readTextIfThere(join(folder, name))),
  );
  return fromSetup(common, setup ?? "", program ?? "");
}

type Common = Pick<ProjectFolder, "folder" | "importFolder" | "isInstallable">;

/** @throws {UserError} `PYPROJECT_UNREADABLE` */
export function parseToml(content: string, file: string): Table {
  try {
    return parse(content);
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    const line = /line (\d+)|:(\d+):/.exec(reason)?.[1];
    const place = { file, ...(line === undefined ? {} : { line: Number(line) }) };
    throw new UserError("PYPROJECT_UNREADABLE", { file, reason }, { place, cause: error });
  }
}

function fromStandard(common: Common, root: Table, project: Table, version: string): ProjectFolder {
  const sources = at(root, "tool", "uv", "sources") ?? {};
  const neighbours: string[] = [];
  const state = (written: string): StatedDependency => ({
    written,
    requirement: withSource(written, sources, common.folder, neighbours),
  });
  const name = text(project["name"]);
  const isDynamic = strings(project["dynamic"]).includes("dependencies");
  const entryPoints = { ...at(project, "entry-points") };
  if (isTable(project["scripts"])) entryPoints["console_scripts"] = project["scripts"];
  return {
    ...common,
    statedIn: "pyproject.toml",
    project: name === undefined ? null : { name, version, entryPoints: readEntryPoints(entryPoints) },
    dependencies: isDynamic ? null : strings(project["dependencies"]).map(state),
    dependencyFiles: isDynamic ? filesOf(at(root, "tool", "setuptools", "dynamic", "dependencies")?.["file"]) : [],
    extras: Object.fromEntries(
      Object.entries(at(project, "optional-dependencies") ?? {}).map(([extra, list]) => [
        normaliseName(extra),
        strings(list).map(state),
      ]),
    ),
    neighbours,
    requiresPython: text(project["requires-python"]) ?? null,
  };
}

/** Where uv is told to take a package from: `[tool.uv.sources]`. */
function withSource(written: string, sources: Table, folder: string, neighbours: string[]): string {
  const [, name = "", rest = ""] = /^\s*([A-Za-z0-9._-]+)\s*(\[[^\]]*\])?/.exec(written) ?? [];
  const stated = Object.entries(sources).find(([key]) => normaliseName(key) === normaliseName(name))?.[1];
  const source = Array.isArray(stated) ? stated.find(isTable) : stated;
  if (!isTable(source)) return written;
  const marker = /;\s*(.+)$/.exec(written)?.[1];
  const address = addressOf(source, folder, neighbours);
  return address === undefined ? written : `${name}${rest} @ ${address}${marker === undefined ? "" : ` ; ${marker}`}`;
}

/** The address of a dependency that is a table, as uv, Poetry and Pipenv write it (`git`, `url`, `path`). */
export function addressOf(source: Table, folder: string, neighbours: string[]): string | undefined {
  const git = text(source["git"]);
  const revision = text(source["rev"]) ?? text(source["tag"]) ?? text(source["branch"]) ?? text(source["ref"]);
  const part = text(source["subdirectory"]);
  if (git !== undefined) {
    const address = git.replace(/^git@([^:]+):/, "ssh://git@$1/").replace(/^git\+/, "");
    return `git+${address}${revision === undefined ? "" : `@${revision}`}${part === undefined ? "" : `#subdirectory=${part}`}`;
  }
  const file = text(source["file"]);
  const isAddress = file !== undefined && /^\w+:/.test(file);
  const path = text(source["path"]) ?? (isAddress ? undefined : file);
  if (path !== undefined) {
    neighbours.push(join(folder, path));
    // As an address: a path with a space would end at the space.
    return pathToFileURL(join(folder, path)).href;
  }
  return text(source["url"]) ?? file;
}

function fromPoetry(common: Common, poetry: Table): ProjectFolder {
  const neighbours: string[] = [];
  const stated = Object.entries(at(poetry, "dependencies") ?? {});
  const python = stated.find(([name]) => name === "python")?.[1];
  const name = text(poetry["name"]);
  const dependencies = stated
    .filter(([key]) => key !== "python")
    .flatMap(([key, value]) => fromPoetryDependency(key, value, common.folder, neighbours));
  const plugins = { ...at(poetry, "plugins") };
  if (isTable(poetry["scripts"])) plugins["console_scripts"] = poetry["scripts"];
  return {
    ...common,
    statedIn: "pyproject.toml",
    isInstallable: common.isInstallable && poetry["package-mode"] !== false,
    project:
      name === undefined
        ? null
        : { name, version: text(poetry["version"]) ?? "0", entryPoints: readEntryPoints(plugins) },
    dependencies,
    dependencyFiles: [],
    extras: {},
    neighbours,
    requiresPython: typeof python === "string" ? specifierOfPoetry(python) : null,
  };
}

/** One entry of `[tool.poetry.dependencies]`; what is optional belongs to an extra and is left out. */
function fromPoetryDependency(
  name: string,
  value: unknown,
  folder: string,
  neighbours: string[],
): readonly StatedDependency[] {
  if (typeof value === "string") return [{ requirement: `${name}${specifierOfPoetry(value)}`, written: name }];
  if (Array.isArray(value)) return value.flatMap((one) => fromPoetryDependency(name, one, folder, neighbours));
  if (!isTable(value) || value["optional"] === true) return [];
  const extras = strings(value["extras"]);
  const subject = extras.length === 0 ? name : `${name}[${extras.join(",")}]`;
  const address = addressOf(value, folder, neighbours);
  const markers = [text(value["markers"]), pythonMarker(text(value["python"]))].filter((one) => one !== undefined);
  const marker = markers.length === 0 ? "" : ` ; ${markers.map((one) => `(${one})`).join(" and ")}`;
  const version = specifierOfPoetry(text(value["version"]) ?? "*");
  return [{ requirement: `${subject}${address === undefined ? version : ` @ ${address}`}${marker}`, written: name }];
}

/** `python = "^3.8"` of a dependency, as a marker. */
export function pythonMarker(constraint: string | undefined): string | undefined {
  if (constraint === undefined) return undefined;
  const parts = specifierOfPoetry(constraint).split(",").filter(Boolean);
  if (parts.length === 0) return undefined;
  return parts.map((part) => part.replace(/^([<>=!~]+)(.+)$/, 'python_full_version $1 "$2"')).join(" and ");
}

/**
 * `setup.cfg` states its dependencies, `setup.py` only knows them; of its arguments, those that are plain texts are read.
 * Each is empty where there is no such file.
 */
function fromSetup(common: Common, setup: string, program: string): ProjectFolder {
  const value = (key: string): string | undefined => {
    const block = new RegExp(`^${key}\\s*=[ \\t]*(.*(?:\\n[ \\t]+.*)*)`, "m").exec(setup)?.[1];
    return block?.replaceAll(/(^|\s)#.*$/gm, "").trim();
  };
  const argument = (key: string): string | undefined =>
    new RegExp(`\\b${key}\\s*=\\s*["']([^"']+)["']`).exec(program)?.[1];
  const name = value("name") ?? argument("name");
  const listed = value("install_requires");
  const files = /^file:(.*)$/s.exec(listed ?? "")?.[1]?.split(/[,\n]/) ?? [];
  const isKnown = setup + program === "" || (listed !== undefined && files.length === 0);
  const version = value("version") ?? argument("version") ?? "0";
  return {
    ...common,
    statedIn: "setup.cfg",
    project:
      name === undefined
        ? null
        : { name, version: /^(file|attr):/.test(version) ? "0" : version, entryPoints: {} },
    dependencies: isKnown
      ? (listed ?? "")
          .split("\n")
          .map((line) => line.trim())
          .filter(Boolean)
          .map((line) => ({ requirement: line, written: line }))
      : null,
    dependencyFiles: files.map((file) => file.trim()).filter(Boolean),
    extras: {},
    neighbours: [],
    requiresPython: value("python_requires") ?? argument("python_requires") ?? null,
  };
}

function filesOf(value: unknown): readonly string[] {
  return typeof value === "string" ? [value] : strings(value);
}

function readEntryPoints(groups: Table): LocalProject["entryPoints"] {
  const known = Object.entries(groups).filter((entry): entry is [string, Table] => isTable(entry[1]));
  return Object.fromEntries(
    known.map(([group, names]) => [
      group,
      Object.fromEntries(Object.entries(names).filter((entry): entry is [string, string] => typeof entry[1] === "string")),
    ]),
  );
}

/** The stated version; of a dynamic one what a file says literally, since only the build knows more. */
async function findVersion(folder: string, root: Table): Promise<string> {
  const stated = text(at(root, "project")?.["version"]);
  if (stated !== undefined) return stated;
  const path =
    text(at(root, "tool", "hatch", "version")?.["path"]) ??
    text(at(root, "tool", "setuptools", "dynamic", "version")?.["attr"])?.replaceAll(".", "/").replace(/\/[^/]+$/, "/__init__.py");
  if (path === undefined) return "0";
  for (const candidate of [join(folder, path), join(folder, "src", path), join(folder, path.replace("/__init__.py", ".py"))]) {
    const content = await readTextIfThere(candidate);
    const version = /^(?:__version__|VERSION|version)\s*(?::\s*\w+\s*)?=\s*["']([^"']+)["']/m.exec(content ?? "")?.[1];
    if (version !== undefined) return version;
  }
  return "0";
}

/** Where the packages lie: said by the build's settings, else `src` when there are packages in it, else the folder. */
async function findImportFolder(folder: string, root: Table): Promise<string> {
  const setup = (await readTextIfThere(join(folder, "setup.cfg"))) ?? "";
  const said = [
    text(at(root, "tool", "setuptools", "package-dir")?.[""]),
    strings(at(root, "tool", "setuptools", "packages", "find")?.["where"])[0],
    tables(at(root, "tool", "poetry")?.["packages"]).map((one) => text(one["from"])).find((one) => one !== undefined),
    /^src\//.test(strings(at(root, "tool", "hatch", "build", "targets", "wheel")?.["packages"])[0] ?? "") ? "src" : undefined,
    text(at(root, "tool", "uv", "build-backend")?.["module-root"]),
    /^package_dir\s*=\s*\n?\s*=\s*(\S+)/m.exec(setup)?.[1],
  ].find((one) => one !== undefined && one !== "");
  if (said !== undefined && existsSync(join(folder, said))) return join(folder, said);
  return (await hasPackages(join(folder, "src"))) ? join(folder, "src") : folder;
}

/** True when a folder holds Python packages and is none itself. */
async function hasPackages(folder: string): Promise<boolean> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    if (entries.some(({ name }) => name === "__init__.py" || name === "manage.py")) return false;
    return entries.some((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "__init__.py")));
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return false;
    throw error;
  }
}

/** The import folder as the lock has it: relative to the root, or undefined for the root itself and for what lies outside. */
export function importPath(root: string, { importFolder }: Pick<ProjectFolder, "importFolder">): string | undefined {
  const path = relative(root, importFolder).replaceAll("\\", "/");
  return path === "" || path.startsWith("..") ? undefined : path;
}

/** Name under which a project without one is spoken of. */
export function nameOfFolder({ project, folder }: Pick<ProjectFolder, "project" | "folder">): string {
  return project?.name ?? basename(folder);
}
