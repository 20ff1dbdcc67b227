import { join } from "node:path";
import { z } from "zod";
import { hashText, readTextIfThere, writeAtomically } from "../../system/files.ts";
import { flattenSecrets } from "./flatten-secrets.ts";

/** How a function gets the secrets of its stage: which ones, and in what form. No value is ever a part of a version. */
export const secretsSourceSchema = z
  .object({
    /** Folder of the stage's secrets: one file a version, and `current`, which names one of them. */
    folder: z.string(),
    /** `variables`: each value is an environment variable. `files`: what came as a JSON file becomes one again. */
    mode: z.enum(["variables", "files"]),
    /** Names of `environment` that a secret takes the place of; of any other name `environment` has the last word. */
    replaces: z.array(z.string()).readonly(),
    /** The version that is read; the current one when it is left out. Whoever publishes a function writes it down. */
    version: z.number().int().optional(),
  })
  .readonly();
export type SecretsSource = z.infer<typeof secretsSourceSchema>;

/** The values of one version of a stage's secrets. */
export const secretValuesSchema = z.object({
  variables: z.record(z.string(), z.string()),
  /** JSON files with their paths in the project, `/` between. A later one wins where two have a name. */
  files: z.array(z.object({ path: z.string(), content: z.record(z.string(), z.json()) })),
});
export type SecretValues = z.infer<typeof secretValuesSchema>;

/** Where a stage's folder has its secrets. */
export function secretsFolderOf(stage: string): string {
  return join(stage, "secrets");
}

/** File of one version. */
export function secretsFile(folder: string, version: number): string {
  return join(folder, `${version}.json`);
}

const pointer = (folder: string): string => join(folder, "current");

/** Number of the version that is current; null while a stage has no secrets. */
export async function currentSecrets(folder: string): Promise<number | null> {
  const text = await readTextIfThere(pointer(folder));
  const version = Number(text?.trim() ?? "");
  return Number.isSafeInteger(version) && version > 0 ? version : null;
}

/** Makes a version the current one, in one step. */
export function pointToSecrets(folder: string, version: number): Promise<void> {
  return writeAtomically(pointer(folder), `${version}\n`);
}

/**
 * Where the runtime writes JSON files, on Lambda's one writable disk. Commands share the machine's `/tmp` with everybody
 * else, so the name is that of one stage of one user.
 */
export function secretFilesFolder(folder: string): string {
  return `/tmp/monolift-secrets-${hashText(`${process.getuid?.() ?? 0}:${folder}`).slice(0, 16)}`;
}

/**
 * The variables that secrets add to a process's environment, read anew for every process.
 *
 * `MONOLIFT_SECRETS` has their names; `MONOLIFT_SECRET_FILES` tells the runtime which files to write where, without a value.
 *
 * @param environment The variables that the function has of its own.
 * @param place.hasOwnTmp Whether the process's `/tmp` ends with it. Where it is the machine's, processes that use the
 *   files hold a lock in common, and the last one removes them.
 * @throws {Error} The file of a version is gone or damaged; the message has no value in it.
 */
export async function secretVariables(
  source: SecretsSource | undefined,
  environment: Readonly<Record<string, string>>,
  { hasOwnTmp }: { readonly hasOwnTmp: boolean },
): Promise<Readonly<Record<string, string>>> {
  if (source === undefined) return {};
  const { folder, mode, replaces } = source;
  const version = source.version ?? (await currentSecrets(folder));
  if (version === null) return {};
  const file = secretsFile(folder, version);
  const { variables, files } = parseValues(file, await readTextIfThere(file));
  const all = mode === "files" ? variables : { ...flattenSecrets(files), ...variables };
  const given = Object.entries(all).filter(
    ([name]) => replaces.includes(name) || !Object.hasOwn(environment, name),
  );
  const places = { from: file, to: secretFilesFolder(folder) };
  return {
    ...Object.fromEntries(given),
    ...(given.length === 0 ? {} : { MONOLIFT_SECRETS: given.map(([name]) => name).join(",") }),
    ...(mode === "files" && files.length > 0
      ? {
          MONOLIFT_SECRET_FILES: JSON.stringify({ ...places, lock: hasOwnTmp ? null : join(folder, "lock") }),
        }
      : {}),
  };
}

/** The parser's own message would quote the text. */
function parseValues(file: string, text: string | undefined): SecretValues {
  if (text === undefined) throw new Error(`${file} is gone`);
  try {
    return secretValuesSchema.parse(JSON.parse(text));
  } catch {
    throw new Error(`${file} can't be read`);
  }
}
