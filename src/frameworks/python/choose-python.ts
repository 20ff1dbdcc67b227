import { UserError } from "../../errors.ts";
import { notice, type Notice } from "../../words/words.ts";
import type { Interpreter, PythonWish } from "../framework.ts";
import { compareVersions, parseSpecifier, parseVersion, type Version } from "./version.ts";

export interface PythonChoice {
  readonly python: Interpreter;
  /** The most important place that says something of the version, or `null` when none does. */
  readonly from: string | null;
  readonly notices: readonly Notice[];
}

const strengths = ["required", "wanted", "hint"] as const satisfies readonly PythonWish["strength"][];

/** What the runtime in the function supports. */
const oldest: Version = [3, 9];
/** What is taken for current when nothing is said. */
const oldestByDefault: Version = [3, 10];

/**
 * Chooses a Python among those of this machine.
 *
 * @param wishes Most important first. Each narrows the choice where it leaves one.
 * @param available As `findInterpreters` gives them: the shell's own first.
 * @throws {UserError} `PYTHON_NOT_FOUND` when there is none at all; `PYTHON_UNSUPPORTED` when a required version is not
 *   there, or too old to run.
 */
export function choosePython(wishes: readonly PythonWish[], available: readonly Interpreter[]): PythonChoice {
  const usable = available.filter(({ version }) => compareVersions(versionOf(version), oldest) >= 0);
  if (usable.length === 0) throw new UserError("PYTHON_NOT_FOUND", { found: available.map(({ version }) => version) });
  let left: readonly Interpreter[] = usable;
  const substituted: PythonWish[] = [];
  // What is required comes before what is wanted, so that a wish cannot rule it out.
  const byStrength = strengths.flatMap((strength) => wishes.filter((wish) => wish.strength === strength));
  for (const wish of byStrength) {
    const fitting = fit(wish.specifier, left);
    if (fitting.length > 0) {
      left = fitting;
    } else if (wish.strength === "required") {
      throw new UserError("PYTHON_UNSUPPORTED", { ...wish, available: usable.map(({ version }) => version) });
    } else if (wish.strength === "wanted") {
      left = nearestTo(wish.specifier, left);
      substituted.push(wish);
    }
  }
  const python = best(left, wishes);
  const from = wishes.find(({ strength }) => strength !== "hint")?.from ?? null;
  return { python, from, notices: [...substituted, ...otherPatch(wishes, python)].map((wish) => asNotice(wish, python)) };
}

const versionOf = (text: string): Version => parseVersion(text) ?? [];

/** Of an exact version, those of the same minor version will do: they differ in corrections only. */
function fit(specifier: string, available: readonly Interpreter[]): readonly Interpreter[] {
  const isWanted = parseSpecifier(specifier);
  if (isWanted === undefined) return [];
  const exact = available.filter(({ version }) => isWanted(versionOf(version)));
  const minor = /^\s*(?:==)?\s*(\d+\.\d+)\.\d+\s*$/u.exec(specifier)?.[1];
  return exact.length > 0 || minor === undefined ? exact : fit(minor, available);
}

/** The next newer minor version; where everything is older, the newest. */
function nearestTo(specifier: string, available: readonly Interpreter[]): readonly Interpreter[] {
  const wanted = versionOf(/\d+(?:\.\d+)*/u.exec(specifier)?.[0] ?? "").slice(0, 2);
  const sorted = available.toSorted((a, b) => compareVersions(versionOf(a.version), versionOf(b.version)));
  const next = sorted.find(({ version }) => compareVersions(versionOf(version), wanted) >= 0) ?? sorted.at(-1);
  return next === undefined ? [] : fit(next.version.split(".").slice(0, 2).join("."), available);
}

/** Where only hints were given, the shell's own Python if it is current; else the newest. */
function best(left: readonly Interpreter[], wishes: readonly PythonWish[]): Interpreter {
  const [first] = left;
  if (first === undefined) throw new TypeError("No wish leaves nothing to choose from");
  const isFree = wishes.every(({ strength }) => strength === "hint");
  if (isFree && compareVersions(versionOf(first.version), oldestByDefault) >= 0) return first;
  return left.reduce((a, b) => (compareVersions(versionOf(b.version), versionOf(a.version)) > 0 ? b : a));
}

/** Wishes for an exact version of which another patch version was taken. */
function otherPatch(wishes: readonly PythonWish[], python: Interpreter): readonly PythonWish[] {
  return wishes.filter(
    ({ specifier, strength }) =>
      strength !== "hint" &&
      parseSpecifier(specifier)?.(versionOf(python.version)) === false &&
      fit(specifier, [python]).length > 0,
  );
}

function asNotice({ specifier, from }: PythonWish, python: Interpreter): Notice {
  return notice("PYTHON_SUBSTITUTED", { wanted: specifier, from, taken: python.version });
}
