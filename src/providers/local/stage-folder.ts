import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readJsonIfThere, writeAtomically } from "../../system/files.ts";
import { secretsFolderOf } from "../../platform/functions/secrets.ts";
import { choosePort } from "./port.ts";

/** Where one stage keeps its things, below the project's state folder. */
export interface StageFolder {
  readonly root: string;
  readonly identity: string;
  readonly releases: string;
  readonly static: string;
  readonly mail: string;
  readonly secrets: string;
}

/** Names the folders of a stage. */
export function stageFolder(projectState: string, stage: string): StageFolder {
  const root = join(projectState, "stages", stage);
  return {
    root,
    identity: join(root, "stage.json"),
    releases: join(root, "releases"),
    static: join(root, "static"),
    mail: join(root, "mail"),
    secrets: secretsFolderOf(root),
  };
}

const identitySchema = z.object({
  port: z.number().int(),
  /** Signs sessions and tokens of this stage; made once, so that an `up` logs nobody out. */
  secretKey: z.string().min(1),
  createdAt: z.string(),
});
export type StageIdentity = z.infer<typeof identitySchema>;

/** What a stage keeps for its whole life; undefined when it does not exist. */
export async function readIdentity(folder: StageFolder): Promise<StageIdentity | undefined> {
  return identitySchema.safeParse(await readJsonIfThere(folder.identity)).data;
}

/**
 * Makes the folders of a stage and gives it a port and a key when it has none.
 *
 * @param wanted A port that the user asks for, or undefined for one that follows from the names.
 */
export async function ensureStageFolder(
  folder: StageFolder,
  names: { readonly project: string; readonly stage: string },
  wanted: number | undefined,
): Promise<StageIdentity> {
  for (const path of [folder.releases, folder.static, folder.mail]) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  }
  const known = await readIdentity(folder);
  if (known !== undefined && (wanted === undefined || wanted === known.port)) return known;
  const identity: StageIdentity = {
    port: wanted ?? (await choosePort(`${names.project}/${names.stage}`)),
    secretKey: known?.secretKey ?? randomBytes(48).toString("base64url"),
    createdAt: known?.createdAt ?? new Date().toISOString(),
  };
  await saveIdentity(folder, identity);
  return identity;
}

/** Writes what a stage keeps; 0600, since it holds the key. */
export function saveIdentity(folder: StageFolder, identity: StageIdentity): Promise<void> {
  return writeAtomically(folder.identity, `${JSON.stringify(identity, null, 2)}\n`);
}
