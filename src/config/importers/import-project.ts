import { readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { UserError } from "../../errors.ts";
import { hasCode, isFile } from "../../system/files.ts";
import { notice, type Notice } from "../../words/words.ts";
import { makeDraft, type LeftOut } from "./draft.ts";
import type { Origin } from "./findings.ts";
import { fitDraft, type Fitted } from "./fit.ts";
import { readHeroku } from "./heroku.ts";
import { readPocket } from "./pocket.ts";
import { readProcfile } from "./procfile.ts";
import type { Reading, Tool } from "./reading.ts";
import { readServerless } from "./serverless.ts";
import { readToml } from "./read-toml.ts";
import { readYaml } from "./read-yaml.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { readZappa } from "./zappa.ts";
import { readZappaConstants } from "./zappa-constants.ts";

/** What was taken over from another tool. */
export interface ImportedProject extends Fitted {
  readonly tool: Tool;
  /** Relative to the folder. */
  readonly file: string;
  /** Other files that could have been read instead. */
  readonly others: readonly string[];
  /** As the other tool has it. */
  readonly name: { readonly value: string; readonly from: Origin } | undefined;
}

/** A file that can be read: the first that is there is taken. */
const sources: readonly { readonly names: readonly string[]; readonly read: Reader }[] = [
  { names: ["pocket.toml"], read: async ({ text, file }) => readPocket(readToml(text, file)) },
  { names: ["zappa_settings.json"], read: async ({ text, file }) => readZappa(readJson(text, file)) },
  { names: ["zappa_settings.toml"], read: async ({ text, file }) => readZappa(readToml(text, file)) },
  {
    names: ["zappa_settings.yml", "zappa_settings.yaml"],
    read: async ({ text, file }) => readZappa(readYaml(text, { file, version: "1.1" })),
  },
  { names: ["zappa_settings.py"], read: async ({ text, file }) => readZappa(readZappaConstants(text, file)) },
  {
    names: ["serverless.yml", "serverless.yaml", "serverless.json"],
    read: async ({ text, file }) => readServerless(readYaml(text, { file, version: "1.2" })),
  },
  { names: ["Procfile"], read: readHerokuFiles },
];

type Reader = (source: Source) => Promise<Reading | undefined>;

interface Source {
  /** Absolute. */
  readonly folder: string;
  /** Relative to it. */
  readonly file: string;
  readonly text: string;
}

/** The names of the files that are looked for, in the order of their weight. */
export const importedFiles: readonly string[] = sources.flatMap(({ names }) => names);

/**
 * Reads the file of another tool that lies in a project. Nothing of the project is run, and no file is changed.
 *
 * @param folder Absolute: where to look, and what files are named from.
 * @param file The one to read, relative to `folder` or absolute; by default the first that there is.
 * @returns No project when there is none. A file that cannot be read is passed over, with a notice; so is one that only has
 *   the name of another tool's file.
 * @throws {UserError} For a `file` that was asked for: `IMPORT_FILE_MISSING`, `IMPORT_UNREADABLE`, `IMPORT_UNKNOWN_FORMAT`,
 *   `IMPORT_SYNTAX`, `CONFIG_SYNTAX`.
 */
export async function importProject(
  folder: string,
  file: string | undefined,
  vocabulary: Vocabulary,
): Promise<{ readonly project: ImportedProject | undefined; readonly notices: readonly Notice[] }> {
  const notices: Notice[] = [];
  const found = file === undefined ? await findFiles(folder, notices) : [await readOne(folder, file)];
  const [first, ...others] = found;
  if (first === undefined) return { project: undefined, notices };
  const { tool, name } = first.reading;
  const fitted = await checkPaths(folder, fitDraft(makeDraft(first.reading), vocabulary));
  const project = { tool, file: first.file, others: others.map((one) => one.file), name, ...fitted };
  return { project, notices };
}

interface Found {
  readonly file: string;
  readonly reading: Reading;
}

async function findFiles(folder: string, notices: Notice[]): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const { names, read } of sources) {
    for (const file of names) {
      try {
        const text = await readIfThere(join(folder, file));
        const reading = text === undefined ? undefined : await read({ folder, file, text });
        if (reading !== undefined) found.push({ file, reading });
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        notices.push(notice("IMPORT_PASSED_OVER", { file, line: error.place?.line ?? null }));
      }
    }
  }
  return found;
}

async function readOne(folder: string, wanted: string): Promise<Found> {
  const path = resolve(folder, wanted);
  const file = relative(folder, path);
  const name = file.split(/[\\/]/u).at(-1) ?? file;
  const text = await readIfThere(path);
  if (text === undefined) throw new UserError("IMPORT_FILE_MISSING", { file });
  // Zappa takes its settings from a file of any name.
  const fitting = sources.filter(({ names }) => names.includes(name));
  const tried =
    fitting.length > 0
      ? fitting
      : sources.filter(({ names }) => names.some((one) => endOf(one) === endOf(name)));
  for (const { read } of tried) {
    const reading = await read({ folder: resolve(path, ".."), file, text });
    if (reading !== undefined) return { file, reading };
  }
  throw new UserError("IMPORT_UNKNOWN_FORMAT", { file, known: importedFiles });
}

const endOf = (name: string): string => name.split(".").at(-1) ?? "";

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR", "EISDIR")) return undefined;
    if (error instanceof TypeError || hasCode(error, "EACCES")) {
      const reason = error instanceof TypeError ? "not-utf8" : "denied";
      throw new UserError(
        "IMPORT_UNREADABLE",
        { file: path, reason },
        { place: { file: path }, cause: error },
      );
    }
    throw error;
  }
}

/** JSON is YAML; what is only YAML is refused, as by whoever else reads the file. */
function readJson(text: string, file: string): ReturnType<typeof readYaml> {
  const tree = readYaml(text, { file, version: "1.2" });
  try {
    JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UserError("IMPORT_SYNTAX", { file, reason: error.message }, { place: { file }, cause: error });
  }
  return tree;
}

async function readHerokuFiles({ folder, file, text }: Source): Promise<Reading | undefined> {
  const manifest = await readIfThere(join(folder, "app.json"));
  const beside = join(file, "..", "app.json");
  return readHeroku({
    procfile: readProcfile(text, file),
    manifest: manifest === undefined ? undefined : readJson(manifest, beside),
  });
}

/** A file or folder that is not there (any more) is found anew, like everything else. */
async function checkPaths(folder: string, fitted: Fitted): Promise<Fitted> {
  const needed: Readonly<Record<string, (value: string) => string>> = {
    "app.root": (value) => join(value, "manage.py"),
    "app.requirements": (value) => value,
  };
  const missing = new Set<Fitted["entries"][number]>();
  for (const entry of fitted.entries) {
    const path = needed[entry.key]?.(String(entry.value));
    if (path !== undefined && !(await isFile(join(folder, path)))) missing.add(entry);
  }
  const left = [...missing].flatMap(({ from, stage }): readonly LeftOut[] => {
    const stages = stage === null ? [] : [stage];
    return from === null ? [] : [{ advice: "own-detected", target: null, nearest: null, stages, from }];
  });
  return {
    ...fitted,
    entries: fitted.entries.filter((entry) => !missing.has(entry)),
    left: [...fitted.left, ...left],
  };
}
