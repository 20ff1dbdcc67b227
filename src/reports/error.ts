import type { MonoliftError, Place } from "../errors.ts";
import { reportWords } from "../words/cli/reports/report-words.ts";
import type { ErrorResult } from "../actions/results.ts";
import { indent, paintCode } from "./code.ts";
import { paint, type Page } from "./page.ts";
import { displayWidth } from "./width.ts";

/** Lines of an application's traceback that are shown without `--verbose`; its end says most. */
const detailLines = 24;

/**
 * What happened, where, and what mends it:
 *
 *     ✗ There is no key `datbase`.
 *
 *       monolift.toml:3:1
 *         3 │ datbase = "neon"
 *           │ ^
 *
 *       → Did you mean `database`?
 *
 * @param options.cwd A file below it is named from there.
 * @param options.omitsFix Where something else says what to do. Default: no.
 */
export function sayError(
  error: MonoliftError,
  options: { readonly verbose: boolean; readonly cwd: string; readonly omitsFix?: boolean },
  page: Page,
): string {
  const { cause, fix } = error.say(page.language);
  const [first = "", ...rest] = cause.split("\n");
  const head = `${paint(page, "red", "✗")} ${paint(page, "bold", paintCode(page, first))}`;
  const parts = [[head, ...rest.map((line) => `  ${paintCode(page, line)}`)].join("\n")];
  if (error.place !== undefined) parts.push(indent(sayPlace(error.place, options.cwd, page), 2));
  if (error.detail !== undefined) parts.push(indent(sayDetail(error.detail, options.verbose, page), 4));
  if (fix !== "" && options.omitsFix !== true)
    parts.push(indent(`→ ${paintCode(page, fix.replaceAll("\n", "\n  "))}`, 2));
  if (options.verbose && error.cause !== undefined) {
    parts.push(indent(paint(page, "dim", sayCauses(error.cause)), 4));
  }
  return parts.join("\n\n");
}

/**
 * The same as data, for `--json`.
 *
 * @param step The step of `up` that was under way.
 */
export function errorResult(
  error: MonoliftError,
  step: ErrorResult["error"]["step"],
  language: Page["language"],
): ErrorResult {
  const { cause, fix } = error.say(language);
  return {
    error: {
      code: error.code,
      step,
      cause,
      fix,
      file: error.place?.file ?? null,
      line: error.place?.line ?? null,
      detail: error.detail ?? null,
    },
  };
}

function sayPlace(place: Place, cwd: string, page: Page): string {
  const file = place.file.startsWith(`${cwd}/`) ? place.file.slice(cwd.length + 1) : place.file;
  const where = [file, place.line, place.column].filter((part) => part !== undefined).join(":");
  if (place.excerpt === undefined) return where;
  const number = String(place.line ?? "");
  const excerpt = place.excerpt.replaceAll("\t", "    ");
  const lines = [where, `  ${paint(page, "dim", `${number} │`)} ${excerpt}`];
  if (place.column !== undefined) {
    const before = place.excerpt.slice(0, place.column - 1).replaceAll("\t", "    ");
    const gap = " ".repeat(displayWidth(before));
    lines.push(`  ${paint(page, "dim", `${" ".repeat(number.length)} │`)} ${gap}${paint(page, "red", "^")}`);
  }
  return lines.join("\n");
}

function sayDetail(detail: string, verbose: boolean, page: Page): string {
  const lines = detail.trimEnd().split("\n");
  const hidden = verbose ? 0 : Math.max(0, lines.length - detailLines);
  const above = hidden > 0 ? [reportWords(page.language).linesAbove(hidden)] : [];
  return [...above, ...lines.slice(hidden)].map((line) => paint(page, "dim", line)).join("\n");
}

function sayCauses(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const text = cause.stack ?? String(cause);
  return cause.cause === undefined ? text : `${text}\n${sayCauses(cause.cause)}`;
}
