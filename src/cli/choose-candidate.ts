import { basename } from "node:path";
import type { ActionContext } from "../actions/context.ts";
import type { Session } from "./session.ts";
import type { World } from "./world.ts";

/** What an error says when something is open: what there is to choose from, and the key of `monolift.toml` that settles which. */
interface Choice {
  readonly key: string;
  readonly candidates: readonly string[];
}

/**
 * Does the work; when it stops because there are two candidates for a key, asks which, writes the answer into
 * `monolift.toml`, and does the work again. Without a terminal the error, which lists them, is the answer.
 *
 * @throws What the work throws; also when the same key is asked for twice, since then the answer did not help.
 */
export async function withChoices<T>(
  session: Session,
  work: (context: ActionContext) => Promise<T>,
): Promise<T> {
  const asked = new Set<string>();
  for (;;) {
    try {
      return await session.perform(work);
    } catch (error) {
      const choice = choiceOf(error);
      if (choice === undefined || asked.has(choice.key)) throw error;
      const isSettled = await settle(session, choice);
      if (!isSettled) throw error;
      asked.add(choice.key);
    }
  }
}

/** Asks, and writes the answer down. False when nobody answers. */
async function settle(session: Session, { key, candidates }: Choice): Promise<boolean> {
  const { page, world } = session;
  if (session.json || world.prompts === undefined) return false;
  const { reportWords } = await import("../words/cli/reports/report-words.ts");
  const words = reportWords(page.language).ask;
  const value = await world.prompts.choose({ message: words.candidate(key), choices: candidates });
  if (value === undefined) return false;
  await writeDown(world, key, value);
  await session.remark(() => `  ${words.remembered(key, value)}`);
  return true;
}

/** Writes the key into the project's file; where there is none yet, the smallest one is made first. */
async function writeDown({ cwd, environment }: World, key: string, value: string): Promise<void> {
  const { loadConfig } = await import("../config/load.ts");
  const { setConfigValue } = await import("../config/edit.ts");
  const file = (await loadConfig(cwd, environment))?.file ?? (await createFile(cwd));
  await setConfigValue(file, key.split("."), value);
}

async function createFile(folder: string): Promise<string> {
  const { createConfigFile } = await import("../config/create.ts");
  const { deriveName } = await import("../config/derive-name.ts");
  return createConfigFile(folder, { name: await deriveName(basename(folder)) });
}

function choiceOf(error: unknown): Choice | undefined {
  if (!(error instanceof Error) || !("facts" in error)) return undefined;
  const facts: unknown = error.facts;
  if (typeof facts !== "object" || facts === null) return undefined;
  if (!("key" in facts) || typeof facts.key !== "string") return undefined;
  if (!("candidates" in facts) || !Array.isArray(facts.candidates)) return undefined;
  const candidates = facts.candidates.filter((one) => typeof one === "string");
  return candidates.length > 0 ? { key: facts.key, candidates } : undefined;
}
