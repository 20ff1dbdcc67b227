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
  const { world, json } = session;
  const isShown = !json && world.stdout.isTTY === true && made.fileName !== undefined;
  const file =
    made.out !== undefined
      ? resolve(world.cwd, made.out)
      : isShown
        ? join(world.home.cache, "pictures", made.fileName)
        : undefined;
  if (file !== undefined) await write(file, made.text);
  await session.answer(made.result, (page) => {
    if (file === undefined) return made.text.trimEnd();
    const words = reportWords(page.language).pictures;
    return `  ${words.written(file)}${made.fileName === undefined ? "" : `\n  ${words.openIt}`}`;
  });
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeAtomically(file, text, 0o644);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UserError("FILE_NOT_WRITTEN", { file, problem: error.message });
  }
}
