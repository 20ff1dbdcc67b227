import { join } from "node:path";
import { UserError, type Place } from "../errors.ts";
import { readTextIfThere } from "../system/files.ts";
import { versionsOf } from "./lock.ts";
import type { LockFile, LockReading } from "./locks/reading.ts";
import { evaluate } from "./python/evaluate.ts";
import { nameOfFolder, readProjectFolder } from "./python/local-project.ts";
import { normaliseName, parseRequirement } from "./python/names.ts";
import { readPipfile } from "./python/pipfile.ts";

/** The tool's own command that brings a lock file up to date. */
const commands = {
  "uv.lock": "uv lock",
  "poetry.lock": "poetry lock",
  "Pipfile.lock": "pipenv lock",
  pylock: "uv export --format pylock.toml -o pylock.toml",
} as const;

/** What the project says beside its lock file. */
interface Statement {
  readonly name: string;
  readonly specifier: string;
  readonly marker: string | null;
  /** As the file has it, to be found again. */
  readonly written: string;
}

/**
 * Finds a lock file that is older than what it locks, or that was made for other Pythons.
 *
 * @throws {UserError} `LOCK_OUTDATED` with the first dependency that it lacks or has in a version that does not fit;
 *   `LOCK_WRONG_PYTHON`.
 */
export async function checkAgreement(
  file: LockFile,
  kind: keyof typeof commands,
  reading: LockReading,
): Promise<void> {
  const { statements, source } = await readStatements(file, kind);
  const versions = versionsOf(reading.packages);
  const neighbours = await namesOfNeighbours(reading, file);
  const { target } = file.toolbox;
  // Which correction the target has is not known: one of them has to be of the range.
  const pythons =
    target === undefined ? [file.toolbox.python.version] : [`${target.python}.0`, `${target.python}.99`];
  const requires = reading.requiresPython;
  const answers = await evaluate(file.toolbox, {
    markers: statements.flatMap(({ marker }) => marker ?? []),
    matches: [
      ...(requires === null ? [] : pythons.map((python) => [requires, python] as const)),
      ...statements.map(({ name, specifier }) => [specifier, versions[name] ?? ""] as const),
    ],
  });
  if (requires !== null && pythons.every((python) => answers.matches(requires, python) === false)) {
    const python = target?.python ?? file.toolbox.python.version;
    throw new UserError(
      "LOCK_WRONG_PYTHON",
      { file: file.file, requires, python },
      { place: { file: file.file } },
    );
  }
  for (const one of statements.filter(({ marker }) => answers.holds(marker))) {
    const locked = versions[one.name];
    const agrees =
      locked === undefined ? neighbours.has(one.name) : answers.matches(one.specifier, locked) !== false;
    if (agrees) continue;
    const facts = {
      file: file.file,
      source,
      name: one.name,
      wanted: one.specifier,
      locked: locked ?? null,
      command: commands[kind],
    };
    throw new UserError("LOCK_OUTDATED", facts, { place: await placeOf(one, file, source) });
  }
}

/** Projects beside this one are taken from disk: they are in the lock without being packages. */
async function namesOfNeighbours(reading: LockReading, file: LockFile): Promise<ReadonlySet<string>> {
  const others = reading.projects.filter((folder) => folder !== file.folder);
  const read = await Promise.all(others.map((folder) => readProjectFolder(folder)));
  return new Set(read.map((one) => normaliseName(nameOfFolder(one))));
}

async function readStatements(
  file: LockFile,
  kind: keyof typeof commands,
): Promise<{ readonly statements: readonly Statement[]; readonly source: string }> {
  if (kind === "pylock") return { statements: [], source: "pyproject.toml" };
  const isPipfile = kind === "Pipfile.lock";
  const source = isPipfile ? "Pipfile" : "pyproject.toml";
  const stated = isPipfile
    ? readPipfile((await readTextIfThere(join(file.folder, source))) ?? "", source, file.folder).dependencies
    : ((await readProjectFolder(file.folder)).dependencies ?? []);
  const statements = stated.flatMap(({ requirement, written }) => {
    const parsed = parseRequirement(requirement);
    // An address or a folder has no version to compare.
    return parsed === undefined || parsed.url !== null ? [] : [{ ...parsed, written }];
  });
  return { statements, source };
}

async function placeOf(one: Statement, file: LockFile, source: string): Promise<Place> {
  const lines = ((await readTextIfThere(join(file.folder, source))) ?? "").split("\n");
  const index = lines.findIndex((line) => line.includes(one.written));
  const excerpt = lines[index];
  return excerpt === undefined
    ? { file: source }
    : { file: source, line: index + 1, excerpt: excerpt.trim() };
}
