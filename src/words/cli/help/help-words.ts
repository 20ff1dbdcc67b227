import type { Language } from "../../words.ts";
import type { HelpWords } from "./en.ts";

const load = {
  en: async () => (await import("./en.ts")).en,
  ja: async () => (await import("./ja.ts")).ja,
  ko: async () => (await import("./ko.ts")).ko,
} as const satisfies Record<Language, () => Promise<HelpWords>>;

/** Loads the help pages of a language. Apart from the rest of the catalogue, so that `--help` loads nothing else. */
export function loadHelpWords(language: Language): Promise<HelpWords> {
  return load[language]();
}
