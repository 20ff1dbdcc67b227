import type { Language } from "../words.ts";
import { en, type FindingWords } from "./en.ts";
import { ja } from "./ja.ts";
import { ko } from "./ko.ts";

const findings: Readonly<Record<Language, FindingWords>> = { en, ja, ko };

export type FindingCode = keyof FindingWords;
/** The facts that the sentences of `C` need. */
export type FindingFacts<C extends FindingCode> =
  Parameters<FindingWords[C]> extends [infer F] ? F : Readonly<Record<string, never>>;

/** What was found, why it matters, and what mends it; whole sentences. */
export interface FindingSentences {
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

/** The sentences of a finding. */
export function sayFinding(code: FindingCode, facts: unknown, language: Language): FindingSentences {
  const sentences = findings[language][code] as (facts: unknown) => FindingSentences;
  return sentences(facts);
}
