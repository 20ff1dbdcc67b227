import { existsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { UserError, type Place } from "../errors.ts";
import { hashFile, readTextIfThere } from "../system/files.ts";
import type { DependencyInput, LockRequest } from "./dependencies.ts";
import { fingerprintCode } from "./fingerprint.ts";
import { indexOptionsOf } from "./locks/reading.ts";
import { importPath, readProjectFolder, type ProjectFolder } from "./python/local-project.ts";
import { normaliseName, parseArchiveName } from "./python/names.ts";
import { readPipfile } from "./python/pipfile.ts";
import {
  readRequirement,
  readRequirements,
  type AskedRequirement,
  type RequirementSet,
} from "./python/requirements.ts";
import { placeOfStated } from "./python/stated-dependency.ts";

/** What the reading of a project's requirements starts from. */
export type AskedRequest = Pick<LockRequest, "root" | "dependencies" | "vendor" | "extra">;

/** A wheel of the project that is taken in place of what the index has. */
interface VendoredWheel {
  readonly name: string;
  readonly version: string;
  /** Absolute. */
  readonly path: string;
  readonly sha256: string;
}

/** Everything that a project asks for, read without any tool: the same inputs give the same `key` in any folder. */
export interface Asked {
  readonly requirements: readonly AskedRequirement[];
  readonly constraints: readonly AskedRequirement[];
  readonly options: readonly string[];
  /** Folders inside the project that are Python projects: their code is in the bundle already. */
  readonly projects: readonly ProjectFolder[];
  /** Folders outside the project, to be built from a copy: absolute path to the digest of their files. */
  readonly outside: Readonly<Record<string, string>>;
  readonly vendor: readonly VendoredWheel[];
  /** Content of the project's lock file; null when there is none. */
  readonly lockContent: string | null;
  /** What identifies all of it, free of this machine's paths. */
  readonly key: unknown;
}

interface Gathering {
  readonly root: string;
  readonly requirements: AskedRequirement[];
  readonly projects: Map<string, ProjectFolder>;
  readonly outside: Map<string, string>;
  /** SHA-256 of the archives that are asked for by path. */
  readonly archives: string[];
  /** What the dependencies of projects follow from that only their build can tell. */
  readonly builds: string[];
}

/**
 * Reads what a project asks for.
 *
 * @throws {UserError} `REQUIREMENTS_FILE_MISSING`, `REQUIREMENT_UNREADABLE`, `PYPROJECT_UNREADABLE`,
 *   `DEPENDENCY_FILE_MISSING`, `VENDOR_FILE_MISSING`, `VENDOR_NOT_A_WHEEL`.
 */
export async function readAsked(request: AskedRequest): Promise<Asked> {
  const { root, dependencies: input } = request;
  const gathering: Gathering = {
    root,
    requirements: [],
    projects: new Map(),
    outside: new Map(),
    archives: [],
    builds: [],
  };
  const vendor = await Promise.all(request.vendor.map((file) => readVendored(root, file)));
  const set = await readInput(root, input, gathering);
  for (const one of set.requirements) await gather(one, gathering);
  for (const text of request.extra) {
    await gather(
      readRequirement(text, root, join(root, "monolift.toml"), { file: "monolift.toml" }),
      gathering,
    );
  }
  const vendored = new Set(vendor.map(({ name }) => name));
  const requirements = gathering.requirements.filter(({ name }) => name === null || !vendored.has(name));
  const constraints = set.constraints.filter(({ name }) => name === null || !vendored.has(name));
  const lockContent = isLockKind(input) ? await readSource(root, input.file) : null;
  const asked = {
    requirements,
    constraints,
    options: set.options,
    projects: [...gathering.projects.values()],
    outside: Object.fromEntries(gathering.outside),
    vendor,
    lockContent,
  };
  return {
    ...asked,
    key: { ...keyOf(request, asked), archives: gathering.archives, builds: gathering.builds },
  };
}

type LockKind = Extract<
  DependencyInput,
  { readonly kind: "uv.lock" | "poetry.lock" | "Pipfile.lock" | "pylock" }
>;

export function isLockKind(input: DependencyInput): input is LockKind {
  return ["uv.lock", "poetry.lock", "Pipfile.lock", "pylock"].includes(input.kind);
}

async function readSource(root: string, file: string): Promise<string> {
  const content = await readTextIfThere(resolve(root, file));
  if (content === undefined) throw new UserError("REQUIREMENTS_FILE_MISSING", { file });
  return content;
}

const nothing: RequirementSet = { requirements: [], constraints: [], options: [] };

async function readInput(
  root: string,
  input: DependencyInput,
  gathering: Gathering,
): Promise<RequirementSet> {
  switch (input.kind) {
    case "requirements":
      return readRequirements(root, input.file);
    case "Pipfile": {
      const path = resolve(root, input.file);
      const content = await readSource(root, input.file);
      const { dependencies, sources } = readPipfile(content, input.file, dirname(path));
      return {
        requirements: dependencies.map((one) => {
          const place = placeOfStated(one, content, input.file) ?? { file: input.file };
          return readRequirement(one.requirement, dirname(path), path, place);
        }),
        constraints: [],
        options: optionsOfSources(sources),
      };
    }
    case "setup":
    case "pyproject": {
      const project = await readProjectFolder(dirname(resolve(root, input.file)), input.file);
      await gatherProject(project, { file: input.file }, gathering, []);
      return nothing;
    }
    case "implied": {
      const place = { file: input.from };
      return {
        ...nothing,
        requirements: [readRequirement(input.requirement, root, resolve(root, input.from), place)],
      };
    }
    default:
      return nothing;
  }
}

/** The first index of a Pipfile takes the place of the public one, so that no stranger can offer a package of that name. */
function optionsOfSources([first, ...others]: readonly string[]): readonly string[] {
  const main = indexOptionsOf(first === undefined ? [] : [first]).map((one) =>
    one.replace(/^--extra-index-url/, "--index-url"),
  );
  return [...main, ...indexOptionsOf(others)];
}

/** Files a requirement: what is a folder of the project is not installed but its own requirements are. */
async function gather(one: AskedRequirement, into: Gathering): Promise<void> {
  if (one.path === null) {
    into.requirements.push(one);
    return;
  }
  if (!existsSync(one.path))
    throw new UserError("DEPENDENCY_FILE_MISSING", { path: one.text }, { place: one.place });
  const url = pathToFileURL(one.path).href;
  const archive = parseArchiveName(one.path.split("/").at(-1) ?? "");
  if (!statSync(one.path).isDirectory()) {
    const name = one.name ?? archive?.name ?? null;
    into.archives.push(await hashFile(one.path));
    const extras = one.extras.length === 0 ? "" : `[${one.extras.join(",")}]`;
    const marker = one.marker === null ? "" : ` ; ${one.marker}`;
    into.requirements.push({
      ...one,
      name,
      text: name === null ? one.path : `${name}${extras} @ ${url}${marker}`,
    });
    return;
  }
  const project = await readProjectFolder(one.path, join(relative(into.root, one.path), "pyproject.toml"));
  if (!relative(into.root, one.path).startsWith("..")) {
    await gatherProject(project, one.place, into, one.extras);
    return;
  }
  const { digest } = await fingerprintCode(one.path, { leaveOut: [] }, null);
  into.outside.set(one.path, digest);
  const name = one.name ?? (project.project === null ? null : normaliseName(project.project.name));
  into.requirements.push({ ...one, name });
}

async function gatherProject(
  project: ProjectFolder,
  place: Place,
  into: Gathering,
  extras: readonly string[],
): Promise<void> {
  if (into.projects.has(project.folder)) return;
  into.projects.set(project.folder, project);
  const file = join(relative(into.root, project.folder), project.statedIn);
  const path = join(into.root, file);
  const content = (await readTextIfThere(path)) ?? "";
  const stated = [...(project.dependencies ?? []), ...extras.flatMap((extra) => project.extras[extra] ?? [])];
  for (const dependency of stated) {
    const at = placeOfStated(dependency, content, file) ?? place;
    await gather(readRequirement(dependency.requirement, project.folder, path, at), into);
  }
  for (const listed of project.dependencyFiles) {
    const set = await readRequirements(into.root, relative(into.root, join(project.folder, listed)));
    for (const one of set.requirements) await gather(one, into);
  }
  if (needsBuild(project)) {
    for (const name of ["pyproject.toml", "setup.py", "setup.cfg"]) {
      into.builds.push((await readTextIfThere(join(project.folder, name))) ?? "");
    }
  }
}

/** True when only the project's own build knows its dependencies. */
export function needsBuild(project: ProjectFolder): boolean {
  return project.dependencies === null && project.dependencyFiles.length === 0;
}

/** @throws {UserError} `VENDOR_FILE_MISSING`, `VENDOR_NOT_A_WHEEL` */
async function readVendored(root: string, file: string): Promise<VendoredWheel> {
  const path = resolve(root, file);
  if (!existsSync(path))
    throw new UserError("VENDOR_FILE_MISSING", { file }, { place: { file: "monolift.toml" } });
  const archive = file.endsWith(".whl") ? parseArchiveName(file.split("/").at(-1) ?? "") : undefined;
  if (archive === undefined)
    throw new UserError("VENDOR_NOT_A_WHEEL", { file }, { place: { file: "monolift.toml" } });
  return { ...archive, path, sha256: await hashFile(path) };
}

/** The inputs with the root's own path taken out: the same project gives the same key wherever it lies. */
function keyOf(request: AskedRequest, asked: Omit<Asked, "key">): object {
  const plain = (text: string): string =>
    text.replaceAll(pathToFileURL(request.root).href, ".").replaceAll(request.root, ".");
  const describe = (one: AskedRequirement): string => plain([one.text, ...one.hashes].join(" "));
  return {
    requirements: asked.requirements.map(describe),
    constraints: asked.constraints.map(describe),
    options: asked.options.map(plain),
    projects: asked.projects.map((one) => [
      importPath(request.root, one) ?? "",
      one.isInstallable ? one.project : null,
    ]),
    outside: Object.values(asked.outside),
    vendor: asked.vendor.map(({ name, version, sha256 }) => [name, version, sha256]),
    lock: asked.lockContent,
  };
}
