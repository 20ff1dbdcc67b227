import type { SourcePlace } from "../facts/survey.ts";
import type { FindingCode, FindingFacts } from "../words/doctor/finding-words.ts";

/**
 * - `error`: it fails on AWS, or loses data there.
 * - `warning`: it is dangerous, fails in some requests, or does not do what it was made for.
 * - `note`: worth knowing; Monolift provides something else, or it only costs space.
 */
export const severities = ["error", "warning", "note"] as const;
export type Severity = (typeof severities)[number];

/** Something that would go wrong on AWS or is dangerous, as a value; the catalogue has its sentences. */
export type Finding = {
  [C in FindingCode]: {
    readonly code: C;
    readonly severity: Severity;
    readonly facts: FindingFacts<C>;
    /** Where it is, as far as known; each place once. */
    readonly places: readonly SourcePlace[];
  };
}[FindingCode];

/** Makes a finding. */
export function finding<C extends FindingCode>(
  severity: Severity,
  code: C,
  facts: FindingFacts<C>,
  places: readonly (SourcePlace | null)[] = [],
): Finding {
  const known = places.filter((place) => place !== null);
  const isFirst = (place: SourcePlace, index: number): boolean =>
    known.findIndex(({ file, line }) => file === place.file && line === place.line) === index;
  return { severity, code, facts, places: known.filter(isFirst) } as unknown as Finding;
}
