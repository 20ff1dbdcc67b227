import { join, resolve } from "node:path";
import { UserError } from "../../errors.ts";
import { writeAtomically } from "../../system/files.ts";
import { reportWords } from "../../words/cli/reports/report-words.ts";
import type { Session } from "../session.ts";

/** A document that a verb makes: a picture, a schema. */
interface MadeDocument {
  /** What `--json` prints. */
  readonly result: unknown;
  readonly text: string;
  /** File that it is to be written to; left out for stdout. */
  readonly out: string | undefined;
  /** Name of the file that a terminal gets, where nobody can read the text: `shop-erd.svg`. */
  readonly fileName?: string | undefined;
}

/**
 * Writes a document where it is asked for: to a file, or to stdout. On a terminal a picture goes to a file of the cache, whose
 * name is said.
 *
 * @throws {UserError} `FILE_NOT_WRITTEN`
 */
export async function answerDocument(session: Session, made: MadeDocument): Promise<void> {
  const said = await offerPicture(session, made);
  await session.answer(made.result, () => (said.length === 0 ? made.text.trimEnd() : said.join("\n")));
}

/**
 * Writes a document to the file that is asked for, or a picture to one of the cache where somebody sits at a terminal.
 *
 * @returns Where it is; nothing when it was written nowhere.
 * @throws {UserError} `FILE_NOT_WRITTEN`
 */
export async function offerPicture(
  { world, json, page }: Session,
  { text, out, fileName }: Omit<MadeDocument, "result">,
): Promise<readonly string[]> {
  const isShown = !json && world.stdout.isTTY === true && fileName !== undefined;
  const kept = isShown ? join(world.home.cache, "pictures", fileName) : undefined;
  const file = out === undefined ? kept : resolve(world.cwd, out);
  if (file === undefined) return [];
  await write(file, text);
  const words = reportWords(page.language).pictures;
  return [`  ${words.written(file)}${fileName === undefined ? "" : `\n  ${words.openIt}`}`];
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeAtomically(file, text, 0o644);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UserError("FILE_NOT_WRITTEN", { file, problem: error.message });
  }
}
