import type { LogRecord } from "../../actions/results.ts";
import { exitCodes } from "../../errors.ts";
import { sayLogs, sayRecord } from "../../reports/logs.ts";
import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export interface LogsFlags extends CommonFlags {
  readonly follow: boolean;
  /** Milliseconds since 1970. */
  readonly since?: number;
  readonly errors: boolean;
  readonly request?: string;
  readonly mail: boolean;
}

type LogsOptions = Omit<Parameters<Session["actions"]["logs"]>[1], "follow">;

export async function logs(this: Session, flags: LogsFlags, stage?: string): Promise<void> {
  const { follow, since: sinceMs, errors, request, mail } = flags;
  const options: LogsOptions = { stage, sinceMs, errors, request, mail };
  if (follow) {
    await followLogs(this, options);
    return;
  }
  const result = await this.perform((context) => this.actions.logs(context, options));
  await this.answer(result, (page) => sayLogs(result, this, page));
}

/** Writes each record as it comes, with `--json` one line of JSON each, until `^C`, which is how it is meant to end. */
async function followLogs(session: Session, options: LogsOptions): Promise<void> {
  const write = (record: LogRecord): void => {
    const line = session.json ? JSON.stringify(record) : sayRecord(record, session, session.page);
    if (line !== undefined) session.world.stdout.write(`${line}\n`);
  };
  await session.perform((context) => session.actions.logs(context, { ...options, follow: true }, write));
  if (session.isInterrupted) session.exitCode = exitCodes.interrupted;
}
