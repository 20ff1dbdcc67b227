import { longestName } from "./names.ts";

/** Of a folder whose name has no letter or digit at all. */
const fallback = "app";

/**
 * Makes a DNS-safe project name of a folder's name: `My Project` → `my-project`, `ブログ` → `burogu`.
 * Scripts other than Latin are transliterated; Han characters by their Chinese reading, since a folder's name does not
 * tell its language.
 *
 * @returns 1 to 40 characters; `app` when nothing is left.
 */
export async function deriveName(folderName: string): Promise<string> {
  const latin = /^[ -~]*$/u.test(folderName) ? folderName : await transliterate(folderName);
  const words = latin.toLowerCase().match(/[a-z0-9]+/gu) ?? [];
  return shorten(words) || fallback;
}

async function transliterate(text: string): Promise<string> {
  // Its tables take 50 ms to load, and few names need them.
  const { transliterate: toLatin } = await import("transliteration");
  return toLatin(text.normalize("NFC"));
}

/** As many whole words as fit; of a first word that is too long, its beginning. */
function shorten(words: readonly string[]): string {
  let name = "";
  for (const word of words) {
    const longer = name === "" ? word : `${name}-${word}`;
    if (longer.length > longestName) break;
    name = longer;
  }
  return name === "" ? (words[0] ?? "").slice(0, longestName) : name;
}
