import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../words/words.ts";
import type { World } from "./world.ts";

const known = { en: true, ja: true, ko: true } as const satisfies Record<Language, true>;

export function isLanguage(text: string | undefined): text is Language {
  return text !== undefined && Object.hasOwn(known, text);
}

/**
 * The language to speak: the one that was chosen with `--lang` once, else the locale's, else English.
 *
 * Of the locale's variables the first that is set counts, as POSIX has it: `LC_ALL`, `LC_MESSAGES`, `LANG`.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html
 */
export function findLanguage(world: Pick<World, "environment" | "home">): Language {
  const remembered = readRemembered(languageFile(world));
  if (isLanguage(remembered)) return remembered;
  const locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
    .map((name) => world.environment[name] ?? "")
    .find((value) => value !== "");
  const language = locale?.slice(0, 2).toLowerCase();
  return isLanguage(language) ? language : "en";
}

/** Keeps the language for this user's next commands. */
export async function rememberLanguage(world: Pick<World, "home">, language: Language): Promise<void> {
  const { writeAtomically } = await import("../system/files.ts");
  await writeAtomically(languageFile(world), `${language}\n`);
}

export function languageFile({ home }: Pick<World, "home">): string {
  return join(home.config, "language");
}

/**
 * What the file says; nothing when it cannot be read, since no command should fail for the language of its words.
 * Read at once and not by `system/files.ts`: that module loads `node:crypto`, several milliseconds of every `--help`.
 */
function readRemembered(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return undefined;
  }
}
