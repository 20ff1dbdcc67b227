import { reportWords } from "../words/cli/reports/report-words.ts";
import type { InitResult } from "../actions/results.ts";
import { paint, type Page } from "./page.ts";

/** Says which file was written, or that it was there. What was found has been said before. */
export function sayInit(result: InitResult, page: Page): string {
  const words = reportWords(page.language).init;
  const head = result.created ? words.wrote(result.file, result.name) : words.there(result.file, result.name);
  return `  ${head}\n  ${paint(page, "dim", words.upHint)}`;
}
