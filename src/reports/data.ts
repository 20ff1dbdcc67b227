import type {
  DataExportResult,
  DataImportResult,
  DataPointsResult,
  DataRestoreResult,
} from "../actions/data-results.ts";
import type { HeldAmounts, RestorePreparation } from "../actions/data-restore.ts";
import { reportWords } from "../words/cli/reports/report-words.ts";
import { sayNext, stageArgument, type Command } from "./next.ts";
import { sayAge, sayBytes } from "./numbers.ts";
import { paint, type Page } from "./page.ts";
import { layRows, layTable } from "./table.ts";

/** The restore points of a stage, newest first. */
export function sayPoints(result: DataPointsResult, page: Page): string {
  const words = reportWords(page.language).data;
  if (result.points.length === 0) return `  ${words.none(`${result.name}/${result.stage}`)}`;
  const table = layTable(
    [
      { title: words.point, align: "right" },
      { title: words.made },
      { title: words.reason },
      { title: words.release, align: "right" },
      { title: words.size, align: "right" },
      { title: words.by },
    ],
    result.points.map(({ id, createdAt, reason, release, databaseBytes, by }) => [
      String(id),
      sayAge(createdAt, page),
      words.reasons[reason],
      release === null ? "–" : String(release),
      databaseBytes === null ? "–" : sayBytes(databaseBytes),
      by,
    ]),
    page,
  );
  return `${table}\n\n  ${paint(page, "dim", words.pointsHint)}`;
}

/** What a restore would lose and bring, before it asks. */
export function sayRestoreQuestion(preparation: RestorePreparation, page: Page): string {
  const { ask } = reportWords(page.language).data;
  const { name, stage, point, goes, comes } = preparation;
  return [
    `  ${paint(page, "bold", ask.title(`${name}/${stage}`, point.id, sayAge(point.createdAt, page)))}`,
    layRows([
      [paint(page, "red", ask.goes), sayHeld(goes, page)],
      [paint(page, "green", ask.comes), sayHeld(comes, page)],
    ]),
    `  ${paint(page, "dim", point.hasFiles ? ask.kept : `${ask.kept} ${ask.filesStay}`)}`,
  ].join("\n\n");
}

/** What the stage has now, how that is undone, and whether the code fits. */
export function sayRestore(result: DataRestoreResult, page: Page): string {
  const words = reportWords(page.language).data;
  const { restored, keptAs, live, fits, canReturn } = result;
  const argument = stageArgument(result.stage);
  const fit =
    live === null ? words.fitsNobody : fits ? words.fits(live) : words.fitsNot(live, restored.release);
  const parts = [
    `  ${words.restored(`${result.name}/${result.stage}`, restored.id, restored.hasFiles)}`,
    [
      `  ${fits ? "" : `${paint(page, "yellow", "!")} `}${fit}`,
      `  ${paint(page, "dim", words.keptAs(keptAs, argument))}`,
    ].join("\n"),
  ];
  if (fits) return parts.join("\n\n");
  const { release } = restored;
  const back: readonly Command[] =
    release === null || !canReturn
      ? []
      : [[`monolift rollback${argument} --to ${release}`, words.toRollback(release)]];
  return [...parts, sayNext([...back, [`monolift up${argument}`, words.toUp]], page)].join("\n\n");
}

/** What was written, and how it is brought in somewhere. */
export function sayExport(result: DataExportResult, page: Page): string {
  const words = reportWords(page.language).data;
  const { name, stage, folder } = result;
  return [
    `  ${words.exported(`${name}/${stage}`, folder)}`,
    `  ${sayAmounts(result, page)}\n  ${paint(page, "dim", words.exportHint)}`,
    sayNext([[`monolift data import ${folder}`, words.toImport]], page),
  ].join("\n\n");
}

/** What the stage has now, and how that is undone. */
export function sayImport(result: DataImportResult, page: Page): string {
  const words = reportWords(page.language).data;
  const { name, stage, from, restorePoint } = result;
  const age = sayAge(from.exportedAt, page);
  const undo = restorePoint === null ? [] : [words.keptAs(restorePoint, stageArgument(stage))];
  return [
    `  ${words.imported(`${name}/${stage}`, `${from.project}/${from.stage}`, age)}`,
    [sayAmounts(result, page), ...undo.map((line) => paint(page, "dim", line))]
      .map((line) => `  ${line}`)
      .join("\n"),
  ].join("\n\n");
}

function sayHeld({ rows, objects }: HeldAmounts, page: Page): string {
  const { data: words, amounts } = reportWords(page.language);
  const counted = rows === null ? words.ask.uncounted : amounts.rows(rows);
  return objects === null ? counted : words.ask.amounts(counted, amounts.objects(objects));
}

function sayAmounts(
  { tables, rows, objects, mediaBytes }: Pick<DataExportResult, "tables" | "rows" | "objects" | "mediaBytes">,
  page: Page,
): string {
  const { data: words, amounts } = reportWords(page.language);
  return words.amounts(
    amounts.tables(tables),
    amounts.rows(rows),
    amounts.objects(objects),
    sayBytes(mediaBytes),
  );
}
