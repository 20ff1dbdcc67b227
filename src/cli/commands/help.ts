import { showHelp } from "../show-help.ts";
import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export interface HelpFlags extends CommonFlags {
  readonly all: boolean;
}

/** `monolift help up` is what `monolift up --help` is. */
export async function help(
  this: Session,
  { all }: HelpFlags,
  ...path: [verb?: string, subcommand?: string]
): Promise<void> {
  const names = path.filter((name) => name !== undefined);
  await showHelp(this, names, { all });
}
