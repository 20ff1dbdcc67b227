import { reportWords } from "../words/cli/reports/report-words.ts";
import type { UpResult } from "../actions/results.ts";
import { sayNext, stageArgument, type Command } from "./next.ts";
import { sayDuration, sayTimeLeft } from "./numbers.ts";
import { paint, type Page } from "./page.ts";

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
  const left = result.expiresAt === null ? undefined : sayTimeLeft(result.expiresAt, page);
  return [
    `  ${head}`,
    `  ${paint(page, "bold", result.browserUrl)}`,
    ...(left === undefined ? [] : [`  ${paint(page, "dim", words.expires(left))}`]),
    sayNext(commandsOf(result, page), page),
  ].join("\n\n");
}

function commandsOf(result: UpResult, page: Page): readonly Command[] {
  const words = reportWords(page.language).up;
  const stage = stageArgument(result.stage);
  const isNew = result.changed && result.release === 1;
  return [
    ...(isNew && hasAdmin(result)
      ? [[`monolift run${stage} -- createsuperuser`, words.createSuperuser] as const]
      : []),
    ...(result.canary === null ? [] : canaryCommands(stage, page)),
    [`monolift logs${stage} --follow`, words.logs],
    [`monolift stop${stage}`, words.stop],
    [`monolift down${stage}`, words.down],
  ];
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

function canaryCommands(stage: string, page: Page): readonly Command[] {
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
