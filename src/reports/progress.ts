import { sayNotice, type Notice } from "../words/words.ts";
import type { ReportWords } from "../words/cli/reports/en.ts";
import { reportWords } from "../words/cli/reports/report-words.ts";
import type { Step, StepName } from "../actions/results.ts";
import { paintCode } from "./code.ts";
import { sayAge, sayBytes, sayDuration } from "./numbers.ts";
import { paint, type Page } from "./page.ts";
import { displayWidth, padEnd, truncate } from "./width.ts";

/** Widest that a line of progress gets, so that times stay near their steps on a wide terminal. */
const widestLine = 88;

const outcomeSigns = {
  done: ["✓", "green"],
  skipped: ["·", "dim"],
  failed: ["✗", "red"],
} as const satisfies Record<Step["outcome"], readonly [string, Parameters<typeof paint>[1]]>;

/** What was found in the project, and where: `settings   config.settings.base  from manage.py`; a file is named once. */
export function sayFound(
  found: { readonly what: string; readonly value: string; readonly from: string },
  page: Page,
): string {
  const words = reportWords(page.language);
  const labels: Readonly<Record<string, string>> = words.found;
  const label = padEnd(labels[found.what] ?? found.what, labelWidth(words));
  const isSaid = found.from === "" || found.from === found.value;
  const from = isSaid ? "" : `  ${paint(page, "dim", words.foundFrom(found.from))}`;
  return `    ${paint(page, "dim", label)}  ${found.value}${from}`;
}

/** A step that has ended, with its numbers, and its time at the right. */
export function sayStep(step: Step, page: Page): string {
  const words = reportWords(page.language);
  const [sign, ink] = outcomeSigns[step.outcome];
  const said = step.outcome === "skipped" ? [words.unchanged] : sayFacts(step.facts, page);
  const label = padEnd(words.steps[step.name], labelWidth(words));
  const text = truncate(said.join(words.comma), lineWidth(page) - labelWidth(words) - 18);
  const left = `  ${paint(page, ink, sign)} ${step.outcome === "skipped" ? paint(page, "dim", label) : label}  ${paint(page, "dim", text)}`;
  return withTime(left, sayDuration(step.durationMs), page);
}

/** A step that is under way; `frame` is the picture that turns. Never wider than the terminal. */
export function sayActiveStep(
  active: {
    readonly name: StepName;
    readonly text: string;
    readonly elapsedMs: number;
    readonly frame: string;
  },
  page: Page,
): string {
  const words = reportWords(page.language);
  const label = padEnd(words.steps[active.name], labelWidth(words));
  const room = Math.max(0, lineWidth(page) - labelWidth(words) - 18);
  const text = truncate(sayPhase(oneLine(active.text), words), room);
  const left = `  ${paint(page, "cyan", active.frame)} ${label}  ${paint(page, "dim", text)}`;
  return active.elapsedMs < 1000 ? left : withTime(left, sayDuration(active.elapsedMs), page);
}

/** Something worth saying aloud that is no error. */
export function sayNoticeLine(notice: Notice, page: Page): string {
  const [first = "", ...rest] = paintCode(page, sayNotice(notice, page.language)).split("\n");
  return [`    ${paint(page, "yellow", "!")} ${first}`, ...rest.map((line) => `      ${line}`)].join("\n");
}

/** Another `monolift` holds the project. */
export function sayWaiting(waiting: { readonly pid: number; readonly since: string }, page: Page): string {
  const { waitingForLock } = reportWords(page.language);
  return `    ${paint(page, "dim", waitingForLock(waiting.pid, sayAge(waiting.since, page)))}`;
}

/** Numbers of a step that have words, and the sum of its sizes; others stay in the JSON. */
function sayFacts(facts: Step["facts"], page: Page): readonly string[] {
  const { amounts, cached } = reportWords(page.language);
  const said: string[] = [];
  let bytes = 0;
  for (const [key, value] of Object.entries(facts)) {
    if (value === 0 && key !== "applied") continue;
    if (typeof value === "number" && isAmount(key, amounts)) said.push(amounts[key](value));
    else if (typeof value === "number" && /bytes$/i.test(key)) bytes += value;
    else if (key === "cached" && value === true) said.push(cached);
  }
  return bytes > 0 ? [...said, sayBytes(bytes)] : said;
}

function isAmount(key: string, amounts: ReportWords["amounts"]): key is keyof ReportWords["amounts"] {
  return Object.hasOwn(amounts, key);
}

function withTime(left: string, time: string, page: Page): string {
  const gap = lineWidth(page) - displayWidth(left) - displayWidth(time);
  return `${left}${" ".repeat(Math.max(2, gap))}${paint(page, "dim", time)}`;
}

function labelWidth(words: ReportWords): number {
  return Math.max(
    ...[...Object.values(words.steps), ...Object.values(words.found)].map((label) => displayWidth(label)),
  );
}

function lineWidth(page: Page): number {
  return Math.min(widestLine, page.columns - 1);
}

/** Puts `install 7` into words; a text that is no known phase is shown as it is. */
function sayPhase(text: string, { phases }: ReportWords): string {
  const [phase = "", ...rest] = text.split(" ");
  return Object.hasOwn(phases, phase) ? [phases[phase as keyof typeof phases], ...rest].join(" ") : text;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
