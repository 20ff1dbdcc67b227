import type { ImportAdvice } from "../../words/cli/reports/init/en.ts";
import type { ConfigValue } from "../edit.ts";
import { showValue } from "./secret-values.ts";
import { plainOf, type Tree } from "./tree.ts";

/** Where in another tool's file something stands, as it may be shown. */
export interface Origin {
  /** Relative to the folder of the project. */
  readonly file: string;
  readonly line: number;
  readonly key: string;
  /** Null where it looks like a secret. */
  readonly value: string | null;
}

/** What one value of another tool's file comes to. */
export type Finding = Wish | Left | Variable | Understood;

/** A key that `monolift.toml` is to have. */
export interface Wish {
  readonly is: "wish";
  /** Of `monolift.toml`: `functions.web.memory`. */
  readonly to: string;
  readonly value: ConfigValue;
  /** `project` where the same value in every stage may stand once, for all of them and for `local`. */
  readonly scope: "project" | "stage";
  /** Null for what follows from all of the file rather than from a line of it. */
  readonly from: Origin | null;
}

/** Something that has no equal, or needs none. */
export interface Left {
  readonly is: "left";
  readonly advice: ImportAdvice;
  /** The key of `monolift.toml` that it comes nearest to. */
  readonly target: string | null;
  /** A key of the old tool that may have been meant. */
  readonly nearest: string | null;
  readonly from: Origin;
}

/** An environment variable that the application reads. */
export interface Variable {
  readonly is: "variable";
  readonly name: string;
  readonly from: Origin;
}

/** Something that was made use of in another way. */
interface Understood {
  readonly is: "understood";
  readonly from: Origin;
}

export function originOf(tree: Tree): Origin {
  const { file, line, key } = tree;
  return { file, line, key, value: showValue(key, plainOf(tree)) };
}

export function left(tree: Tree, advice: ImportAdvice, target: string | null = null): Left {
  return { is: "left", advice, target, nearest: null, from: originOf(tree) };
}
