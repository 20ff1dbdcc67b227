import type { Diagnosis } from "../actions/doctor.ts";
import type { DoctorResult } from "../actions/doctor-results.ts";
import type { Severity } from "../doctor/finding.ts";
import { sources } from "../doctor/sources.ts";
import type { MonoliftError } from "../errors.ts";
import { reportWords } from "../words/cli/reports/report-words.ts";
import { sayFinding } from "../words/doctor/finding-words.ts";
import type { Language } from "../words/words.ts";
import { paintCode } from "./code.ts";
import { paint, type Ink, type Page } from "./page.ts";

type Place = DoctorResult["findings"][number]["places"][number];

/** Places of a finding that are shown; the JSON has all. */
const shownPlaces = 4;

const marks: Readonly<Record<Severity, readonly [string, Ink]>> = {
  error: ["✗", "red"],
  warning: ["!", "yellow"],
  note: ["·", "cyan"],
};

/** What `--json` prints. */
export function doctorResult(
  { name, stage, root, failure, findings }: Diagnosis,
  language: Language,
): DoctorResult {
  const count = (severity: Severity): number => findings.filter((one) => one.severity === severity).length;
  return {
    name,
    stage,
    failure:
      failure === null
        ? null
        : {
            code: failure.code,
            ...failure.say(language),
            place: placeOf(failure, root),
          },
    counts: { error: count("error"), warning: count("warning"), note: count("note") },
    findings: findings.map(({ code, severity, facts, places }) => ({
      code,
      severity,
      ...sayFinding(code, facts, language),
      places: places.map(({ file, line }) => ({ file, line })),
      source: sources[code],
      facts: { ...facts },
    })),
  };
}

function placeOf({ place }: MonoliftError, root: string): Place | null {
  if (place === undefined) return null;
  const file = place.file.startsWith(`${root}/`) ? place.file.slice(root.length + 1) : place.file;
  return { file, line: place.line ?? null };
}

/** Each finding with its places, why and the fix; then how many there are. */
export function sayDoctor(result: DoctorResult, page: Page): string {
  const words = reportWords(page.language).doctor;
  const parts = result.findings.map((one) => sayOne(one, page));
  if (result.failure !== null) parts.unshift(sayFailure(result.failure, page));
  const { error, warning, note } = result.counts;
  const sum = result.findings.length;
  const ending = sum === 0 && result.failure === null ? words.nothing : words.counted(error, warning, note);
  return [...parts, `  ${paint(page, "bold", ending)}`].join("\n\n");
}

function sayOne(one: DoctorResult["findings"][number], page: Page): string {
  const [mark, ink] = marks[one.severity];
  return [
    `  ${paint(page, ink, mark)} ${paint(page, "bold", paintCode(page, one.what))}  ${paint(page, "dim", one.code)}`,
    ...sayPlaces(one.places, page),
    `    ${paintCode(page, one.why)}`,
    `    ${paint(page, "dim", one.source)}`,
    `    → ${paintCode(page, one.fix)}`,
  ].join("\n");
}

function sayFailure(failure: NonNullable<DoctorResult["failure"]>, page: Page): string {
  const words = reportWords(page.language).doctor;
  return [
    `  ${paint(page, "red", "✗")} ${paint(page, "bold", words.notLoaded)}  ${paint(page, "dim", failure.code)}`,
    ...sayPlaces(failure.place === null ? [] : [failure.place], page),
    ...failure.cause.split("\n").map((line) => `    ${paintCode(page, line)}`),
    ...(failure.fix === "" ? [] : [`    → ${paintCode(page, failure.fix.replaceAll("\n", "\n      "))}`]),
  ].join("\n");
}

function sayPlaces(places: readonly Place[], page: Page): readonly string[] {
  if (places.length === 0) return [];
  const { more, comma } = reportWords(page.language);
  const named = places
    .slice(0, shownPlaces)
    .map(({ file, line }) => (line === null ? file : `${file}:${line}`));
  const rest = places.length > shownPlaces ? [more(places.length - shownPlaces)] : [];
  return [`    ${paint(page, "cyan", [...named, ...rest].join(comma))}`];
}
