import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { holdsPrivateKey, isDatabase, isSecretName } from "../../../bundle/rules.ts";
import type { Survey } from "../../../facts/survey.ts";
import { readCommittedFiles } from "../../../system/committed-files.ts";

const mayBeKey = /\.(pem|key|p8)$/i;
const mayBeDatabase = /\.(sqlite3?|sqlitedb|db)$/i;
/** A key is short; a database is known by its first bytes. */
const largestKeyBytes = 65_536;

/** Sorts out what git keeps that it should not: secrets, and databases with rows. */
export async function readCommitted(root: string): Promise<Survey["committed"]> {
  const files = await readCommittedFiles(root);
  if (files === null) return null;
  const keys = await keepIf(
    root,
    files.filter((path) => mayBeKey.test(path)),
    holdsPrivateKey,
  );
  const databases = await keepIf(
    root,
    files.filter((path) => mayBeDatabase.test(path)),
    (_, content) => isDatabase(content),
  );
  const secrets = files.filter((path) => isSecretName(path) && !keys.includes(path));
  const filled = await Promise.all(
    secrets.map(async (path) => ((await sizeOf(root, path)) > 0 ? [path] : [])),
  );
  return { files, secrets: [...filled.flat(), ...keys].toSorted(), databases };
}

async function keepIf(
  root: string,
  paths: readonly string[],
  isWanted: (name: string, content: Buffer) => boolean,
): Promise<readonly string[]> {
  const looked = await Promise.all(
    paths.map(async (path) => {
      const size = await sizeOf(root, path);
      if (size === 0 || (mayBeKey.test(path) && size > largestKeyBytes)) return [];
      return isWanted(path.split("/").at(-1) ?? "", await readFile(join(root, path))) ? [path] : [];
    }),
  );
  return looked.flat();
}

/** 0 for a file that git knows and that is gone from the folder. */
async function sizeOf(root: string, path: string): Promise<number> {
  return stat(join(root, path)).then(
    (stats) => (stats.isFile() ? stats.size : 0),
    () => 0,
  );
}
