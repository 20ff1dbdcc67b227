import type { Facts } from "./schema.ts";

type Route = Facts["routes"][number];

/** A piece of a path, in words that need no knowledge of regular expressions where that is possible. */
export type PathPiece =
  | { readonly kind: "text"; readonly text: string }
  /** What may be there or not: the `/` of `/?`. */
  | { readonly kind: "optional"; readonly text: string }
  | {
      readonly kind: "parameter";
      /** Null for a group of a regular expression that has none. */
      readonly name: string | null;
      /** Django's name of the converter, or of the one that takes the same texts as the regular expression; else null. */
      readonly converter: string | null;
      /** Where no converter says it: what the text has to look like, in Python's notation. */
      readonly regex: string | null;
    }
  /** What can only be said as a regular expression. */
  | { readonly kind: "regex"; readonly regex: string };

/**
 * Regular expressions that take the texts of a converter, as people and libraries write them.
 * @see https://docs.djangoproject.com/en/stable/topics/http/urls/#path-converters
 */
const converters: Readonly<Record<string, string>> = {
  "[0-9]+": "int",
  "\\d+": "int",
  "[-a-zA-Z0-9_]+": "slug",
  "[-\\w]+": "slug",
  "[\\w-]+": "slug",
  "[\\w\\-]+": "slug",
  "[^/]+": "str",
  "[^/.]+": "str",
  ".+": "path",
  ".*": "path",
  "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}": "uuid",
};

/** Reads the path of a route, from the root and without its first `/`. */
export function readPath({ segments }: Pick<Route, "segments">): readonly PathPiece[] {
  return joinTexts(
    segments.flatMap((segment): readonly PathPiece[] => {
      if (segment.kind === "literal") return [{ kind: "text", text: segment.text }];
      if (segment.kind === "pattern") return readRegex(segment.text);
      return [
        {
          kind: "parameter",
          name: segment.name ?? null,
          converter: segment.converter ?? "str",
          regex: null,
        },
      ];
    }),
  );
}

/**
 * A path in Django's own notation for converters: `/posts/<int:pk>/`. What has to look like a regular expression stands
 * behind `~`: `/archive/<year ~ [0-9]{4}>/`; what may be left out stands in brackets: `/feed[/]`.
 */
export function sayPath(route: Pick<Route, "segments">): string {
  return `/${readPath(route).map(sayPiece).join("")}`;
}

function sayPiece(piece: PathPiece): string {
  if (piece.kind === "text") return piece.text;
  if (piece.kind === "optional") return `[${piece.text}]`;
  if (piece.kind === "regex") return `<~ ${piece.regex}>`;
  const { name, converter, regex } = piece;
  if (converter === null) return `<${name === null ? "" : `${name} `}~ ${regex ?? ""}>`;
  const parts = converter === "str" && name !== null ? [name] : [converter, ...(name === null ? [] : [name])];
  return `<${parts.join(":")}>`;
}

/** Marks of where a text begins and ends, which every route implies. */
const anchor = /^(?:\^|\$|\\[AZ])/;
const escaped = /^\\([^A-Za-z0-9])/;
/** A quantifier, whether greedy or not. */
const quantifier = /^(?:[*+?]|\{\d*,?\d*\})\??/;
const plain = /^[^\\.^$*+?{}[\]|()]/u;
const atom = /^(?:\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.)/su;

function readRegex(text: string): readonly PathPiece[] {
  const pieces: PathPiece[] = [];
  let rest = text;
  while (rest !== "") {
    const found = takePiece(rest);
    // Two ways to go on belong to all that stands before and after.
    if (found === undefined) return [{ kind: "regex", regex: text }];
    if (found.piece !== null) pieces.push(found.piece);
    rest = rest.slice(found.length);
  }
  return pieces;
}

interface Taken {
  readonly piece: PathPiece | null;
  readonly length: number;
}

/** Takes the first piece off a regular expression; undefined where it cannot be cut here. */
function takePiece(text: string): Taken | undefined {
  if (text.startsWith("|") || text.startsWith(")")) return undefined;
  const mark = anchor.exec(text)?.[0];
  if (mark !== undefined) return { piece: null, length: mark.length };
  if (text.startsWith("(")) return takeGroup(text);
  const literal = escaped.exec(text) ?? plain.exec(text);
  const [one = ""] = literal ?? atom.exec(text) ?? [text];
  const [many = ""] = quantifier.exec(text.slice(one.length)) ?? [];
  const length = one.length + many.length;
  if (literal === null || (many !== "" && many !== "?"))
    return { piece: { kind: "regex", regex: one + many }, length };
  const said = literal[1] ?? one;
  return { piece: { kind: many === "?" ? "optional" : "text", text: said }, length };
}

function takeGroup(text: string): Taken | undefined {
  const end = endOfGroup(text);
  if (end === undefined) return undefined;
  const [many = ""] = quantifier.exec(text.slice(end)) ?? [];
  const length = end + many.length;
  const group = text.slice(0, end);
  const named = /^\(\?P<(\w+)>/.exec(group);
  const isPlain = !group.startsWith("(?");
  if ((named === null && !isPlain) || many !== "")
    return { piece: { kind: "regex", regex: group + many }, length };
  const regex = group.slice(named === null ? 1 : named[0].length, -1);
  const converter = converters[regex] ?? null;
  return {
    piece: {
      kind: "parameter",
      name: named?.[1] ?? null,
      converter,
      regex: converter === null ? regex : null,
    },
    length,
  };
}

/** Where the group that a text begins with has ended; undefined where it never does. */
function endOfGroup(text: string): number | undefined {
  let depth = 0;
  let position = 0;
  while (position < text.length) {
    const [one = ""] = atom.exec(text.slice(position)) ?? [];
    if (one === "(") depth += 1;
    if (one === ")") depth -= 1;
    position += one.length;
    if (depth === 0) return position;
  }
  return undefined;
}

/** Neighbours of the same kind as one; `regex` too, since `[a-z]` and `+` apart say nothing. */
function joinTexts(pieces: readonly PathPiece[]): readonly PathPiece[] {
  const joined: PathPiece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (piece.kind === "text" && last?.kind === "text")
      joined[joined.length - 1] = { kind: "text", text: last.text + piece.text };
    else if (piece.kind === "regex" && last?.kind === "regex")
      joined[joined.length - 1] = { kind: "regex", regex: last.regex + piece.regex };
    else joined.push(piece);
  }
  return joined;
}
