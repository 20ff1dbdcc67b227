import { reportWords } from "../words/cli/reports/report-words.ts";
import type { UpResult } from "../actions/results.ts";
import { sayDuration } from "./numbers.ts";
import { paint, type Page } from "./page.ts";
import { layRows } from "./table.ts";

/** The address, in bold, and what one does next. */
export function sayUp(result: UpResult, page: Page): string {
  const words = reportWords(page.language).up;
  const stage = `${result.name}/${result.stage}`;
  const head =
    result.canary !== null
      ? sayTrying(result.release, stage, result.canary, page)
      : result.changed
        ? words.serving(result.release, stage)
        : words.nothingChanged(result.release, stage);
  return [
    `  ${head}`,
    `  ${paint(page, "bold", result.browserUrl)}`,
    `  ${paint(page, "dim", words.next)}\n${sayNext(result, page)}`,
  ].join("\n\n");
}

function sayNext(result: UpResult, page: Page): string {
  const words = reportWords(page.language).up;
  const stage = result.stage === "local" ? "" : ` ${result.stage}`;
  const rows: (readonly [string, string])[] = [
    ...(result.canary === null ? [] : canaryCommands(stage, page)),
    [`monolift logs${stage} --follow`, words.logs],
    [`monolift stop${stage}`, words.stop],
    [`monolift down${stage}`, words.down],
  ];
  if (result.changed && result.release === 1 && hasAdmin(result)) {
    rows.unshift([`monolift run${stage} -- createsuperuser`, words.createSuperuser]);
  }
  return layRows(rows.map(([command, says]) => [paint(page, "cyan", command), paint(page, "dim", says)]));
}

function sayTrying(
  release: number,
  stage: string,
  { percent, seconds, threshold }: NonNullable<UpResult["canary"]>,
  page: Page,
): string {
  const { trying } = reportWords(page.language).releases.up;
  return trying(release, stage, percent, sayDuration(seconds * 1000), threshold);
}

function canaryCommands(stage: string, page: Page): readonly (readonly [string, string])[] {
  const words = reportWords(page.language).releases.up;
  return [
    [`monolift status${stage}`, words.status],
    [`monolift rollback${stage}`, words.rollback],
  ];
}

/** The step `inspect` says so: the admin can only be entered by somebody who has been created. */
function hasAdmin(result: UpResult): boolean {
  return result.steps.some((step) => step.name === "inspect" && step.facts["admin"] === true);
}
