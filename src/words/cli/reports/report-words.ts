import type { Language } from "../../words.ts";
import { en, type ReportWords } from "./en.ts";
import { ja } from "./ja.ts";
import { ko } from "./ko.ts";

const reports: Readonly<Record<Language, ReportWords>> = { en, ja, ko };

/** The words of the reports in a language. */
export function reportWords(language: Language): ReportWords {
  return reports[language];
}
