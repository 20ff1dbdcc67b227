import { reportWords } from "../words/cli/reports/report-words.ts";
import type { StopResult } from "../actions/results.ts";
import { paint, type Page } from "./page.ts";

/** Says that the stage has ended, and how it begins again. */
export function sayStop(result: StopResult, page: Page): string {
  const words = reportWords(page.language).stop;
  const stage = `${result.name}/${result.stage}`;
  const head = result.stopped
    ? words.stopped(stage)
    : result.processStopped
      ? words.processEnded(stage)
      : words.notRunning(stage);
  return `  ${head}\n  ${paint(page, "dim", words.upHint)}`;
}
