import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CodeRules } from "../../bundle/rules.ts";
import type { Detection } from "../../frameworks/framework.ts";
import { secretFilesHere } from "../../providers/local/environment-files.ts";
import { noSecrets } from "../../providers/secrets/document.ts";
import { placesOfFiles } from "../../providers/secrets/places.ts";
import type { Site } from "../site.ts";
import { secretVariables, type ReadSecrets } from "./stage-secrets.ts";

/** Where the runtime writes the files of a function's secrets: `stage_secrets/reading.py`. */
const onAws = "/tmp/monolift-secrets";

/** Whose secrets they are, and where the application lies. */
export interface SecretFilesOf {
  readonly site: Pick<Site, "stage" | "folder" | "config">;
  readonly detection: Pick<Detection, "root">;
  readonly secrets: ReadSecrets;
}

/** Links that stand in the code of a function where the project opens files of its secrets. */
export function placesOnAws(lift: SecretFilesOf): NonNullable<CodeRules["placed"]> {
  return placesIn(lift, onAws);
}

/** The same for the code that is looked at on this machine. */
export function placesHere(lift: SecretFilesOf): NonNullable<CodeRules["placed"]> {
  return placesIn(lift, secretFilesHere(lift.site.folder.secrets));
}

function placesIn(
  { site, detection, secrets }: SecretFilesOf,
  folder: string,
): NonNullable<CodeRules["placed"]> {
  if (site.stage.secrets.mode !== "files") return [];
  const { files } = secrets.user?.document ?? noSecrets;
  return placesOfFiles(files, { from: site.config.root, to: detection.root, folder });
}

/**
 * The stage's secrets for a process on this machine that looks at the application: as variables, or as files again.
 *
 * @param folder A temporary one, for the values of the files; it is gone when the processes are.
 */
export async function secretsHere(
  { site, secrets }: Pick<SecretFilesOf, "site" | "secrets">,
  folder: string,
): Promise<Readonly<Record<string, string>>> {
  const { files, ...document } = secrets.user?.document ?? noSecrets;
  if (site.stage.secrets.mode !== "files" || files.length === 0) return secretVariables(secrets);
  const user = secrets.user && { ...secrets.user, document: { ...document, files: [] } };
  const from = join(folder, "secrets.json");
  await writeFile(from, JSON.stringify({ files }), { mode: 0o600 });
  const to = secretFilesHere(site.folder.secrets);
  const places = { from, to, lock: join(folder, "secrets.lock") };
  return { ...secretVariables({ ...secrets, user }), MONOLIFT_SECRET_FILES: JSON.stringify(places) };
}
