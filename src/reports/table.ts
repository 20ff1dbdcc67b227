import { paint, type Page } from "./page.ts";
import { displayWidth, padEnd, padStart } from "./width.ts";

export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
}

/**
 * Lays out rows below their titles, two spaces between columns, indented by two.
 *
 * @param rows Cells as text; a cell may carry colour.
 */
export function layTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  page: Page,
): string {
  const titles = columns.map((column) => paint(page, "dim", column.title));
  return layRows([titles, ...rows], columns);
}

/** Lays out rows without titles. */
export function layRows(
  rows: readonly (readonly string[])[],
  columns: readonly Pick<Column, "align">[] = [],
): string {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, index) =>
    Math.max(0, ...rows.map((row) => displayWidth(row[index] ?? ""))),
  );
  return rows
    .map((row) => {
      const cells = row.map((cell, index) => {
        const pad = columns[index]?.align === "right" ? padStart : padEnd;
        return pad(cell, widths[index] ?? 0);
      });
      return `  ${cells.join("  ").trimEnd()}`;
    })
    .join("\n");
}
