import type { Language } from "../../../words.ts";
import { whyEn, type WhyWords } from "./en.ts";
import { whyJa } from "./ja.ts";
import { whyKo } from "./ko.ts";

const words: Readonly<Record<Language, WhyWords>> = { en: whyEn, ja: whyJa, ko: whyKo };

/** Why each thing of a stage is there, in a language. */
export function whyWords(language: Language): WhyWords {
  return words[language];
}
