import { isDeepStrictEqual } from "node:util";
import { stat } from "node:fs/promises";
import { patch } from "@decimalturn/toml-patch";
import { parse } from "smol-toml";
import { parseTOML } from "toml-eslint-parser";
import { UserError } from "../errors.ts";
import { writeAtomically } from "../system/files.ts";
import { parseToml, readConfigText } from "./load.ts";

export type ConfigValue = string | number | boolean | readonly string[];

/**
 * Sets one key of a project's file. Comments, order and spelling of everything else stay as they are; tables on the
 * way are made. What comes out is read again before it is written: it holds exactly the wanted values and every comment.
 *
 * @param path `["stages", "production", "region"]`
 * @throws {UserError} `CONFIG_NOT_EDITED` when that cannot be done; nothing is written then. `CONFIG_SYNTAX`.
 */
export async function setConfigValue(
  file: string,
  path: readonly string[],
  value: ConfigValue,
): Promise<void> {
  const text = await readConfigText(file);
  const wanted = withValue(parseToml(file, text), path, value);
  const edited = tryPatch(text, wanted);
  if (edited === undefined) {
    const line = `${path.join(".")} = ${JSON.stringify(value)}`;
    throw new UserError("CONFIG_NOT_EDITED", { file, line }, { place: { file } });
  }
  if (edited !== text) await writeAtomically(file, edited, (await stat(file)).mode & 0o777);
}

type Table = Readonly<Record<string, unknown>>;

function withValue(table: Table, path: readonly string[], value: ConfigValue): Table {
  const [key, ...rest] = path;
  if (key === undefined) throw new TypeError("A path has at least one key");
  if (rest.length === 0) return { ...table, [key]: value };
  const below = table[key];
  // The shorthand `database = "x"` says the same as `database.engine = "x"`, and stays a shorthand.
  if (typeof below === "string" && isShorthand(key, rest)) return { ...table, [key]: value };
  const next = isTable(below)
    ? below
    : typeof below === "string" && key === "database"
      ? { engine: below }
      : {};
  return { ...table, [key]: withValue(next, rest, value) };
}

const isShorthand = (key: string, rest: readonly string[]): boolean =>
  key === "database" && rest.length === 1 && rest[0] === "engine";

function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** The patched text, or undefined when it lost or changed something. */
function tryPatch(text: string, wanted: Table): string | undefined {
  try {
    const edited = patch(text, wanted);
    const isRight = isDeepStrictEqual(plain(parse(edited)), plain(wanted));
    return isRight && isDeepStrictEqual(commentsOf(edited), commentsOf(text)) ? edited : undefined;
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** Without the prototypes that tell a parsed table from a made one. */
const plain = (value: unknown): unknown => structuredClone(value);

const commentsOf = (text: string): readonly string[] =>
  parseTOML(text)
    .comments.map(({ value }) => value)
    .toSorted();
