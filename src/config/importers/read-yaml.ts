import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type Scalar,
} from "yaml";
import { UserError } from "../../errors.ts";
import { plainOf, type Branch, type Leaf, type Plain, type Tree } from "./tree.ts";

export interface YamlOptions {
  /** Shown, and kept with every value. */
  readonly file: string;
  /** `1.1` is what Python's PyYAML reads (`yes` is true), `1.2` what js-yaml does. JSON is both. */
  readonly version: "1.1" | "1.2";
}

/** Values in a file, aliases written out: far more than any real one has, and less than a made one could have. */
const mostNodes = 100_000;

interface Reading extends YamlOptions {
  readonly document: Document;
  readonly text: string;
  readonly lines: LineCounter;
  nodes: number;
}

/**
 * Reads YAML or JSON, with the line of each value. Tags that are not YAML's own, as CloudFormation has them, stand for a
 * value that is somewhere else.
 *
 * @throws {UserError} `IMPORT_SYNTAX` with the place; also for a file that refers to itself without end.
 */
export function readYaml(text: string, options: YamlOptions): Branch {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    version: options.version,
    logLevel: "silent",
    prettyErrors: false,
    uniqueKeys: false,
  });
  const reading: Reading = { ...options, document, text, lines, nodes: 0 };
  const [error] = document.errors;
  if (error !== undefined) throw syntaxError(reading, error.message, error.pos[0]);
  const tree = document.contents === null ? undefined : treeOf(reading, document.contents, [], 1);
  if (tree?.kind === "branch") return tree;
  return { kind: "branch", key: "", file: options.file, line: 1, children: new Map() };
}

function syntaxError({ file, text, lines }: Reading, reason: string, offset: number): UserError {
  const { line, col } = lines.linePos(offset);
  const excerpt = text.split(/\r?\n/u)[line - 1] ?? "";
  return new UserError("IMPORT_SYNTAX", { file, reason }, { place: { file, line, column: col, excerpt } });
}

function treeOf(reading: Reading, node: Node, path: readonly string[], line: number): Tree {
  reading.nodes += 1;
  if (reading.nodes > mostNodes) throw syntaxError(reading, "too many values", node.range?.[0] ?? 0);
  if (isAlias(node)) {
    const target = node.resolve(reading.document);
    if (target === undefined) throw syntaxError(reading, `*${node.source}`, node.range?.[0] ?? 0);
    return treeOf(reading, target, path, line);
  }
  const place = { key: path.join("."), file: reading.file, line };
  if (isForeignTag(node))
    return { ...place, kind: "leaf", value: sourceOf(reading, node), isReference: true };
  if (isMap(node)) {
    const intrinsic = node.items.length === 1 ? keyOf(node.items[0]) : "";
    if (/^(?:Ref|Fn::\w+)$/u.test(intrinsic)) {
      return { ...place, kind: "leaf", value: sourceOf(reading, node), isReference: true };
    }
    return { ...place, kind: "branch", children: childrenOf(reading, node.items, path) };
  }
  return { ...place, kind: "leaf", value: valueOf(reading, node), isReference: false };
}

function childrenOf(
  reading: Reading,
  items: readonly Pair[],
  path: readonly string[],
): ReadonlyMap<string, Tree> {
  const children = new Map<string, Tree>();
  for (const pair of items) {
    const key = keyOf(pair);
    const value = pair.value as Node | null;
    const line = reading.lines.linePos((pair.key as Node | null)?.range?.[0] ?? 0).line;
    if (key === "<<" && value !== null) {
      // What stands in the table itself is laid over what it takes in, wherever the `<<` stands.
      for (const [name, child] of mergedInto(reading, value, path)) {
        if (!items.some((one) => keyOf(one) === name)) children.set(name, child);
      }
      continue;
    }
    const below = [...path, key];
    const empty: Leaf = {
      kind: "leaf",
      key: below.join("."),
      file: reading.file,
      line,
      value: null,
      isReference: false,
    };
    children.set(key, value === null ? empty : treeOf(reading, value, below, line));
  }
  return children;
}

function mergedInto(
  reading: Reading,
  value: Node,
  path: readonly string[],
): readonly (readonly [string, Tree])[] {
  const sources = isSeq(value) ? (value.items as readonly Node[]) : [value];
  return sources.flatMap((source) => {
    const tree = treeOf(reading, source, path, 1);
    return tree.kind === "branch" ? [...tree.children] : [];
  });
}

function keyOf(pair: Pair | undefined): string {
  const key = pair?.key;
  return isScalar(key) ? String(key.value) : "";
}

function isForeignTag({ tag }: Node): boolean {
  return tag !== undefined && tag.startsWith("!") && !tag.startsWith("!!");
}

/** The words of the file, on one line. */
function sourceOf({ text }: Reading, node: Node): string {
  const [from = 0, to = 0] = node.range ?? [];
  const tag = isForeignTag(node) ? `${String(node.tag)} ` : "";
  const source = text.slice(from, to).replaceAll(/\s+/gu, " ").trim();
  return source.startsWith("!") ? source : `${tag}${source}`;
}

/** Everything but a table, lists with all that is in them. */
function valueOf(reading: Reading, node: Node): Plain {
  if (isSeq(node)) {
    return node.items.map((item) => (item === null ? null : plainOf(treeOf(reading, item as Node, [], 1))));
  }
  const { value } = node as Scalar;
  // YAML 1.1 knows dates.
  return value instanceof Date ? value.toISOString() : (value as Plain);
}
