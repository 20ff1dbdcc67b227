import { MonoliftError } from "../errors.ts";
import type { Session } from "./session.ts";

/**
 * Does the work; when it stops because there is no API key of Neon, asks for one where nobody sees it, keeps it for this user,
 * and does the work again. Without a terminal the error, which names the variable, is the answer.
 *
 * @throws What the work throws; `NEON_KEY_REFUSED` for a key that Neon does not accept, which is not kept.
 */
export async function withNeonKey<T>(session: Session, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof MonoliftError) || error.code !== "NEON_KEY_MISSING") throw error;
    if (!(await askForKey(session))) throw error;
    return work();
  }
}

/** False when nobody answers. */
async function askForKey(session: Session): Promise<boolean> {
  const { json, page, world } = session;
  if (json || world.prompts === undefined) return false;
  const { reportWords } = await import("../words/cli/reports/report-words.ts");
  const words = reportWords(page.language).ask;
  const entered = await world.prompts.secret({ message: words.neonKey });
  if (entered === undefined || entered.trim() === "") return false;
  const file = await session.perform((context) => session.actions.keepNeonKey(context, entered));
  await session.remark(() => `  ${words.neonKeyKept(file)}`);
  return true;
}
