import type { JudgedMigrations } from "../facts/migrations.ts";
import type { Notice } from "../words/words.ts";
import type { DevEvent } from "./dev-events.ts";
import type { Imported } from "./import-results.ts";
import type { Step, StepName } from "./results.ts";

/** What a verb tells while it works; only the command line turns these into lines. */
export type ActionEvent =
  | { readonly type: "found"; readonly what: string; readonly value: string; readonly from: string }
  | { readonly type: "notice"; readonly notice: Notice }
  /** What was taken over from another tool, once it is written. */
  | { readonly type: "imported"; readonly imported: Imported }
  /** What the pending migrations would do, before any of them runs. */
  | { readonly type: "migrations-judged"; readonly judged: JudgedMigrations }
  | { readonly type: "step-started"; readonly name: StepName }
  | { readonly type: "step-ended"; readonly step: Step }
  /** A line of what a long step is doing, for a terminal that can overwrite it. */
  | { readonly type: "progress"; readonly name: StepName; readonly text: string }
  | { readonly type: "waiting-for-lock"; readonly pid: number; readonly since: string }
  /** What `dev` shows, line by line. */
  | { readonly type: "dev"; readonly event: DevEvent }
  /** What a command of `run` writes somewhere else, as it comes. */
  | { readonly type: "output"; readonly text: string; readonly stream: "stdout" | "stderr" }
  /** A command of `run` has the terminal from now on, or no longer: while it has, `^C` is the command's own. */
  | { readonly type: "terminal-lent"; readonly lent: boolean };

export type Tell = (event: ActionEvent) => void;
