import type { SecretsChangeResult } from "../../actions/secret-results.ts";
import { UserError } from "../../errors.ts";
import { reportWords } from "../../words/cli/reports/report-words.ts";
import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";
import { answerChange } from "./answer-change.ts";

export interface SecretsImportFlags extends CommonFlags {
  readonly environment?: string;
  readonly stage?: string;
}

export async function secretsImport(
  this: Session,
  { environment, stage }: SecretsImportFlags,
  ...paths: readonly string[]
): Promise<void> {
  const read = (chosen: string | undefined): Promise<SecretsChangeResult> =>
    this.perform((context) => this.actions.importSecrets(context, { stage, paths, environment: chosen }));
  await answerChange(this, await read(environment).catch((error: unknown) => readChosen(this, error, read)));
}

/** Two files fit the stage: on a terminal that is a question. */
async function readChosen(
  session: Session,
  error: unknown,
  read: (chosen: string) => Promise<SecretsChangeResult>,
): Promise<SecretsChangeResult> {
  const { prompts } = session.world;
  const candidates = candidatesOf(error);
  if (candidates.length === 0 || prompts === undefined || session.json) throw error;
  const words = reportWords(session.page.language).secrets;
  const chosen = await prompts.choose({ message: words.whichEnvironment, choices: candidates });
  if (chosen === undefined) throw error;
  return read(chosen);
}

function candidatesOf(error: unknown): readonly string[] {
  if (!(error instanceof UserError) || error.code !== "SECRETS_ENVIRONMENT_OPEN") return [];
  const facts: unknown = error.facts;
  if (typeof facts !== "object" || facts === null || !("candidates" in facts)) return [];
  return Array.isArray(facts.candidates) ? facts.candidates.filter((one) => typeof one === "string") : [];
}
