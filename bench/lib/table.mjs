/** A table in Markdown; numbers are rounded to what they can bear. */
export function table(head, rows) {
  return [head, head.map(() => "---"), ...rows.map((row) => row.map(cell))].map(line).join("\n");
}

const line = (cells) => `| ${cells.join(" | ")} |`;

function cell(value) {
  if (value === undefined || value === null) return "–";
  if (typeof value !== "number") return String(value);
  if (Number.isInteger(value) || Math.abs(value) >= 100) return value.toFixed(0);
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
