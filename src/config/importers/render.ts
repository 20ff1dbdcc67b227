import type { ConfigValue } from "../edit.ts";
import type { Entry } from "./draft.ts";
import type { Origin } from "./findings.ts";
import type { Fitted } from "./fit.ts";

interface Line {
  readonly key: string;
  readonly value: ConfigValue;
  readonly from: Origin | null;
}

/**
 * Writes the file, each value with the place that it was taken from.
 *
 * @param name Of the project, and where it was taken from; null when from nowhere in the file.
 */
export function renderImport(
  name: { readonly value: string; readonly from: Origin | null },
  { stages, entries }: Pick<Fitted, "stages" | "entries">,
): string {
  const common = entries.filter((entry) => entry.stage === null);
  const tables = [...new Set(common.map(({ key }) => key.split(".").slice(0, -1).join(".")))];
  const blocks = [
    renderLines([{ key: "name", ...name }]),
    ...tables.map((table) => {
      const lines = common.filter(({ key }) => key.split(".").slice(0, -1).join(".") === table);
      return `[${table}]\n${renderLines(lines.map((one) => ({ ...one, key: one.key.split(".").at(-1) ?? "" })))}`;
    }),
    ...stages.map((stage) => `[stages.${stage}]\n${renderLines(linesOf(stage, entries))}`),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function linesOf(stage: string, entries: readonly Entry[]): readonly Line[] {
  const own = entries.filter((entry) => entry.stage === stage);
  const isAlone = own.filter(({ key }) => key.startsWith("database.")).length === 1;
  // `database = "neon"` is short for `database.engine = "neon"`, where nothing else is said of it.
  const short = own.map((entry) =>
    isAlone && entry.key === "database.engine" ? { ...entry, key: "database" } : entry,
  );
  return [{ key: "provider", value: "aws", from: null }, ...short];
}

function renderLines(lines: readonly Line[]): string {
  const texts = lines.map(({ key, value }) => `${key} = ${JSON.stringify(value)}`);
  const width = Math.max(...texts.map(({ length }) => length));
  return lines
    .map(({ from }, index) => {
      const text = texts[index] ?? "";
      return from === null ? text : `${text.padEnd(width)}  # ${placeOf(from)}`;
    })
    .join("\n");
}

/** `zappa_settings.json:4 dev.aws_region`, on one line whatever the key is. */
function placeOf({ file, line, key }: Origin): string {
  // oxlint-disable-next-line no-control-regex -- TOML allows none of them in a comment
  return `${file}:${line} ${key}`.replaceAll(/[\u0000-\u001F\u007F]/gu, " ").trim();
}
