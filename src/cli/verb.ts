import type { Command } from "@stricli/core";
import type { HelpWords } from "../words/cli/help/en.ts";
import type { Session } from "./session.ts";

type VerbName = keyof HelpWords["verbs"];

/** A verb as the parser takes it, and what its help page shows besides: one command, or several of one family. */
export type Verb = SingleVerb | VerbGroup;

interface ShownVerb {
  readonly name: VerbName;
  /** True for the verbs that only `help --all` shows. */
  readonly isAdvanced: boolean;
}

export interface SingleVerb extends ShownVerb {
  readonly command: Command<Session>;
  /** What stands after `--`, where the verb takes something there. */
  readonly afterDashes?: AfterDashes;
}

/** A verb that another word must follow: `data restore`. Alone it shows its page of help. */
export interface VerbGroup extends ShownVerb {
  readonly subcommands: readonly Subcommand[];
}

export interface Subcommand {
  readonly name: string;
  readonly words: CommandWords;
  readonly command: Command<Session>;
}

export interface AfterDashes {
  readonly placeholder: string;
  readonly brief: string;
}

/** What the catalogue says of a command. */
export interface CommandWords {
  readonly brief: string;
  readonly description: readonly string[];
  readonly examples: readonly { readonly command: string; readonly says: string }[];
}

/** The options that every verb takes. */
export interface CommonFlags {
  readonly json: boolean;
  readonly verbose: boolean;
  readonly lang?: "en" | "ja" | "ko";
}

export function isGroup(verb: Verb | undefined): verb is VerbGroup {
  return verb !== undefined && "subcommands" in verb;
}
