import { MonoliftError } from "../errors.ts";
import type { Session } from "./session.ts";

/**
 * Does the work; when it stops because what it would do cannot be undone, asks, and does it again with the answer.
 * Without a terminal the error, which names the flag, is the answer.
 *
 * @throws What the work throws; the same error when the answer is no.
 */
export async function withConsent<T>(
  session: Session,
  isGiven: boolean,
  work: (isAgreed: boolean) => Promise<T>,
): Promise<T> {
  try {
    return await work(isGiven);
  } catch (error) {
    if (!(error instanceof MonoliftError) || error.code !== "MIGRATION_NEEDS_CONSENT") throw error;
    if (!(await isAgreedTo(session, error.detail))) throw error;
    return work(true);
  }
}

async function isAgreedTo(session: Session, detail: string | undefined): Promise<boolean> {
  const { page, world } = session;
  if (session.json || world.prompts === undefined) return false;
  const { reportWords } = await import("../words/cli/reports/report-words.ts");
  const words = reportWords(page.language).ask;
  await session.remark(() => `\n${detail ?? ""}\n`);
  const answer = await world.prompts.choose({ message: words.irreversible, choices: [words.no, words.yes] });
  return answer === words.yes;
}
