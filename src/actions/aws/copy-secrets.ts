import type { AwsStage } from "../../providers/aws/stage.ts";
import { asCopy, entriesOf, valueOf, withoutSecret } from "../../providers/secrets/document.ts";
import { secretKeyName } from "../../providers/secrets/names.ts";
import { currentUser } from "../../system/user.ts";
import { notice } from "../../words/words.ts";
import type { ActionContext } from "../context.ts";
import { ensureOwnSecrets, secretsOf } from "./stage-secrets.ts";

/**
 * Lets a new stage begin with a copy of another one's secrets, and names them; where it has secrets of its own they stay. Its
 * `SECRET_KEY` is its own, and no address of a database is copied: it has its own, too.
 */
export async function copySecretsOnAws(
  { tell, signal }: Pick<ActionContext, "tell" | "signal">,
  stage: AwsStage,
  from: AwsStage,
): Promise<void> {
  const { own, user } = await secretsOf(stage);
  const [kept, set, source] = await Promise.all([
    own.read({ signal }),
    user.read({ signal }),
    (await secretsOf(from)).user.read({ signal }),
  ]);
  if (set !== undefined || source === undefined) return;
  const { document } = await ensureOwnSecrets(stage, kept, {}, signal);
  const key = { name: secretKeyName, value: valueOf(document, secretKeyName) ?? "" };
  const made = { at: new Date().toISOString(), by: currentUser() };
  const copy = asCopy(withoutSecret(source.document, "DATABASE_URL"), key, made);
  const names = entriesOf(copy)
    .map(({ name }) => name)
    .filter((name) => name !== secretKeyName);
  if (names.length === 0) return;
  await user.write(copy, { signal, expectedVersion: null });
  const facts = { stage: stage.names.stage, from: from.names.stage, names };
  tell({ type: "notice", notice: notice("SECRETS_COPIED", facts) });
}
