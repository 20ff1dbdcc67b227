import { readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parse, TomlError } from "smol-toml";
import { UserError } from "../errors.ts";
import { hasCode } from "../system/files.ts";
import { fileSchema, type ConfigFile, type Layer } from "./schema.ts";

export const configFileName = "monolift.toml";

/** A project's file, checked. */
export interface Config {
  readonly name: string;
  /** Absolute path of the folder that the file lies in. */
  readonly root: string;
  /** Absolute path of the file. */
  readonly file: string;
  /** What holds for every stage. */
  readonly base: Layer;
  /** By name, families with their `*`. A value given here is laid over `base`: see `resolveStage`. */
  readonly stages: NonNullable<ConfigFile["stages"]>;
}

/**
 * Reads the nearest `monolift.toml`, in `folder` or above it. The search ends at the root of a git repository and at
 * the home folder, so that a file of another project is never taken.
 *
 * @returns `undefined` when there is none.
 * @throws {UserError} With file, line, column and the line itself: `CONFIG_SYNTAX`, `CONFIG_UNKNOWN_KEY`,
 *   `CONFIG_WRONG_TYPE`, `CONFIG_OUT_OF_RANGE`, `CONFIG_UNKNOWN_VALUE`, `CONFIG_UNFIT_VALUE`, `CONFIG_NAME_UNSAFE`,
 *   `CONFIG_KEY_MISSING`; `CONFIG_UNREADABLE` when the file cannot be read.
 */
export async function loadConfig(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Config | undefined> {
  const file = await findConfigFile(folder, environment["HOME"] ?? homedir());
  if (file === undefined) return undefined;
  const text = await readConfigText(file);
  const checked = fileSchema.safeParse(parseToml(file, text), { reportInput: true });
  if (!checked.success) {
    const { explainIssues } = await import("./explain.ts");
    throw await explainIssues(file, text, checked.error.issues);
  }
  const { name, stages = {}, ...base } = checked.data;
  for (const [stage, { provider }] of Object.entries(stages)) {
    if (provider === undefined && stage !== "local") {
      const { explainMissing } = await import("./explain.ts");
      throw explainMissing(file, text, ["stages", stage, "provider"]);
    }
  }
  return { name, root: dirname(file), file, base, stages };
}

async function findConfigFile(start: string, home: string): Promise<string | undefined> {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    const file = join(folder, configFileName);
    if (await isThere(file)) return file;
    const isEnd = folder === home || folder === dirname(folder) || (await isThere(join(folder, ".git")));
    if (isEnd) return undefined;
  }
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

/**
 * The file's text, without a byte order mark.
 *
 * @throws {UserError} `CONFIG_UNREADABLE` when it may not be read, is a folder, or is not UTF-8.
 */
export async function readConfigText(file: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file));
  } catch (error) {
    const reason =
      error instanceof TypeError
        ? "not-utf8"
        : hasCode(error, "EISDIR")
          ? "folder"
          : hasCode(error, "EACCES")
            ? "denied"
            : null;
    if (reason === null) throw error;
    throw new UserError("CONFIG_UNREADABLE", { file, reason }, { place: { file }, cause: error });
  }
}

/** @throws {UserError} `CONFIG_SYNTAX` at the place where the text stops being TOML. */
export function parseToml(file: string, text: string): Readonly<Record<string, unknown>> {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const { line, column } = error;
    const reason = (error.message.split("\n")[0] ?? "").replace(/^Invalid TOML document: /u, "");
    const excerpt = text.split(/\r?\n/u)[line - 1] ?? "";
    throw new UserError(
      "CONFIG_SYNTAX",
      { reason },
      { place: { file, line, column, excerpt }, cause: error },
    );
  }
}
