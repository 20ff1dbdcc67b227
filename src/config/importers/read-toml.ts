import { createPositions } from "../positions.ts";
import { parseToml } from "../load.ts";
import type { Branch, Plain, Tree } from "./tree.ts";

/**
 * Reads TOML, with the line of each value.
 *
 * @param file Shown, and kept with every value.
 * @throws {UserError} `CONFIG_SYNTAX` at the place where the text stops being TOML.
 */
export function readToml(text: string, file: string): Branch {
  const values = parseToml(file, text);
  const positions = createPositions(text);
  const treeOf = (value: unknown, path: readonly string[]): Tree => {
    const place = { key: path.join("."), file, line: positions(path, "key").line };
    if (!isTable(value)) return { ...place, kind: "leaf", value: plain(value), isReference: false };
    return { ...place, kind: "branch", children: childrenOf(value, path) };
  };
  const childrenOf = (table: object, path: readonly string[]): ReadonlyMap<string, Tree> =>
    new Map(Object.entries(table).map(([name, value]) => [name, treeOf(value, [...path, name])]));
  return { kind: "branch", key: "", file, line: 1, children: childrenOf(values, []) };
}

function isTable(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** TOML has dates, which are texts here. */
function plain(value: unknown): Plain {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Date) return value.toISOString();
  if (isTable(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
  }
  return typeof value === "bigint" ? Number(value) : (value as Plain);
}
