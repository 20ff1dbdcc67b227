import { parseTOML, type AST } from "toml-eslint-parser";

export type KeyPath = readonly (string | number)[];

/** Where something stands in a text; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

interface Mark {
  readonly path: KeyPath;
  readonly key: Position;
  /** Of a table that is written as a header, the header. */
  readonly value: Position;
}

/**
 * Finds keys and values in the text of a TOML file. Only used once an error is known: it takes longer than reading
 * the values.
 */
export function createPositions(text: string): (path: KeyPath, part: "key" | "value") => Position {
  const marks = [...readMarks(text)];
  return (path, part) => {
    // Of a path that is not in the text (a key that is missing, the long form of a shorthand), the table around it.
    for (let length = path.length; length > 0; length -= 1) {
      const mark = marks.find((one) => isSame(one.path, path.slice(0, length)));
      if (mark !== undefined) return length === path.length ? mark[part] : mark.key;
    }
    return { line: 1, column: 1 };
  };
}

function* readMarks(text: string): Generator<Mark> {
  const [table] = parseTOML(text).body;
  for (const node of table.body) {
    if (node.type === "TOMLKeyValue") {
      yield* markPair(node, []);
      continue;
    }
    for (const [index, part] of node.key.keys.entries()) {
      const position = positionOf(part);
      yield { path: node.resolvedKey.slice(0, index + 1), key: position, value: position };
    }
    for (const pair of node.body) yield* markPair(pair, node.resolvedKey);
  }
}

function* markPair(pair: AST.TOMLKeyValue, above: KeyPath): Generator<Mark> {
  let path = above;
  for (const part of pair.key.keys) {
    path = [...path, part.type === "TOMLBare" ? part.name : part.value];
    yield { path, key: positionOf(part), value: positionOf(pair.value) };
  }
  yield* markValue(pair.value, path);
}

function* markValue(value: AST.TOMLContentNode, path: KeyPath): Generator<Mark> {
  if (value.type === "TOMLInlineTable") {
    for (const pair of value.body) yield* markPair(pair, path);
  } else if (value.type === "TOMLArray") {
    for (const [place, element] of value.elements.entries()) {
      const position = positionOf(element);
      yield { path: [...path, place], key: position, value: position };
      yield* markValue(element, [...path, place]);
    }
  }
}

function positionOf(node: AST.TOMLNode): Position {
  return { line: node.loc.start.line, column: node.loc.start.column + 1 };
}

function isSame(a: KeyPath, b: KeyPath): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}
