import { finding } from "../finding.ts";
import { lambdaPythons } from "../lambda-pythons.ts";
import type { Rule } from "../subject.ts";

/** Half a year is what a change of Python may take. */
const soonMs = 183 * 24 * 3600 * 1000;

/** A Python that Lambda does not offer, or not for long. */
export const findPython: Rule = ({ facts, today }) => {
  const python = facts.languageVersion.split(".").slice(0, 2).join(".");
  const runtime = lambdaPythons.find((one) => one.python === python);
  if (runtime === undefined) {
    const [oldest, newest] = [lambdaPythons[0]?.python ?? "", lambdaPythons.at(-1)?.python ?? ""];
    return [finding("warning", "PYTHON_NOT_OFFERED", { python, oldest, newest })];
  }
  const leftMs = Date.parse(runtime.until) - Date.parse(today);
  if (leftMs > soonMs) return [];
  return [finding("warning", "PYTHON_ENDS", { python, date: runtime.until, isOver: leftMs < 0 })];
};
