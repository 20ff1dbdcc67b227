import { reportWords } from "../words/cli/reports/report-words.ts";
import type { LogRecord, LogsResult } from "../actions/results.ts";
import { indent } from "./code.ts";
import { paint, type Ink, type Page } from "./page.ts";
import { padEnd } from "./width.ts";

type Level = NonNullable<LogRecord["level"]>;
type Mail = NonNullable<LogsResult["mails"]>[number];

const levelInks = {
  debug: "dim",
  info: "green",
  warning: "yellow",
  error: "red",
  critical: "red",
} as const satisfies Record<Level, Ink>;

/** The lines that are there, oldest first; e-mails instead where they were asked for. */
export function sayLogs(logs: LogsResult, options: { readonly verbose: boolean }, page: Page): string {
  const words = reportWords(page.language).logs;
  if (logs.mails !== undefined) {
    if (logs.mails.length === 0) return `  ${words.noMail}`;
    return logs.mails.map((mail) => sayMail(mail, page)).join("\n\n");
  }
  const lines = logs.records.flatMap((record) => sayRecord(record, options, page) ?? []);
  return lines.length === 0 ? `  ${words.none}` : lines.join("\n");
}

/**
 * One record: local time, level, function, message; further lines stand below the first.
 *
 * @returns `undefined` for the platform's own lines at the start and end of a request, unless `verbose`.
 */
export function sayRecord(
  record: LogRecord,
  options: { readonly verbose: boolean },
  page: Page,
): string | undefined {
  if (!options.verbose && (record.kind === "start" || record.kind === "end")) return undefined;
  const level = record.level ?? (record.kind === "error" ? "error" : undefined);
  const time = paint(page, "dim", clockTime(record.time, page));
  const mark = padEnd(level === undefined ? "" : level.toUpperCase(), 8);
  const ink = level === undefined ? "dim" : levelInks[level];
  const name = paint(page, "dim", record.function);
  const [first = "", ...rest] = record.message.trimEnd().split("\n");
  const isOurs = record.kind === "start" || record.kind === "end" || record.kind === "report";
  const text = [first, ...rest.map((line) => `    ${line}`)].map((line) =>
    isOurs ? paint(page, "dim", line.replaceAll("\t", "  ")) : line,
  );
  return `${time} ${paint(page, ink, mark)} ${name}  ${text.join("\n")}`;
}

function sayMail(mail: Mail, page: Page): string {
  const words = reportWords(page.language).logs;
  return [
    `${paint(page, "dim", dateTime(mail.time, page))}  ${paint(page, "bold", mail.subject)}`,
    `  ${paint(page, "dim", words.from)} ${mail.from}  ${paint(page, "dim", words.to)} ${mail.to.join(", ")}`,
    "",
    indent(mail.body.trimEnd(), 4),
    "",
    `  ${paint(page, "dim", mail.path)}`,
  ].join("\n");
}

/** `14:03:07.120`, on the clock of whoever reads. */
export function clockTime(time: string, { timeZone }: Page): string {
  return formatter(timeZone, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
  })(time);
}

/** `2026-05-01 14:03:07`. */
function dateTime(time: string, { timeZone }: Page): string {
  const date = formatter(timeZone, { year: "numeric", month: "2-digit", day: "2-digit" })(time);
  return `${date} ${formatter(timeZone, { hour: "2-digit", minute: "2-digit", second: "2-digit" })(time)}`;
}

/** Swedish writes dates and times as ISO 8601 does, apart from the comma before milliseconds. */
function formatter(
  timeZone: string | undefined,
  options: Intl.DateTimeFormatOptions,
): (time: string) => string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    ...options,
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  return (time) => format.format(new Date(time)).replace(",", ".");
}
