import type { z } from "zod";
import type { Imported } from "../actions/import-results.ts";
import type { initResultSchema, InitResult } from "../actions/results.ts";
import { reportWords } from "../words/cli/reports/report-words.ts";
import type { InitReportWords } from "../words/cli/reports/init/en.ts";
import type { Language } from "../words/words.ts";
import { paintCode } from "./code.ts";
import { paint, type Page } from "./page.ts";
import { layRows } from "./table.ts";
import { truncate } from "./width.ts";

type LeftOut = Imported["left"][number];

/** Places of one sentence, and commands, that are shown; the JSON has all. */
const shownPlaces = 8;

/** Widest that a value of the old file is shown. */
const widestValue = 48;

const toolNames: Readonly<Record<Imported["tool"], string>> = {
  "magic-pocket": "magic-pocket",
  zappa: "Zappa",
  serverless: "Serverless",
  heroku: "Heroku",
};

/** What `--json` prints. */
export function initResult(result: InitResult, language: Language): z.infer<typeof initResultSchema> {
  const { imported } = result;
  if (imported === null) return { ...result, imported };
  const words = reportWords(language).init;
  const left = imported.left.map((one) => ({ ...one, instead: adviceOf(words, one) }));
  return { ...result, imported: { ...imported, left } };
}

/** Says which file was written, or that it was there, and what became of another tool's. What was found has been said before. */
export function sayInit(result: InitResult, page: Page): string {
  const words = reportWords(page.language).init;
  const head = result.created ? words.wrote(result.file, result.name) : words.there(result.file, result.name);
  const parts = [
    `  ${head}`,
    ...(result.imported === null ? [] : sayImported(result.imported, page)),
    `  ${paint(page, "dim", words.upHint)}`,
  ];
  return parts.join(result.imported === null ? "\n" : "\n\n");
}

/** What was read, what was taken over, what was not, and what to do next: a paragraph each. */
export function sayImported(imported: Imported, page: Page): readonly string[] {
  const { comma, init: words } = reportWords(page.language);
  const read = [
    words.imported(imported.file, toolNames[imported.tool]),
    ...(imported.others.length === 0 ? [] : [words.others(imported.others.join(comma))]),
  ];
  const taken = imported.taken.map((one) => [
    `  ${one.to} = ${JSON.stringify(one.value)}`,
    paint(page, "dim", placeOf(one)),
  ]);
  return [
    read.map((line) => `  ${line}`).join("\n"),
    ...(taken.length === 0 ? [] : [`  ${paint(page, "bold", words.taken)}\n${layRows(taken)}`]),
    ...(["do", "later", "nothing"] as const).flatMap((kind) => sayLeft(imported.left, kind, page)),
    ...(imported.next.length === 0 ? [] : [sayNext(imported.next, page)]),
  ];
}

/** What was left out for one kind of reason: each sentence once, with the places that it is said of. */
function sayLeft(left: Imported["left"], kind: LeftOut["kind"], page: Page): readonly string[] {
  const words = reportWords(page.language).init;
  const ofKind = left.filter((one) => one.kind === kind);
  const sentences = new Map<string, LeftOut[]>();
  for (const one of ofKind) {
    // What comes later is a line of the file that is to be: nothing to be said but where it comes from.
    const sentence = kind === "later" ? "" : adviceOf(words, one);
    sentences.set(sentence, [...(sentences.get(sentence) ?? []), one]);
  }
  if (sentences.size === 0) return [];
  const parts = [...sentences].flatMap(([sentence, places]) => [
    ...(sentence === "" ? [] : [`    ${paintCode(page, sentence)}`]),
    sayPlaces(places, kind, page),
  ]);
  return [[`  ${paint(page, "bold", words.groups[kind])}`, ...parts].join("\n")];
}

function sayPlaces(places: readonly LeftOut[], kind: LeftOut["kind"], page: Page): string {
  const words = reportWords(page.language).init;
  const rows = places
    .slice(0, shownPlaces)
    .map((one) => [
      `    ${paint(page, "dim", `${one.file}:${one.line}`)}`,
      kind === "later" ? (one.target ?? "") : sayEntry(one, words),
    ]);
  const rest = places.length - shownPlaces;
  return [layRows(rows), ...(rest > 0 ? [`      ${paint(page, "dim", words.more(rest))}`] : [])].join("\n");
}

function sayEntry({ key, value }: LeftOut, words: InitReportWords): string {
  const name = truncate(key, widestValue);
  if (value === null) return `${name} = ${words.hidden}`;
  return value === "" || value === "{}" ? name : `${name} = ${truncate(value, widestValue)}`;
}

function sayNext(commands: readonly string[], page: Page): string {
  const words = reportWords(page.language).init;
  const rest = commands.length - shownPlaces;
  return [
    `  ${paint(page, "dim", words.next)}`,
    ...commands.slice(0, shownPlaces).map((command) => `    ${paint(page, "cyan", command)}`),
    ...(rest > 0 ? [`    ${paint(page, "dim", words.more(rest))}`] : []),
    `    ${paint(page, "dim", words.setHint)}`,
  ].join("\n");
}

const placeOf = ({
  file,
  line,
  key,
}: {
  readonly file: string;
  readonly line: number;
  readonly key: string;
}): string => `${file}:${line} ${truncate(key, widestValue)}`;

function adviceOf(words: InitReportWords, { advice, target, nearest }: LeftOut): string {
  const sentence: (facts: { readonly target: string; readonly nearest: string }) => string =
    words.advice[advice];
  return sentence({ target: target ?? "", nearest: nearest ?? "" });
}
