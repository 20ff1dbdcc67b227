import type { RollbackResult } from "../actions/release-results.ts";
import { reportWords } from "../words/cli/reports/report-words.ts";
import { sayNext, stageArgument, type Command } from "./next.ts";
import { sayDuration } from "./numbers.ts";
import { paint, type Page } from "./page.ts";

/** What is served now, what stays as it was, and what one does next. */
export function sayRollback(result: RollbackResult, page: Page): string {
  const { releases, comma } = reportWords(page.language);
  const words = releases.rollback;
  const { from, to, endedCanary, migrations, steps } = result;
  const stage = `${result.name}/${result.stage}`;
  const switched = steps.find(({ name }) => name === "switch");
  const head =
    endedCanary !== null && from === to
      ? words.canaryEnded(endedCanary, to, stage)
      : words.serving(to, stage, from);
  const stays = [
    ...(switched === undefined ? [] : [words.moved(sayDuration(switched.durationMs))]),
    ...(migrations.length === 0
      ? []
      : [`${paint(page, "yellow", "!")} ${words.migrations(to, migrations.join(comma))}`]),
    words.stays(result.secrets),
  ];
  const argument = stageArgument(result.stage);
  const next: readonly Command[] = [
    [`monolift up${argument}`, words.up],
    [`monolift releases${argument}`, words.releases],
  ];
  return [
    `  ${head}`,
    `  ${paint(page, "bold", result.browserUrl)}`,
    stays.map((line) => `  ${line}`).join("\n"),
    sayNext(next, page),
  ].join("\n\n");
}
