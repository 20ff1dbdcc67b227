import type { ImportAdvice } from "../../words/cli/reports/init/en.ts";
import type { ConfigValue } from "../edit.ts";
import { findNearest } from "../nearest.ts";
import { asPython } from "./convert.ts";
import { left, originOf, type Finding, type Wish } from "./findings.ts";
import type { Branch, Plain, Tree } from "./tree.ts";
import { findVariable } from "./variables.ts";

/** What becomes of one key of another tool's file. */
export type Rule = (tree: Tree) => readonly Finding[];

/**
 * What becomes of each key, by its path; `*` stands for any name. A table whose keys have rules of their own keeps its rule
 * for the rest of them.
 */
export type Rules = Readonly<Record<string, Rule>>;

/**
 * Goes through all that a tree says. Nothing is passed over: what no rule knows is found as unknown, with the nearest name
 * that is known.
 */
export function applyRules(rules: Rules, tree: Branch): readonly Finding[] {
  const patterns = Object.keys(rules).map((pattern) => pattern.split("."));
  return visit(tree, []);

  function visit(part: Tree, path: readonly string[]): readonly Finding[] {
    const rule = ruleOf(path);
    if (part.kind === "leaf" || !patterns.some((pattern) => reachesBelow(pattern, path))) {
      return rule === undefined ? unknown(part, path) : rule(part);
    }
    const known = [...part.children].filter(([name]) =>
      patterns.some((pattern) => leadsTo(pattern, [...path, name])),
    );
    const rest = new Map([...part.children].filter(([name]) => !known.some(([one]) => one === name)));
    const below = known.flatMap(([name, child]) => visit(child, [...path, name]));
    if (rule === undefined)
      return [...below, ...[...rest].flatMap(([name, child]) => unknown(child, [...path, name]))];
    return rest.size === 0 && known.length > 0 ? below : [...rule({ ...part, children: rest }), ...below];
  }

  function ruleOf(path: readonly string[]): Rule | undefined {
    const fitting = patterns.filter((pattern) => pattern.length === path.length && leadsTo(pattern, path));
    // A name that is spelled out counts more than one that may be any.
    const [first] = fitting.toSorted((a, b) => stars(a) - stars(b));
    return first === undefined ? undefined : rules[first.join(".")];
  }

  function unknown(part: Tree, path: readonly string[]): readonly Finding[] {
    const siblings = patterns
      .filter((pattern) => pattern.length >= path.length && leadsTo(pattern, path.slice(0, -1)))
      .map((pattern) => pattern[path.length - 1] ?? "*");
    const nearest =
      findNearest(
        path.at(-1) ?? "",
        siblings.filter((name) => name !== "*"),
      ) ?? null;
    return [{ ...left(part, "unknown"), nearest }];
  }
}

const stars = (pattern: readonly string[]): number => pattern.filter((name) => name === "*").length;

function leadsTo(pattern: readonly string[], path: readonly string[]): boolean {
  return path.every((name, index) => pattern[index] === "*" || pattern[index] === name);
}

function reachesBelow(pattern: readonly string[], path: readonly string[]): boolean {
  return pattern.length > path.length && leadsTo(pattern, path);
}

/** Writes a value as a key of `monolift.toml`; `read` gives undefined for one that cannot stand there. */
export function carry(
  to: string,
  read: (value: Plain) => ConfigValue | undefined = asText,
  scope: Wish["scope"] = "project",
): Rule {
  return (tree) => {
    if (tree.kind === "leaf" && tree.isReference) return [left(tree, "reference", to)];
    const value = tree.kind === "leaf" ? read(tree.value) : undefined;
    if (value === undefined)
      return tree.kind === "leaf" && tree.value === null ? understood(tree) : [left(tree, "unfit", to)];
    return [{ is: "wish", to, value, scope, from: originOf(tree) }];
  };
}

/** The same for what only one stage can have. */
export function carryInStage(to: string, read?: (value: Plain) => ConfigValue | undefined): Rule {
  return carry(to, read, "stage");
}

/** The version of Python that functions run on. */
export const python: Rule = (tree) =>
  carry(
    "app.python",
    asPython,
  )(tree).map((one) => (one.is === "left" && one.advice === "unfit" ? left(tree, "python-gone") : one));

/** Writes a value that follows from the key's being there at all. */
export function meansInStage(to: string, value: ConfigValue): Rule {
  return (tree) => [{ is: "wish", to, value, scope: "stage", from: originOf(tree) }];
}

/** Says what to do instead, where there is something to say: what is empty or switched off asked for nothing. */
export function list(advice: ImportAdvice, target: string | null = null): Rule {
  return (tree) => (isOff(tree) ? understood(tree) : [left(tree, advice, target)]);
}

/** The same for each entry of a table by itself. */
export function listEach(advice: ImportAdvice): Rule {
  return (tree) =>
    tree.kind === "branch" ? [...tree.children.values()].flatMap(list(advice)) : list(advice)(tree);
}

/** A table of environment variables. */
export const variables: Rule = (tree) =>
  tree.kind === "leaf"
    ? list("reference")(tree)
    : [...tree.children].flatMap(([name, child]) => findVariable(name, child));

/** For what the importer has read itself. */
export const understood: Rule = (tree) => [{ is: "understood", from: originOf(tree) }];

/** Several at once. */
export function all(...rules: readonly Rule[]): Rule {
  return (tree) => rules.flatMap((rule) => rule(tree));
}

function isOff(tree: Tree): boolean {
  if (tree.kind === "branch") return tree.children.size > 0 && [...tree.children.values()].every(isOff);
  const { value } = tree;
  return value === null || value === false || value === "" || (Array.isArray(value) && value.length === 0);
}

const asText = (value: Plain): ConfigValue | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;
