import type { Facts } from "../../facts/schema.ts";

type Route = Facts["routes"][number];

/** A piece of a path: literal text, or what may stand in its place. */
export type PathPart =
  | { readonly text: string }
  /** `digits`: one or more. `segment`: one or more characters without `/`. `rest`: anything, also nothing. */
  | { readonly any: "digits" | "segment" | "rest" };

/**
 * Form of the paths that a route answers, free of any framework's and any door's notation: `/reports/`, then digits, then
 * `/pdf`. Where a framework says it more exactly than a door can, the form takes in more, never less.
 */
export type PathForm = readonly PathPart[];

/** What Django's own converters take; a project's own may take anything, slashes too. */
const converters: Readonly<Record<string, "digits" | "segment" | "rest">> = {
  int: "digits",
  str: "segment",
  slug: "segment",
  uuid: "segment",
};

/**
 * Form of a route. What is only known as a regular expression is anything from there on.
 *
 * @see https://docs.djangoproject.com/en/stable/topics/http/urls/#path-converters
 */
export function formOfRoute({ segments, isLocalized }: Pick<Route, "segments" | "isLocalized">): PathForm {
  const parts: PathPart[] = [{ text: "/" }];
  for (const [index, { kind, text, converter }] of segments.entries()) {
    if (kind === "pattern") return joined([...parts, { any: "rest" }]);
    if (kind === "parameter") parts.push({ any: converters[converter ?? "str"] ?? "rest" });
    // Below `i18n_patterns` the inspector saw the prefix of one language.
    else if (index === 0 && isLocalized)
      parts.push({ any: "segment" }, { text: encodeText(text.replace(/^[^/]*/, "")) });
    else parts.push({ text: encodeText(text) });
  }
  return joined(parts);
}

/**
 * Form of a path as people write it: `*` is what stands between two slashes, or a part of it; `**` is anything.
 *
 * @param glob Begins with `/`.
 */
export function formOfGlob(glob: string): PathForm {
  return joined(
    glob
      .split(/(\*\*|\*)/)
      .map((text) =>
        text === "**" ? { any: "rest" } : text === "*" ? { any: "segment" } : { text: encodeText(text) },
      ),
  );
}

/** Text as it stands in a URL; what is encoded already stays. */
function encodeText(text: string): string {
  return encodeURI(text).replaceAll("%25", "%");
}

function joined(parts: readonly PathPart[]): PathForm {
  const form: PathPart[] = [];
  for (const part of parts) {
    const last = form.at(-1);
    if ("text" in part && part.text === "") continue;
    if (last !== undefined && "text" in last && "text" in part)
      form.splice(-1, 1, { text: last.text + part.text });
    else form.push(part);
  }
  return form;
}

/** Literal text that every path of the form begins with. */
export function beginningOf([first]: PathForm): string {
  return first !== undefined && "text" in first ? first.text : "";
}

const expressions = { digits: "[0-9]+", segment: "[^/]+", rest: ".*" } as const;

/** Source of a regular expression for the whole path, in the part of the language that every engine has. */
export function expressionOf(form: PathForm): string {
  const parts = form.map((part) =>
    "text" in part ? part.text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") : expressions[part.any],
  );
  return `^${parts.join("")}$`;
}

/** As people write it: `/reports/*` `/pdf`, without the space. */
export function globOf(form: PathForm): string {
  return form.map((part) => ("text" in part ? part.text : part.any === "rest" ? "**" : "*")).join("");
}

/** Whether there is a path that both forms have. */
export function overlap(one: PathForm, other: PathForm): boolean {
  const [a, b] = [unfold(one), unfold(other)];
  const seen = new Set<number>();
  const meets = (i: number, j: number): boolean => {
    const key = i * (b.length + 1) + j;
    if (seen.has(key)) return false;
    seen.add(key);
    const [x, y] = [a[i], b[j]];
    if (x === undefined && y === undefined) return true;
    if (x?.repeats === true && meets(i + 1, j)) return true;
    if (y?.repeats === true && meets(i, j + 1)) return true;
    if (x === undefined || y === undefined || !share(x, y)) return false;
    return meets(x.repeats ? i : i + 1, y.repeats ? j : j + 1);
  };
  return meets(0, 0);
}

/** A character, or a kind of them, once or as often as one likes. */
interface Piece {
  readonly kind: "character" | "digits" | "segment" | "rest";
  /** The character; empty for a kind. */
  readonly text: string;
  readonly repeats: boolean;
}

function unfold(form: PathForm): readonly Piece[] {
  return form.flatMap((part): readonly Piece[] => {
    if ("text" in part) return Array.from(part.text, (text) => ({ kind: "character", text, repeats: false }));
    const again = { kind: part.any, text: "", repeats: true };
    return part.any === "rest" ? [again] : [{ ...again, repeats: false }, again];
  });
}

function share(one: Piece, other: Piece): boolean {
  if (one.kind === "character") return isOf(one.text, other);
  return other.kind === "character" ? isOf(other.text, one) : true;
}

function isOf(character: string, { kind, text }: Piece): boolean {
  if (kind === "character") return character === text;
  return kind === "rest" || (kind === "digits" ? /\d/.test(character) : character !== "/");
}
