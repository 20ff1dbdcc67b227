import type { ActionContext } from "../../actions/context.ts";
import type { DevOptions } from "../../actions/dev.ts";
import { exitCodes } from "../../errors.ts";
import { devEventJson, sayDevEnd } from "../../reports/dev.ts";
import { withChoices } from "../choose-candidate.ts";
import { withConsent } from "../consent.ts";
import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export interface DevFlags extends CommonFlags {
  readonly port?: number;
  readonly yesIrreversible: boolean;
}

/** Runs until `^C`, which is how it is meant to end. With `--json` each event is one line on stdout. */
export async function dev(this: Session, flags: DevFlags, stage?: string): Promise<void> {
  const options: DevOptions = { stage, port: flags.port };
  const result = await withConsent(this, flags.yesIrreversible, (yesIrreversible) =>
    withChoices(this, (context) =>
      this.actions.dev(this.json ? printing(this, context) : context, { ...options, yesIrreversible }),
    ),
  );
  if (this.json) writeLine(this, { type: "ended", ...result });
  else await this.answer(result, (page) => sayDevEnd(result, page));
  if (this.isInterrupted) this.exitCode = exitCodes.interrupted;
}

function printing(session: Session, context: ActionContext): ActionContext {
  return {
    ...context,
    tell: (event) => {
      if (event.type === "dev") writeLine(session, devEventJson(event.event, session.page.language));
      else context.tell(event);
    },
  };
}

function writeLine({ world }: Session, value: unknown): void {
  world.stdout.write(`${JSON.stringify(value)}\n`);
}
