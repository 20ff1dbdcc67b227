import {
  changedNames,
  checkValue,
  entriesOf,
  leavesOf,
  readSources,
  reservedFor,
  secretKeyName,
  valueOf,
  withImported,
  type ImportedSecrets,
  type ReservedFor,
} from "../providers/local/secrets/secrets.ts";
import { currentUser } from "../system/user.ts";
import { notice, type Notice } from "../words/words.ts";
import { changeSecrets } from "./change-secrets.ts";
import type { ActionContext } from "./context.ts";
import type { SecretsChangeResult } from "./secret-results.ts";
import { withSecrets, type SecretsPlace } from "./secrets-place.ts";

export interface ImportOptions {
  readonly stage?: string | undefined;
  /** `.env` files, JSON files, folders of JSON files; from the current folder. */
  readonly paths: readonly string[];
  /** Which of a folder's files is the stage's; by default the one that its name fits. */
  readonly environment?: string | undefined;
}

/**
 * Takes the values of files into a stage's secrets. The files stay as they are, and are read no more for what they gave.
 *
 * @throws {UserError} What `readSources` throws; `SECRET_VALUE_UNFIT`, `SECRETS_DO_NOT_START`.
 */
export function importSecrets(context: ActionContext, options: ImportOptions): Promise<SecretsChangeResult> {
  const { stage, paths, environment } = options;
  return withSecrets(context, stage, async (place) => {
    const { imported, notices } = await readSources({ ...place, cwd: context.cwd, paths, environment });
    const made = { at: new Date().toISOString(), by: currentUser() };
    const { taken, refused } = withoutReserved(imported, place);
    const next = withImported(place.document, taken, made);
    for (const { name } of entriesOf(next)) checkValue(name, valueOf(next, name) ?? "");
    const said = [...notices, ...refused, ...filesNotices(place, taken), ...keyNotices(place, next)];
    return changeSecrets(context, place, { next, made, kind: "import", notices: said });
  });
}

/** What the stage sets itself is not taken from a file, and that is said. */
function withoutReserved(
  imported: ImportedSecrets,
  place: SecretsPlace,
): { readonly taken: ImportedSecrets; readonly refused: readonly Notice[] } {
  const inFiles = imported.files.flatMap(({ content }) => leavesOf(content).map(({ name }) => name));
  const names = new Set([...imported.variables.map(({ name }) => name), ...inFiles]);
  const byReason = new Map<ReservedFor, string[]>();
  for (const name of names) {
    const why = reservedFor(name, place);
    if (why !== undefined) byReason.set(why, [...(byReason.get(why) ?? []), name]);
  }
  const variables = imported.variables.filter(({ name }) => reservedFor(name, place) === undefined);
  const refused = [...byReason].map(([why, reserved]) =>
    notice("SECRETS_NOT_TAKEN", { names: reserved, why }),
  );
  return { taken: { ...imported, variables }, refused };
}

/** How the application gets what came as a JSON file. */
function filesNotices(
  { mode, document, hasRelease }: SecretsPlace,
  { files }: ImportedSecrets,
): readonly Notice[] {
  const paths = files.map(({ path }) => path);
  if (paths.length === 0) return [];
  if (mode === "variables") return [notice("SECRETS_AS_VARIABLES", { files: paths })];
  const fresh = paths.filter((path) => !document.files.some((one) => one.path === path));
  return fresh.length === 0 || !hasRelease ? [] : [notice("SECRETS_NEED_UP", { files: fresh })];
}

function keyNotices(place: SecretsPlace, next: SecretsPlace["document"]): readonly Notice[] {
  const { document, ownKey, mode, hasRelease } = place;
  const isVariable = mode === "variables" || Object.hasOwn(next.variables, secretKeyName);
  const isOther = changedNames(document, next).includes(secretKeyName);
  if (!hasRelease || !isVariable || !isOther || valueOf(next, secretKeyName) === ownKey.value) return [];
  return [notice("SECRET_KEY_REPLACED", { isBack: false })];
}
