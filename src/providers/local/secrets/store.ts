import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import {
  currentSecrets,
  pointToSecrets,
  secretsFile,
  secretFilesFolder,
} from "../../../platform/functions/secrets.ts";
import { OperationError } from "../../../errors.ts";
import { namesIn, readJsonIfThere, writeAtomically } from "../../../system/files.ts";
import type { StageFolder } from "../stage-folder.ts";
import { noSecrets, secretsDocumentSchema, type SecretsDocument } from "../../secrets/document.ts";
import { placesOfFiles, type PlacedFile } from "../../secrets/places.ts";

/** One version as it is kept. */
const storedSecretsSchema = secretsDocumentSchema.extend({
  format: z.literal(1),
  version: z.number().int(),
  at: z.string(),
  by: z.string(),
  kind: z.enum(["set", "unset", "import", "copy"]),
});
type StoredSecrets = z.infer<typeof storedSecretsSchema>;

type SecretsFolder = Pick<StageFolder, "secrets">;

/** Number of the version that processes of the stage read; null while it has no secrets. */
export function currentSecretsVersion(folder: SecretsFolder): Promise<number | null> {
  return currentSecrets(folder.secrets);
}

/**
 * The secrets of a stage as they are now; an empty document while it has none.
 *
 * @throws {OperationError} `SECRETS_DAMAGED`
 */
export async function readSecrets(folder: SecretsFolder): Promise<SecretsDocument> {
  const version = await currentSecretsVersion(folder);
  return version === null ? noSecrets : readVersion(folder, version);
}

async function readVersion(folder: SecretsFolder, version: number): Promise<StoredSecrets> {
  const file = secretsFile(folder.secrets, version);
  const parsed = storedSecretsSchema.safeParse(await readJsonIfThere(file));
  if (parsed.success) return parsed.data;
  // No cause: the parser's error would quote what it read.
  throw new OperationError("SECRETS_DAMAGED", { file, version, kept: await listVersions(folder) });
}

/** Numbers of all versions, oldest first. */
export async function listVersions(folder: SecretsFolder): Promise<readonly number[]> {
  const names = await namesIn(folder.secrets);
  return names
    .flatMap((name) => /^([1-9]\d*)\.json$/.exec(name)?.slice(1).map(Number) ?? [])
    .toSorted((one, other) => one - other);
}

/**
 * Keeps a new version, which nobody reads yet: it becomes the current one by `useSecrets`, or by `restoreSecrets`. The
 * caller holds the project's lock.
 *
 * @returns Its number.
 */
export async function writeVersion(
  folder: SecretsFolder,
  document: SecretsDocument,
  made: Pick<StoredSecrets, "at" | "by" | "kind">,
): Promise<number> {
  await mkdir(folder.secrets, { recursive: true, mode: 0o700 });
  await removeUnfinished(folder);
  const version = ((await listVersions(folder)).at(-1) ?? 0) + 1;
  const stored: StoredSecrets = { format: 1, version, ...made, ...document };
  await writeAtomically(secretsFile(folder.secrets, version), `${JSON.stringify(stored, null, 2)}\n`);
  return version;
}

/** Forgets a version that did not come to be used. */
export function discardVersion(folder: SecretsFolder, version: number): Promise<void> {
  return rm(secretsFile(folder.secrets, version), { force: true });
}

/**
 * Makes an older version the current one; nothing that is kept is changed, so the same call undoes it.
 *
 * @returns The version that was current before; null when there was none.
 * @throws {OperationError} `SECRETS_DAMAGED` when the version is gone or can't be read.
 */
export async function restoreSecrets(folder: SecretsFolder, version: number): Promise<number | null> {
  await readVersion(folder, version);
  const before = await currentSecretsVersion(folder);
  if (before !== version) await pointToSecrets(folder.secrets, version);
  return before;
}

/**
 * Where the JSON files of a stage's secrets are once a process has begun; links in the code lead there.
 *
 * @param from Folder of `monolift.toml`, from which the kept paths count.
 * @param to Root of the code. Files outside it can't be linked and are left out.
 */
export async function placesOfKeptFiles(
  folder: SecretsFolder,
  from: string,
  to: string,
): Promise<readonly PlacedFile[]> {
  const { files } = await readSecrets(folder);
  return placesOfFiles(files, { from, to, folder: secretFilesFolder(folder.secrets) });
}

/** Removes what a killed command has left of a stage's JSON files outside its folder. */
export function removeSecretFiles(folder: SecretsFolder): Promise<void> {
  return rm(secretFilesFolder(folder.secrets), { recursive: true, force: true });
}

/** A process that was killed while it wrote has left a part of a version, with values in it. */
async function removeUnfinished(folder: SecretsFolder): Promise<void> {
  const unfinished = (await namesIn(folder.secrets)).filter((name) => name.endsWith(".tmp"));
  await Promise.all(unfinished.map((name) => rm(join(folder.secrets, name), { force: true })));
}
