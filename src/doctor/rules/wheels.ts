import type { LambdaWheels, Survey } from "../../facts/survey.ts";
import { finding, type Finding } from "../finding.ts";
import { lambdaPythons } from "../lambda-pythons.ts";
import type { SurveyRule } from "../subject.ts";

/**
 * Packages that have no wheel for the function. Where nobody has tried, what this machine installed tells: what was
 * compiled on it, and wheels for a newer Linux than Lambda's.
 */
export const findWheels: SurveyRule = ({ facts, survey }) => {
  const { lambda } = survey;
  if (lambda !== null) return findMissing(lambda, survey.required);
  const { compiled } = survey.packages;
  const built = compiled.filter(({ platforms }) => platforms.every((one) => one.startsWith("linux_")));
  return [
    ...(built.length === 0
      ? []
      : [finding("warning", "PACKAGES_BUILT_HERE", { packages: built.map(({ name }) => name) })]),
    ...findTooNew(compiled, facts?.languageVersion ?? ""),
  ];
};

function findMissing(
  { missing, python, architecture }: LambdaWheels,
  required: Survey["required"],
): readonly Finding[] {
  if (missing.length === 0) return [];
  const packages = missing.map(({ name, version }) => ({ name, version }));
  const places = missing.map(({ name }) => required.find((one) => one.name === name)?.place ?? null);
  return [finding("error", "PACKAGES_WITHOUT_WHEEL", { packages, python, architecture }, places)];
}

function findTooNew(
  compiled: readonly { readonly name: string; readonly platforms: readonly string[] }[],
  version: string,
): readonly Finding[] {
  const python = version.split(".").slice(0, 2).join(".");
  const glibc = lambdaPythons.find((one) => one.python === python)?.glibc;
  if (glibc === undefined) return [];
  const packages = compiled.flatMap(({ name, platforms }) => {
    const needed = platforms.map(glibcOf).filter((one) => one !== null);
    // A wheel names every Linux that it runs on: the oldest counts.
    const [oldest] = needed.toSorted(compare);
    return oldest !== undefined && compare(oldest, glibc) > 0 ? [{ name, glibc: oldest }] : [];
  });
  return packages.length === 0
    ? []
    : [finding("warning", "PACKAGES_NEED_NEWER_LINUX", { packages, python, glibc })];
}

/**
 * The version of glibc that a platform tag asks for; null where it names none.
 * @see https://peps.python.org/pep-0600/
 */
function glibcOf(platform: string): string | null {
  const [, major, minor] = /^manylinux_(\d+)_(\d+)_/.exec(platform) ?? [];
  if (major !== undefined && minor !== undefined) return `${major}.${minor}`;
  const former = /^manylinux(1|2010|2014)_/.exec(platform)?.[1];
  return former === undefined ? null : ({ "1": "2.5", "2010": "2.12", "2014": "2.17" }[former] ?? null);
}

function compare(one: string, other: string): number {
  const [a = 0, b = 0] = one.split(".").map(Number);
  const [c = 0, d = 0] = other.split(".").map(Number);
  return a - c || b - d;
}
