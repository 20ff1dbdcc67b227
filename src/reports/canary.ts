import type { CanaryResult, MoveResult } from "../actions/move-results.ts";
import { reportWords } from "../words/cli/reports/report-words.ts";
import { sayAge, sayDuration } from "./numbers.ts";
import { paint, type Page } from "./page.ts";
import { layRows } from "./table.ts";

/** A canary under way: who gets what, for how long still, and how both releases do. */
export function sayCanary(canary: CanaryResult, page: Page): string {
  const { releases, comma } = reportWords(page.language);
  const words = releases.canary;
  const { release, percent, from, watchedSeconds, seconds, threshold, metric } = canary;
  const rules = [
    words.time(sayDuration(Math.min(watchedSeconds, seconds) * 1000), sayDuration(seconds * 1000)),
    words.threshold(threshold, words.metrics[metric]),
  ];
  return [
    `  ${words.title(release, percent, from)}`,
    `  ${paint(page, "dim", rules.join(comma))}`,
    layRows([
      [words.side(release), sayCounts(canary.newer, metric, page)],
      [words.side(from), sayCounts(canary.older, metric, page)],
    ]),
  ].join("\n");
}

/** How a canary that went back did, as a part of a sentence: `3 of 25 were answers of 5xx`. */
export function saySeen({ newer, metric }: CanaryResult, page: Page): string {
  const words = reportWords(page.language).releases.canary;
  return words.errorsOf(errorsOf(newer, metric), newer.requests, words.metrics[metric]);
}

/** Why the live release is not simply the last one that was lifted; undefined when it is. */
export function sayLastMove(move: MoveResult | null, page: Page): string | undefined {
  const words = reportWords(page.language).releases;
  if (move === null) return undefined;
  const age = sayAge(move.at, page);
  const { kind, from, to, by, canary } = move;
  if (kind === "rollback" && from !== null) return words.rolledBack(from, to, by, age);
  if (canary?.outcome === "went-back" && from !== null)
    return words.canary.wentBack(to, from, age, saySeen(canary, page));
  return undefined;
}

function sayCounts(counts: CanaryResult["newer"], metric: CanaryResult["metric"], page: Page): string {
  const { releases, comma } = reportWords(page.language);
  const words = releases.canary;
  const errors = errorsOf(counts, metric);
  const said = [words.requests(counts.requests), words.errors(errors, sayShare(errors, counts.requests))];
  if (counts.throttles > 0) said.push(words.throttles(counts.throttles));
  return said.join(comma);
}

function errorsOf(counts: CanaryResult["newer"], metric: CanaryResult["metric"]): number {
  return metric === "5xx" ? counts.errors5xx : counts.failedInvocations;
}

function sayShare(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Number(((part / whole) * 100).toFixed(1))}%`;
}
