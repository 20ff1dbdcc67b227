import { readTextIfThere } from "../../system/files.ts";

/** Reads `.env` files together: an earlier one wins, one that is gone is left out. */
export async function readEnvironmentFiles(
  paths: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const texts = await Promise.all(paths.map(readTextIfThere));
  const parsed = texts.map((text) => (text === undefined ? {} : parseEnvironmentFile(text)));
  return Object.assign({}, ...parsed.toReversed()) as Readonly<Record<string, string>>;
}

/**
 * Reads the lines of a `.env` file: `NAME=value`, an optional `export`, single quotes (as they stand), double quotes
 * (with `\n`, `\"`, `\\`; may run over several lines), comments. Nothing is expanded.
 */
export function parseEnvironmentFile(text: string): Readonly<Record<string, string>> {
  const line =
    /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.]*)[ \t]*=[ \t]*(?:'([^']*)'|"((?:\\[^]|[^"\\])*)"|([^\r\n]*?))[ \t]*(?:(?<=['" \t=])#[^\r\n]*)?$/gm;
  const values: Record<string, string> = {};
  for (const [, name = "", single, double, bare] of text.matchAll(line))
    values[name] =
      single ??
      double?.replaceAll(/\\([nrt"\\$])/g, (_, letter: string) => escapes[letter] ?? letter) ??
      bare ??
      "";
  return values;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
