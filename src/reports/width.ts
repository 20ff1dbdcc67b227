/**
 * Ranges of code points that take two columns: East Asian Wide and Fullwidth, and emoji that are drawn as pictures.
 * @see https://www.unicode.org/reports/tr11/
 */
const wide =
  /[\u1100-\u115F\u231A\u231B\u2329\u232A\u23E9-\u23EC\u23F0\u23F3\u25FD\u25FE\u2E80-\u303E\u3041-\u3247\u3250-\u4DBF\u4E00-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6B\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{1B2FF}\u{1F200}-\u{1F2FF}\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;

/** An emoji made of several code points (a flag, a family, a skin tone, a variation selector) is one picture. */
const picture = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F/u;

/** Drawn on top of what stands before, or not at all. */
const widthless = /^[\p{Mark}\p{Control}\p{Format}]$/u;

// oxlint-disable-next-line no-control-regex -- an escape sequence begins with a control character
const escapes = /\u001B\[[0-9;?]*[A-Za-z]/g;

// oxlint-disable-next-line no-control-regex -- printable ASCII is the usual case and needs no segmenting
const plain = /^[\u0020-\u007E]*$/;

/**
 * Columns that a text takes in a terminal: 2 for `日`, `한` and emoji, 0 for combining marks and escape sequences.
 *
 * Own code, since Node's own count is not public and columns are all we need.
 */
export function displayWidth(text: string): number {
  const visible = text.includes("\u001B") ? text.replaceAll(escapes, "") : text;
  if (plain.test(visible)) return visible.length;
  let width = 0;
  for (const { segment } of graphemes(visible)) width += graphemeWidth(segment);
  return width;
}

/** Fills a text with spaces up to `columns`. */
export function padEnd(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - displayWidth(text)));
}

/** Puts spaces before a text up to `columns`. */
export function padStart(text: string, columns: number): string {
  return " ".repeat(Math.max(0, columns - displayWidth(text))) + text;
}

/** Cuts a text without escape sequences to `columns`, with `…` where something is missing. */
export function truncate(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let kept = "";
  let width = 0;
  for (const { segment } of graphemes(text)) {
    const next = graphemeWidth(segment);
    if (width + next > columns - 1) break;
    kept += segment;
    width += next;
  }
  return `${kept}…`;
}

function graphemes(text: string): Iterable<{ readonly segment: string }> {
  return new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text);
}

function graphemeWidth(grapheme: string): number {
  if (picture.test(grapheme)) return 2;
  let width = 0;
  for (const character of grapheme) {
    if (widthless.test(character)) continue;
    width = Math.max(width, wide.test(character) ? 2 : 1);
  }
  return width;
}
