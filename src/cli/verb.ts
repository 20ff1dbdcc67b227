import type { Command } from "@stricli/core";
import type { HelpWords } from "../words/cli/help/en.ts";
import type { Session } from "./session.ts";

type VerbName = keyof HelpWords["verbs"];

/** A verb as the parser takes it, and what its help page shows besides. */
export interface Verb {
  readonly name: VerbName;
  readonly command: Command<Session>;
  /** True for the verbs that only `help --all` shows. */
  readonly isAdvanced: boolean;
  /** What stands after `--`, where the verb takes something there. */
  readonly afterDashes?: { readonly placeholder: string; readonly brief: string };
}

/** The options that every verb takes. */
export interface CommonFlags {
  readonly json: boolean;
  readonly verbose: boolean;
  readonly lang?: "en" | "ja" | "ko";
}
