import { reportWords } from "../words/cli/reports/report-words.ts";
import type { DownResult, StageData } from "../actions/results.ts";
import { sayAge, sayBytes, sayNumber } from "./numbers.ts";
import { paint, type Page } from "./page.ts";
import { layRows } from "./table.ts";

/** Tables that are named one by one; the others are counted. */
const namedTables = 12;

/** What a stage holds, before it is asked whether it may go: tables by their rows, uploads, e-mail. */
export function sayHeldData(
  stage: string,
  { data, unread }: Pick<DownResult, "data" | "unread">,
  page: Page,
): string {
  const { down: words, comma } = reportWords(page.language);
  if (unread !== null) return `  ${paint(page, "yellow", "!")} ${words.unread(stage)}\n    ${unread.cause}`;
  if (data === null) return `  ${words.nothingHeld(stage)}`;
  const { media } = data;
  const lastWrite = media.lastWrite === null ? [] : [words.lastWrite(sayAge(media.lastWrite, page))];
  const kinds = [
    [
      paint(page, "dim", words.database),
      words.databaseOf(data.tables.length, data.rows, sayBytes(data.databaseBytes)),
    ],
    [
      paint(page, "dim", words.uploads),
      [words.uploadsOf(media.objects, sayBytes(media.bytes)), ...lastWrite].join(comma),
    ],
    [paint(page, "dim", words.mail), words.mails(data.mails)],
  ];
  const parts = [`  ${paint(page, "bold", words.willGo(stage))}`, layRows(kinds)];
  const tables = sayTables(data, page);
  if (tables !== "") parts.push(tables);
  return parts.join("\n\n");
}

/** Says what is gone, and that one has looked for what might be left. */
export function sayDown(result: DownResult, page: Page): string {
  const words = reportWords(page.language).down;
  const stage = `${result.name}/${result.stage}`;
  const head = !result.deletedData
    ? words.goneDataKept(stage)
    : result.unread !== null
      ? words.goneUnread(stage)
      : result.data === null
        ? words.goneNoData(stage)
        : words.gone(stage);
  if (result.left.length > 0) {
    return [`  ${words.left}`, ...result.left.map((one) => `    ${paint(page, "red", one)}`)].join("\n");
  }
  const proof = result.deletedData ? [words.nothingLeft] : [];
  const rest = [words.removed(result.removed.length), ...proof].map((line) => paint(page, "dim", line));
  const unread = result.unread === null ? [] : [`  ${result.unread.cause}`];
  const kept = result.kept.map(({ what, name, usdPerMonth }) =>
    paint(page, "dim", words.keptOnAws(what, name, usdPerMonth.toFixed(2))),
  );
  return [head, ...unread, ...rest, ...kept, ...sayCache(result.cache, page)]
    .map((line) => `  ${line}`)
    .join("\n");
}

/** What stays on the disk although nobody needs it, and the command that deletes it. */
function sayCache(cache: DownResult["cache"], page: Page): readonly string[] {
  if (cache === null) return [];
  const { cacheStays } = reportWords(page.language).down;
  const said = cacheStays(cache.path, sayBytes(cache.sizeBytes));
  return [paint(page, "dim", said), `  ${paint(page, "cyan", `rm -rf ${quoteForShell(cache.path)}`)}`];
}

/** A path as one word of a POSIX shell. */
function quoteForShell(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}

function sayTables({ tables }: StageData, page: Page): string {
  const { down: words, more, comma } = reportWords(page.language);
  const full = tables.filter(({ rows }) => rows > 0).toSorted((a, b) => b.rows - a.rows);
  const rows = full
    .slice(0, namedTables)
    .map(({ table, rows: count }) => [`  ${table}`, sayNumber(count, page.language)]);
  if (rows.length === 0) return "";
  const rest = [
    ...(full.length > namedTables ? [more(full.length - namedTables)] : []),
    ...(tables.length > full.length ? [words.emptyTables(tables.length - full.length)] : []),
  ];
  const named = layRows(rows, [{}, { align: "right" }]);
  return rest.length === 0 ? named : `${named}\n    ${paint(page, "dim", rest.join(comma))}`;
}
