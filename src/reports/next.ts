import { reportWords } from "../words/cli/reports/report-words.ts";
import { paint, type Page } from "./page.ts";
import { layRows } from "./table.ts";

/** A command as it is typed, and what it is for. */
export type Command = readonly [command: string, says: string];

/** What one does next. */
export function sayNext(commands: readonly Command[], page: Page): string {
  return `  ${paint(page, "dim", reportWords(page.language).up.next)}\n${layCommands(commands, page)}`;
}

/** Commands with what each is for, one below the other. */
export function layCommands(commands: readonly Command[], page: Page): string {
  return layRows(commands.map(([command, says]) => [paint(page, "cyan", command), paint(page, "dim", says)]));
}

/** A stage as an argument behind a verb, with the space before it; `local` is meant without one. */
export function stageArgument(stage: string): string {
  return stage === "local" ? "" : ` ${stage}`;
}
