import { posix } from "node:path";
import { UserError } from "../../errors.ts";
import { notice, type Notice } from "../../words/words.ts";
import type { DependencySource } from "../framework.ts";
import { parseToml, tableOf } from "../python/wishes.ts";
import type { ProjectFiles } from "./detect-files.ts";
import { settingsFiles, type SettingsFound } from "./detect-settings.ts";

export interface DependenciesFound {
  readonly source: DependencySource;
  /** The file that says so. */
  readonly from: string;
  readonly notices: readonly Notice[];
}

/** Lock files, best first. After them `requirements.txt`, then what states no exact versions, `setup.py` last. */
const locks = [
  { kind: "uv.lock", file: "uv.lock" },
  { kind: "poetry.lock", file: "poetry.lock" },
  { kind: "Pipfile.lock", file: "Pipfile.lock" },
  { kind: "pylock", file: "pylock.toml" },
] as const;

/** In `requirements/`, what is meant to run somewhere comes before what is meant for development. */
const requirementNames = [
  "production",
  "prod",
  "deploy",
  "main",
  "base",
  "common",
  "requirements",
  "local",
  "dev",
];

/**
 * Finds where a project says what it needs: beside `manage.py` first, then in the folders around it up to the root.
 *
 * @param wanted `app.requirements`, when the file says it.
 * @throws {UserError} `REQUIREMENTS_MISSING` when `wanted` is not there; `NO_DEPENDENCIES` when nothing says it and not
 *   even the version of Django can be told.
 */
export async function findDependencies(
  files: ProjectFiles,
  settings: SettingsFound,
  wanted: string | undefined,
): Promise<DependenciesFound> {
  if (wanted !== undefined) {
    const file = posix.normalize(wanted);
    if (!(await files.has(file))) throw new UserError("REQUIREMENTS_MISSING", { file: wanted });
    return { source: { kind: "requirements", file }, from: "monolift.toml", notices: [] };
  }
  for (const folder of foldersUp(settings.appDir)) {
    const found = await findIn(files, folder);
    if (found !== undefined) return found;
  }
  return findImplied(files, settings);
}

/** From the application's folder up to the project's root. */
export function foldersUp(appDir: string): readonly string[] {
  return appDir === "." ? ["."] : [appDir, ...foldersUp(posix.dirname(appDir))];
}

async function findIn(files: ProjectFiles, folder: string): Promise<DependenciesFound | undefined> {
  for (const { kind, file: name } of locks) {
    const file = posix.join(folder, name);
    if (await files.has(file)) return { source: { kind, file }, from: file, notices: [] };
  }
  const plain = posix.join(folder, "requirements.txt");
  if (await files.has(plain))
    return { source: { kind: "requirements", file: plain }, from: plain, notices: [] };
  const [file, ...others] = await existing(
    files,
    requirementNames.map((name) => posix.join(folder, "requirements", `${name}.txt`)),
  );
  if (file !== undefined) {
    const notices = others.length === 0 ? [] : [notice("REQUIREMENTS_CHOSEN", { file, others })];
    return { source: { kind: "requirements", file }, from: file, notices };
  }
  const pipfile = posix.join(folder, "Pipfile");
  if (await files.has(pipfile)) {
    const notices = [notice("PIPFILE_UNLOCKED", { file: pipfile })];
    return { source: { kind: "Pipfile", file: pipfile }, from: pipfile, notices };
  }
  const pyproject = posix.join(folder, "pyproject.toml");
  if (hasDependencies(await files.text(pyproject)))
    return { source: { kind: "pyproject", file: pyproject }, from: pyproject, notices: [] };
  const setup = await findSetup(files, folder);
  return setup === undefined
    ? undefined
    : { source: { kind: "setup", file: setup }, from: setup, notices: [] };
}

/** `setup.cfg` where it states what is needed, else `setup.py` where that does: many only hold settings of linters. */
async function findSetup(files: ProjectFiles, folder: string): Promise<string | undefined> {
  const [declared, program] = ["setup.cfg", "setup.py"].map((name) => posix.join(folder, name));
  if (declared !== undefined && /^install_requires\s*=/mu.test((await files.text(declared)) ?? ""))
    return declared;
  const states = program !== undefined && /\binstall_requires\b/u.test((await files.text(program)) ?? "");
  return states ? program : undefined;
}

async function existing(files: ProjectFiles, paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(paths.map(async (path) => ((await files.has(path)) ? [path] : [])));
  return found.flat();
}

/** Many a `pyproject.toml` only holds the settings of linters. */
function hasDependencies(text: string | undefined): boolean {
  const pyproject = parseToml(text);
  const project = tableOf(pyproject["project"]);
  const poetry = tableOf(tableOf(pyproject["tool"])["poetry"]);
  const dynamic = Array.isArray(project["dynamic"]) ? project["dynamic"] : [];
  return (
    Array.isArray(project["dependencies"]) || dynamic.includes("dependencies") || "dependencies" in poetry
  );
}

/** `django-admin startproject` writes its version into the settings, and no requirements. */
async function findImplied(files: ProjectFiles, settings: SettingsFound): Promise<DependenciesFound> {
  for (const file of await settingsFiles(files, settings)) {
    const text = (await files.text(file)) ?? "";
    const version = /Generated by ['"]django-admin(?:\.py)? startproject['"] using Django (\d+\.\d+)/u.exec(
      text,
    )?.[1];
    if (version === undefined) continue;
    const requirement = `Django~=${version}.0`;
    return {
      source: { kind: "implied", requirement, from: file },
      from: file,
      notices: [notice("DEPENDENCIES_IMPLIED", { requirement, file })],
    };
  }
  throw new UserError("NO_DEPENDENCIES", { folder: settings.appDir });
}
