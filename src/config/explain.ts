import type { z } from "zod";
import type { ValueKind } from "../words/config/en.ts";
import { UserError, type Place } from "../errors.ts";
import { deriveName } from "./derive-name.ts";
import { findNode, keysOf, tablesBelow, type SchemaNode } from "./known-keys.ts";
import { longestName, longestStageName } from "./names.ts";
import { findNearest } from "./nearest.ts";
import { parseDuration } from "./parse-duration.ts";
import { createPositions, type KeyPath } from "./positions.ts";
import { ttlRange } from "./schema.ts";

type Issue = z.core.$ZodIssue;

/** Something that is wrong with the file: where, and how it is said. */
interface Problem {
  readonly path: KeyPath;
  readonly part: "key" | "value";
  /** A key that is not there has no place of its own; another key may be its misspelling, and comes first. */
  readonly isMissing?: true;
  readonly say: (place: Place) => UserError | Promise<UserError>;
}

/**
 * Turns what the schema refused into one error: the first problem in the order of the file, in words of our own.
 * A person mends them one by one from the top.
 */
export async function explainIssues(
  file: string,
  text: string,
  issues: readonly Issue[],
): Promise<UserError> {
  const positions = createPositions(text);
  const [first] = issues
    .flatMap((issue) => problemsOf(issue, []))
    .map((problem) => ({ problem, position: positions(problem.path, problem.part) }))
    .toSorted(
      (a, b) =>
        Number(a.problem.isMissing ?? false) - Number(b.problem.isMissing ?? false) ||
        a.position.line - b.position.line ||
        a.position.column - b.position.column,
    );
  if (first === undefined) throw new TypeError("The schema refused the file without an issue");
  return first.problem.say({ file, ...first.position, excerpt: excerptOf(text, first.position.line) });
}

/** The error for a key that has to be there and is not. */
export function explainMissing(file: string, text: string, path: readonly string[]): UserError {
  const { line, column } = createPositions(text)(path.slice(0, -1), "key");
  const place = { file, line, column, excerpt: excerptOf(text, line) };
  return new UserError("CONFIG_KEY_MISSING", { key: dotted(path), example: exampleOf(path) }, { place });
}

function excerptOf(text: string, line: number): string {
  return hideSecrets(text.split(/\r?\n/u)[line - 1] ?? "");
}

/** A URL with a password may have been pasted where a word is wanted; it must not reach a log. */
function hideSecrets(text: string): string {
  return text.replace(/:\/\/[^\s"'@]*@/gu, "://…@");
}

/** The problems in an issue; those of a union are the problems of the alternative that the value's type points to. */
function problemsOf(issue: Issue, above: KeyPath): readonly Problem[] {
  const path = [...above, ...issue.path.filter((part) => typeof part !== "symbol")];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey([...path, key]));
    case "invalid_union": {
      const meant = issue.errors.find((branch) => !branch.some(isOtherType));
      return meant === undefined
        ? [wrongType(path, issue.input)]
        : meant.flatMap((one) => problemsOf(one, path));
    }
    case "invalid_key":
      return [unsafeName(path, String(path.at(-1)))];
    case "invalid_type":
      return [issue.input === undefined ? missingKey(path) : wrongType(path, issue.input)];
    case "invalid_value":
      return [
        typeof issue.input === "string" ? unknownValue(path, issue.input) : wrongType(path, issue.input),
      ];
    case "too_small":
    case "too_big":
    case "invalid_format":
    case "not_multiple_of":
    case "custom":
      return [unfitValue(path, issue.input)];
    default:
      throw new TypeError(`The schema gives issues of the kind ${issue.code}, which are not explained`);
  }
}

/** True when a branch of a union refuses the value for what it is, not for what is in it. */
function isOtherType(issue: Issue): boolean {
  if (issue.path.length > 0) return false;
  return issue.code === "invalid_type" || (issue.code === "invalid_value" && typeof issue.input !== "string");
}

function unknownKey(path: readonly (string | number)[]): Problem {
  const key = String(path.at(-1));
  const table = path.slice(0, -1);
  if (table.length === 0 && keysOf(anyStage).includes(key)) return stageOnlyKey(path);
  const known = keysOf(table);
  const nearest = findNearest(key, known) ?? null;
  const belongs = nearest === null ? findHome(key, table) : null;
  return {
    path,
    part: "key",
    say: (place) =>
      new UserError("CONFIG_UNKNOWN_KEY", { key: dotted(path), nearest, belongs, known }, { place }),
  };
}

/** A path to a stage, whatever its name: all of them have the same keys. */
const anyStage = ["stages", "preview-*"];

function stageOnlyKey(path: KeyPath): Problem {
  const facts = { key: dotted(path), table: dotted(anyStage), example: exampleOf([...anyStage, ...path]) };
  return { path, part: "key", say: (place) => new UserError("CONFIG_STAGE_ONLY_KEY", facts, { place }) };
}

/** Where a key of that name, or nearly that name, belongs: as the file writes it, `memory` in `[functions.web]`. */
function findHome(key: string, from: KeyPath): { readonly key: string; readonly table: string } | null {
  const stage = from[0] === "stages" && typeof from[1] === "string" ? ["stages", from[1]] : [];
  const tables = tablesBelow();
  const all = tables.flatMap((table) => keysOf(table).map((name) => ({ key: name, table })));
  const name = findNearest(
    key,
    all.map((one) => one.key),
  );
  const home = all.find((one) => one.key === name);
  return home === undefined ? null : { key: home.key, table: dotted([...stage, ...home.table]) };
}

