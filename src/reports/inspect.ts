import type { ReportWords } from "../words/cli/reports/en.ts";
import { reportWords } from "../words/cli/reports/report-words.ts";
import type { Facts } from "../facts/schema.ts";
import { notice, sayNotice } from "../words/words.ts";
import { sayNumber } from "./numbers.ts";
import { paint, type Page } from "./page.ts";
import { layRows } from "./table.ts";

type Words = ReportWords["inspect"];
type Rows = readonly (readonly [label: string, value: string])[];

/** What the application is, in one screen: versions, counts, what to watch, what will not run yet. */
export function sayInspect(facts: Facts, page: Page): string {
  const words = reportWords(page.language).inspect;
  const parts = [
    `  ${paint(page, "bold", `Django ${facts.frameworkVersion}`)}  Python ${facts.languageVersion}`,
    labelled(countRows(facts, page), page),
    ...section(words.notRunning, sayNotRunning(facts, words, page), page),
    ...section(words.atRisk, sayAtRisk(facts, words, page), page),
    ...section(words.overlaid, sayOverlaid(facts, words, page), page),
    ...section(words.sideEffects, saySideEffects(facts, words, page), page),
    ...section(words.warnings, facts.warnings.map((warning) => sayWarning(warning, page)).join("\n"), page),
    `  ${paint(page, "dim", words.routesHint)}`,
  ];
  return parts.join("\n\n");
}

function countRows(facts: Facts, page: Page): Rows {
  const { inspect: words, comma } = reportWords(page.language);
  const count = (list: readonly unknown[]): string => sayNumber(list.length, page.language);
  const automatic = facts.models.filter(({ isAutoCreated }) => isAutoCreated).length;
  const optional = (label: string, list: readonly unknown[]): Rows =>
    list.length === 0 ? [] : [[label, count(list)]];
  return [
    [words.settings, facts.settingsModule],
    [words.interface, `${facts.interface.toUpperCase()}  ${facts.application}`],
    [words.apps, count(facts.installedApps)],
    [words.routes, count(facts.routes)],
    [words.models, words.modelsOf(facts.models.length - automatic, automatic)],
    [words.migrations, sayMigrations(facts, words).join(comma)],
    ...(facts.tasks.length === 0 ? [] : ([[words.tasks, sayTasks(facts, words).join(comma)]] as const)),
    ...optional(words.schedules, facts.schedules),
    ...facts.graphql.map(
      ({ library, path }) => [words.graphql, `${library}  ${path ?? ""}`.trimEnd()] as const,
    ),
    [words.languages, facts.languages?.join(comma) ?? words.anyLanguage],
    ...(facts.static.url === null ? [] : ([[words.static, facts.static.url]] as const)),
    ...(facts.media.url === null ? [] : ([[words.media, facts.media.url]] as const)),
    [words.commands, count(facts.commands)],
  ];
}

function sayTasks({ tasks }: Facts, words: Words): readonly string[] {
  const celery = tasks.filter(({ kind }) => kind === "celery").length;
  const django = tasks.length - celery;
  return [...(celery > 0 ? [words.celery(celery)] : []), ...(django > 0 ? [words.djangoTasks(django)] : [])];
}

function sayMigrations({ migrations }: Facts, words: Words): readonly string[] {
  const { unapplied, missing, conflicts } = migrations;
  return [
    unapplied.length === 0 ? words.allApplied : words.unapplied(unapplied.length),
    ...(missing.length > 0 ? [words.missingMigrations(missing.join(", "))] : []),
    ...(conflicts.length > 0 ? [words.conflictingMigrations(conflicts.join(", "))] : []),
  ];
}

function sayNotRunning({ notRunning }: Facts, words: Words, page: Page): string {
  return notRunning
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `  ${paint(page, "yellow", "!")} ${words.notRunningOf[kind](count)}`)
    .join("\n");
}

/** Values may be long (paths, lists), so they stand below their setting and not in a column. */
function sayAtRisk({ settingsAtRisk }: Facts, words: Words, page: Page): string {
  return settingsAtRisk
    .map(({ setting, risk, found }) => `  ${setting}: ${words.risks[risk]}\n    ${paint(page, "dim", found)}`)
    .join("\n");
}

function sayOverlaid({ overlaid }: Facts, words: Words, page: Page): string {
  const sources: Readonly<Record<string, string>> = words.sources;
  return overlaid
    .map(({ setting, source, was, becomes }) => {
      const head = `  ${setting}  ${paint(page, "cyan", sources[source] ?? source)}`;
      return `${head}\n    ${paint(page, "dim", was)}\n    → ${becomes}`;
    })
    .join("\n");
}

function saySideEffects({ sideEffects }: Facts, words: Words, page: Page): string {
  const kinds = [
    [words.filesWritten, sideEffects.filesWritten.map(({ path, by }) => [path, by] as const)],
    [words.processesStarted, sideEffects.processesStarted.map(({ command, by }) => [command, by] as const)],
    [words.connectionsTried, sideEffects.connectionsTried.map(({ address, by }) => [address, by] as const)],
  ] as const;
  return layRows(
    kinds.flatMap(([label, found]) =>
      found.map(([what, by], index) => [
        paint(page, "dim", index === 0 ? label : ""),
        what,
        paint(page, "dim", by ?? ""),
      ]),
    ),
  );
}

function sayWarning({ code, about, text, place }: Facts["warnings"][number], page: Page): string {
  return `  ${paint(page, "yellow", "!")} ${sayNotice(notice(code, { about, text, place }), page.language)}`;
}

function labelled(rows: Rows, page: Page): string {
  return layRows(rows.map(([label, value]) => [paint(page, "dim", label), value]));
}

function section(title: string, body: string, page: Page): readonly string[] {
  return body === "" ? [] : [`  ${paint(page, "bold", title)}\n${body}`];
}
