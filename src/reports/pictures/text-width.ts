import { displayWidth } from "../width.ts";

/**
 * Thousandths of the font's size that each character from U+0020 to U+007E takes in Helvetica, which the usual fonts of
 * systems are close to.
 * @see https://www.adobe.com/devnet/font.html (Core 14 font metrics)
 */
const advances = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
  556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
] as const;

/** Between Helvetica and the widest of the usual fonts: letters are pressed or spread by a few percent at most. */
const roominess = 1.06;
const boldness = 1.06;
/** Of a column of a terminal: half of what an ideograph takes, and enough for arrows and accented letters. */
const otherAdvance = 640;

/** Width of a text in pixels. */
export function textWidth(
  text: string,
  { size, isBold = false }: { size: number; isBold?: boolean },
): number {
  let thousandths = 0;
  for (const character of text) {
    const advance = advances[(character.codePointAt(0) ?? 0) - 0x20];
    thousandths += advance ?? displayWidth(character) * otherAdvance;
  }
  return Math.ceil((thousandths * size * roominess * (isBold ? boldness : 1)) / 1000);
}
