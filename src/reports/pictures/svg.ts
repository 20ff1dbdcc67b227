import { textWidth } from "./text-width.ts";

type Value = string | number | undefined;

/**
 * An element as text. Numbers have two decimals at most, so that a picture differs only where something differs.
 *
 * @param children Markup: what `element` and `escapeText` give.
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, Value>>,
  ...children: readonly string[]
): string {
  const said = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeText(sayValue(value))}"`)
    .join("");
  return children.length === 0 ? `<${name}${said}/>` : `<${name}${said}>${children.join("")}</${name}>`;
}

function sayValue(value: Value): string {
  return typeof value === "number" ? sayNumber(value) : (value ?? "");
}

/** A coordinate. */
export function sayNumber(value: number): string {
  return String(Math.round(value * 100) / 100);
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text between tags or quotes; control characters, which XML cannot hold, become a space. */
export function escapeText(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- these are the ones that XML 1.0 refuses
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, " ")
      .replaceAll(/[&<>"]/g, (one) => entities[one] ?? one)
  );
}

/** How a text looks. */
export interface Letters {
  readonly size: number;
  readonly isBold?: boolean;
  /** Of the sheet's styles. */
  readonly class?: string;
}

/** A text whose baseline begins at a place, exactly as wide as `textWidth` says. */
export function textAt(
  place: { readonly x: number; readonly y: number },
  text: string,
  letters: Letters,
): string {
  if (text === "") return "";
  return element(
    "text",
    {
      x: place.x,
      y: place.y,
      class: letters.class,
      "font-size": letters.size,
      "font-weight": letters.isBold === true ? 600 : undefined,
      textLength: textWidth(text, letters),
      lengthAdjust: "spacingAndGlyphs",
    },
    escapeText(text),
  );
}
