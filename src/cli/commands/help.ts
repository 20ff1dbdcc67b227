import { showHelp } from "../show-help.ts";
import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export interface HelpFlags extends CommonFlags {
  readonly all: boolean;
}

/** `monolift help up` is what `monolift up --help` is. */
export async function help(this: Session, { all }: HelpFlags, verb?: string): Promise<void> {
  await showHelp(this, verb, { all });
}
