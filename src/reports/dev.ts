import type { DevEvent, DevRequest, DevResult, devEventSchema } from "../actions/dev-events.ts";
import { reportWords } from "../words/cli/reports/report-words.ts";
import type { z } from "zod";
import { errorResult, sayError } from "./error.ts";
import { clockTime, sayRecord } from "./logs.ts";
import { sayDuration } from "./numbers.ts";
import { paint, type Ink, type Page } from "./page.ts";
import { displayWidth, padEnd, padStart } from "./width.ts";

export interface DevPaper {
  readonly page: Page;
  readonly verbose: boolean;
  /** Files below it are named from there. */
  readonly cwd: string;
}

/** Widest that a request's line gets, so that its two ends stay together on a wide terminal. */
const widestLine = 110;

/** Files of a change that are named; further ones are counted. */
const namedFiles = 3;

/** One thing that happened while `dev` runs, as one line; an error takes more. */
export function sayDevEvent(event: DevEvent, paper: DevPaper): string | undefined {
  const { page } = paper;
  const words = reportWords(page.language).dev;
  switch (event.type) {
    case "watching":
      return `\n  ${words.watching(event.folder, event.release)}\n  ${paint(page, "bold", event.browserUrl)}\n`;
    case "request":
      return sayRequest(event.request, page);
    case "log":
      return sayRecord(event.record, paper, page);
    case "reloaded":
      return sayReloaded(event, page);
    case "not-reloaded":
      return `${sayError(event.error, { ...paper, omitsFix: isOfStart(event) }, page)}\n\n  ${words.servedOn}`;
    default:
      return undefined;
  }
}

function sayReloaded(event: Extract<DevEvent, { type: "reloaded" }>, page: Page): string {
  const words = reportWords(page.language).dev;
  const files = sayFiles(event.files, page);
  const time = sayDuration(event.durationMs);
  const said =
    event.release === null ? words.reloaded(files, time) : words.released(files, event.release, time);
  return `${paint(page, "green", "↻")} ${said}`;
}

/** The same as data, for `--json`: one line. */
export function devEventJson(event: DevEvent, language: Page["language"]): z.infer<typeof devEventSchema> {
  if (event.type !== "not-reloaded") return event;
  const { type, files, error } = event;
  return { type, files: [...files], ...errorResult(error, null, language) };
}

/** What is served now that it has ended. */
export function sayDevEnd({ name, stage, release, isAhead }: DevResult, page: Page): string {
  const words = reportWords(page.language).dev;
  const say = isAhead ? words.endedAhead : words.ended;
  return `  ${say(`${name}/${stage}`, release)}`;
}

/** The fix that `up` gives is to run it again, which is what saving a file does here. */
function isOfStart({ error }: Extract<DevEvent, { type: "not-reloaded" }>): boolean {
  return error.code.startsWith("BOOT_") || error.code === "STATIC_FAILED";
}

/** `14:03:07  GET    200  /admin/login/      cold 412 ms  web  71 MB    12 ms`: what it took at the right, as of steps. */
function sayRequest(request: DevRequest, page: Page): string {
  const words = reportWords(page.language).dev;
  const { method, status, durationMs, memoryMb, initMs, by, problem, target } = request;
  const left = [
    paint(page, "dim", clockTime(request.time, page).slice(0, "14:03:07".length)),
    padEnd(method, 6),
    paint(page, inkOf(status), padEnd(status === 0 ? words.left : String(status), 4)),
    target,
  ].join("  ");
  const who = by === "function" ? (request.function ?? "") : words.by[by];
  const right = [
    ...(initMs === null ? [] : [paint(page, "cyan", words.cold(sayDuration(initMs)))]),
    paint(page, "dim", problem === null ? who : `${who}: ${problem}`),
    ...(memoryMb === null ? [] : [paint(page, "dim", `${memoryMb} MB`)]),
    padStart(sayDuration(durationMs), 8),
  ].join("  ");
  const gap = Math.min(widestLine, page.columns - 1) - displayWidth(left) - displayWidth(right);
  return `${left}${" ".repeat(Math.max(2, gap))}${right}`;
}

function inkOf(status: number): Ink {
  if (status === 0 || status >= 500) return "red";
  return status >= 400 ? "yellow" : status >= 300 ? "cyan" : "green";
}

function sayFiles(files: readonly string[], page: Page): string {
  const { comma, dev } = reportWords(page.language);
  const named = files.slice(0, namedFiles);
  const more = files.length - named.length;
  return [...named, ...(more > 0 ? [dev.moreFiles(more)] : [])].join(comma);
}
