import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join, relative, resolve, sep } from "node:path";
import { z } from "zod";
import { UserError } from "../../errors.ts";
import { parseEnvironmentFile } from "../../platform/functions/environment.ts";
import { leavesOf } from "../../platform/functions/flatten-secrets.ts";
import { hasCode } from "../../system/files.ts";
import { notice, type Notice } from "../../words/words.ts";
import { chooseEnvironment } from "./choose-environment.ts";
import type { ImportedSecrets, SecretFile } from "./document.ts";

/** What an import is to read, and for whom. */
export interface SourceRequest {
  /** Folder that `paths` count from. */
  readonly cwd: string;
  readonly paths: readonly string[];
  /** Folder of `monolift.toml`: a JSON file below it can be put back where it is. */
  readonly root: string;
  readonly stage: string;
  readonly environment?: string | undefined;
  readonly settings?: string | undefined;
}

/** What was read, and what is worth saying of it. */
export interface ReadSources {
  readonly imported: ImportedSecrets;
  readonly notices: readonly Notice[];
}

/**
 * Reads `.env` files, JSON files, and folders with a base and one JSON file for each environment.
 *
 * @throws {UserError} `SECRETS_SOURCE_MISSING`, `SECRETS_SOURCE_UNREADABLE` (never with a piece of the text),
 *   `SECRETS_NOTHING_FOUND`, and what `chooseEnvironment` throws.
 */
export async function readSources(request: SourceRequest): Promise<ReadSources> {
  const read: ReadSources[] = [];
  for (const path of request.paths) read.push(await readSource(resolve(request.cwd, path), path, request));
  return {
    imported: {
      variables: read.flatMap(({ imported }) => imported.variables),
      files: read.flatMap(({ imported }) => imported.files),
      gone: read.flatMap(({ imported }) => imported.gone),
    },
    notices: read.flatMap(({ notices }) => notices),
  };
}

async function readSource(full: string, path: string, request: SourceRequest): Promise<ReadSources> {
  const stats = await stat(full).catch((error: unknown) => {
    if (hasCode(error, "ENOENT", "ENOTDIR")) throw new UserError("SECRETS_SOURCE_MISSING", { path });
    throw error;
  });
  if (stats.isDirectory()) return readFolder(full, path, request);
  const imported = full.endsWith(".json")
    ? await readJsonFile(full, request)
    : await readEnvironmentFile(full, request);
  return { imported, notices: noticesOf([full], imported, request) };
}

async function readFolder(full: string, path: string, request: SourceRequest): Promise<ReadSources> {
  const names = (await readdir(full)).filter((name) => name.endsWith(".json")).toSorted();
  const stems = names.map((name) => basename(name, ".json"));
  const { base, environment, others, unknown } = chooseEnvironment(stems, request);
  const fileOf = (stem: string): string => join(full, `${stem}.json`);
  const shown = (stem: string): string => shownPath(fileOf(stem), request);
  const taken = [...base, ...(environment === null ? [] : [environment])].map(fileOf);
  if (taken.length === 0) throw new UserError("SECRETS_NOTHING_FOUND", { path, files: names });
  const read = await Promise.all(taken.map((file) => readJsonFile(file, request)));
  const imported: ImportedSecrets = {
    variables: read.flatMap(({ variables }) => variables),
    files: read.flatMap(({ files }) => files),
    gone: others.flatMap((stem) => inProject(fileOf(stem), request) ?? []),
  };
  const { stage } = request;
  const left = others.map(shown);
  const chosen =
    environment !== null
      ? [notice("SECRETS_ENVIRONMENT_TAKEN", { file: shown(environment), stage, left })]
      : left.length > 0
        ? [notice("SECRETS_ENVIRONMENT_NONE", { stage, left })]
        : [];
  const rest = unknown.length === 0 ? [] : [notice("SECRETS_FILES_LEFT", { files: unknown.map(shown) })];
  return { imported, notices: [...chosen, ...rest, ...noticesOf(taken, imported, request)] };
}

/** A file below the project's folder stays a file; of another one only the values are taken. */
async function readJsonFile(full: string, request: SourceRequest): Promise<ImportedSecrets> {
  const content = await parseJsonFile(full, request);
  const path = inProject(full, request);
  if (path !== undefined) return { variables: [], files: [{ path, content }], gone: [] };
  const variables = leavesOf(content).flatMap(({ name, text }) =>
    text === null ? [] : [{ name, value: text, from: shownPath(full, request) }],
  );
  return { variables, files: [], gone: [] };
}

const contentSchema = z.record(z.string(), z.json());

/** The parser's own message would quote the text. */
async function parseJsonFile(full: string, request: SourceRequest): Promise<SecretFile["content"]> {
  const text = (await readFile(full, "utf8")).replace(/^\uFEFF/, "");
  const file = shownPath(full, request);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable(file, "json");
  }
  const parsed = contentSchema.safeParse(value);
  if (!parsed.success) throw unreadable(file, "no-object");
  return parsed.data;
}

async function readEnvironmentFile(full: string, request: SourceRequest): Promise<ImportedSecrets> {
  const from = shownPath(full, request);
  const values = Object.entries(parseEnvironmentFile(await readFile(full, "utf8")));
  if (values.length === 0) throw unreadable(from, "env");
  return { variables: values.map(([name, value]) => ({ name, value, from })), files: [], gone: [] };
}

function unreadable(file: string, why: "json" | "no-object" | "env"): UserError {
  return new UserError("SECRETS_SOURCE_UNREADABLE", { file, why });
}

function noticesOf(
  files: readonly string[],
  imported: ImportedSecrets,
  request: SourceRequest,
): readonly Notice[] {
  const lines = files.filter((file) => !file.endsWith(".json") && inProject(file, request) !== undefined);
  const outside = files.filter((file) => file.endsWith(".json") && inProject(file, request) === undefined);
  const shown = (paths: readonly string[]): readonly string[] =>
    paths.map((file) => shownPath(file, request));
  return [
    ...(lines.length === 0 ? [] : [notice("SECRETS_BEFORE_FILE", { files: shown(lines) })]),
    ...(outside.length === 0 || imported.variables.length === 0
      ? []
      : [notice("SECRETS_OUTSIDE_PROJECT", { files: shown(outside) })]),
  ];
}

/** The path of a file relative to the project's folder; undefined when it lies elsewhere. */
function inProject(full: string, { root }: Pick<SourceRequest, "root">): string | undefined {
  const path = relative(root, full);
  return path.startsWith("..") || path === "" ? undefined : path.split(sep).join("/");
}

function shownPath(full: string, { cwd, root }: Pick<SourceRequest, "cwd" | "root">): string {
  return inProject(full, { root }) ?? relative(cwd, full);
}
