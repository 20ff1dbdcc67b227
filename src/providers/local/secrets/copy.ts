import { pointToSecrets } from "../../../platform/functions/secrets.ts";
import { readIdentity, type StageFolder } from "../stage-folder.ts";
import { asCopy, entriesOf } from "../../secrets/document.ts";
import { secretKeyName } from "../../secrets/names.ts";
import { currentSecretsVersion, readSecrets, writeVersion } from "./store.ts";

/**
 * Gives a stage that has no secrets a copy of another one's, as its own first version: from then on both change for
 * themselves. Its `SECRET_KEY` stays its own. The caller holds the project's lock.
 *
 * @param to A stage that has its identity already.
 * @returns Names of what was copied; none where the stage has secrets of its own, or the other one has none.
 * @throws {OperationError} `SECRETS_DAMAGED`
 */
export async function copySecrets(
  from: StageFolder,
  to: StageFolder,
  made: { readonly at: string; readonly by: string },
): Promise<readonly string[]> {
  if ((await currentSecretsVersion(to)) !== null) return [];
  const identity = await readIdentity(to);
  if (identity === undefined) throw new TypeError(`${to.identity} is not there`);
  const key = { name: secretKeyName, value: identity.secretKey };
  const copy = asCopy(await readSecrets(from), key, made);
  const names = entriesOf(copy)
    .map(({ name }) => name)
    .filter((name) => name !== secretKeyName);
  if (names.length === 0) return [];
  await pointToSecrets(to.secrets, await writeVersion(to, copy, { ...made, kind: "copy" }));
  return names;
}