function missingKey(path: KeyPath): Problem {
  const facts = { key: dotted(path), example: exampleOf(path) };
  return {
    path,
    part: "key",
    isMissing: true,
    say: (place) => new UserError("CONFIG_KEY_MISSING", facts, { place }),
  };
}

function wrongType(path: KeyPath, input: unknown): Problem {
  const node = findNode(path) ?? {};
  const wanted = [...new Set([node, ...(node.anyOf ?? [])].flatMap(kindOfNode))];
  const facts = {
    key: dotted(path),
    given: quote(input),
    kind: kindOf(input),
    wanted,
    example: exampleOf(path),
  };
  return { path, part: "value", say: (place) => new UserError("CONFIG_WRONG_TYPE", facts, { place }) };
}

function kindOfNode({ type }: SchemaNode): readonly ValueKind[] {
  const kinds = { integer: "integer", string: "text", object: "table", array: "list" } as const;
  if (type === "number") return ["integer", "number"];
  return type !== undefined && type in kinds ? [kinds[type as keyof typeof kinds]] : [];
}

function kindOf(value: unknown): ValueKind {
  if (Array.isArray(value)) return "list";
  if (value instanceof Date) return "date";
  if (typeof value === "string") return "text";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return "table";
}

function unknownValue(path: KeyPath, given: string): Problem {
  const node = findNode(path) ?? {};
  const allowed = [node, ...(node.anyOf ?? [])].flatMap((one) => one.enum ?? []);
  const facts = {
    key: dotted(path),
    given: hideSecrets(given),
    nearest: findNearest(given, allowed) ?? null,
    allowed,
  };
  return { path, part: "value", say: (place) => new UserError("CONFIG_UNKNOWN_VALUE", facts, { place }) };
}

function unfitValue(path: KeyPath, input: unknown): Problem {
  if (path.length === 1 && path[0] === "name") return unsafeName(path, String(input));
  const node = findNode(path) ?? {};
  const range = [node, ...(node.anyOf ?? [])].find(
    ({ minimum, maximum }) => minimum !== undefined && maximum !== undefined,
  );
  const key = dotted(path);
  const given = quote(input);
  const isTtl = path[0] === "stages" && path.length === 3 && path.at(-1) === "ttl";
  // A text beside a range is a duration: out of it, or none at all.
  const isRange = isTtl
    ? parseDuration(String(input)) !== undefined
    : range !== undefined && (isOutside(input, range) || /^\d+[ms]/u.test(String(input)));
  const { least, most } = isTtl ? ttlRange : { least: range?.minimum ?? 0, most: range?.maximum ?? 0 };
  const facts = { key, given, least, most, unit: unitOf(path) };
  return {
    path,
    part: "value",
    say: (place) =>
      isRange
        ? new UserError("CONFIG_OUT_OF_RANGE", facts, { place })
        : new UserError("CONFIG_UNFIT_VALUE", { key, given, example: exampleOf(path) }, { place }),
  };
}

function isOutside(input: unknown, { minimum = -Infinity, maximum = Infinity }: SchemaNode): boolean {
  return typeof input === "number" && (input < minimum || input > maximum);
}

function unitOf(path: KeyPath): "MB" | "s" | "" {
  const units = { memory: "MB", tmp: "MB", timeout: "s" } as const;
  const key = String(path.at(-1));
  return key in units ? units[key as keyof typeof units] : "";
}

function unsafeName(path: KeyPath, given: string): Problem {
  const isStage = path[0] === "stages";
  return {
    path,
    part: isStage ? "key" : "value",
    say: async (place) => {
      const longest = isStage ? longestStageName : longestName;
      const suggestion = (await deriveName(given)).slice(0, longest).replace(/-+$/u, "");
      const what = isStage ? ("stage" as const) : ("project" as const);
      return new UserError("CONFIG_NAME_UNSAFE", { what, given, longest, suggestion }, { place });
    },
  };
}

/** A path as TOML writes it: `stages."preview-*".database`. */
function dotted(path: KeyPath): string {
  return path.map((part) => (/^[\w-]+$/u.test(String(part)) ? String(part) : JSON.stringify(part))).join(".");
}

/** The line that would be right: `memory = 512`. */
function exampleOf(path: KeyPath): string {
  const node = findNode(path) ?? {};
  const [example = ""] = [node, ...(node.anyOf ?? [])].flatMap((one) => one.examples ?? []);
  const key = path.findLast((part) => typeof part === "string") ?? "";
  const value = typeof path.at(-1) === "number" ? [example] : example;
  if (kindOfNode(node)[0] === "table" && example === "") return `[${dotted(path)}]`;
  return `${key} = ${JSON.stringify(value)}`;
}

/** A value as it may be shown: short, and without passwords. */
function quote(value: unknown): string {
  const text = value instanceof Date ? value.toISOString() : (JSON.stringify(value) ?? String(value));
  const shown = hideSecrets(text);
  return shown.length > 60 ? `${shown.slice(0, 59)}…` : shown;
}
