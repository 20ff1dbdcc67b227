import { reportWords } from "../words/cli/reports/report-words.ts";
import type { OpenResult } from "../actions/results.ts";
import type { Page } from "./page.ts";

/** Says what was opened; where there is no browser, the address to copy. */
export function sayOpen(result: OpenResult, page: Page): string {
  const words = reportWords(page.language).open;
  return `  ${result.opened ? words.opened(result.url) : words.notOpened(result.url)}`;
}
