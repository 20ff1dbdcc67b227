import type { PictureWords } from "../../../words/cli/reports/pictures/en.ts";

/** What somebody may do, in words: `reads + writes`. */
export function sayRights(may: readonly string[], words: PictureWords): string {
  return may.map((right) => words.rights[right] ?? right).join(" + ");
}
