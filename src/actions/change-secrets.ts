import { UserError } from "../errors.ts";
import type { BootFailure } from "../providers/provider.ts";
import {
  changedNames,
  entriesOf,
  hideValues,
  type SecretsDocument,
} from "../providers/local/secrets/secrets.ts";
import type { Notice } from "../words/words.ts";
import { describeBootFailure } from "./boot-failure.ts";
import type { ActionContext } from "./context.ts";
import { noticeSchema } from "./results.ts";
import type { SecretsChangeResult } from "./secret-results.ts";
import type { SecretsPlace } from "./secrets-place.ts";

/**
 * Keeps a changed document as a new version and makes it the one that is used. Where the application does not start
 * with it, the former one goes on being used.
 *
 * @throws {UserError} `SECRETS_DO_NOT_START`
 */
export async function changeSecrets(
  context: ActionContext,
  place: SecretsPlace,
  change: {
    readonly next: SecretsDocument;
    readonly made: { readonly at: string; readonly by: string };
    readonly kind: "set" | "unset" | "import";
    readonly notices: readonly Notice[];
  },
): Promise<SecretsChangeResult> {
  const { project: name, stage, document } = place;
  const { next, made, kind, notices } = change;
  const changed = changedNames(document, next);
  const isSame = changed.length === 0 && JSON.stringify(filesOf(document)) === JSON.stringify(filesOf(next));
  const left = new Set(entriesOf(next).map((entry) => entry.name));
  for (const said of notices) context.tell({ type: "notice", notice: said });
  const kept = isSame
    ? ({ isUsed: true, effect: "unchanged", version: place.version } as const)
    : await place.keep(next, { ...made, kind });
  if (!kept.isUsed) throw refusal(place, next, kept.failure, changed);
  return {
    name,
    stage,
    version: kept.version,
    set: changed.filter((one) => left.has(one)),
    removed: changed.filter((one) => !left.has(one)),
    effect: kept.effect,
    notices: notices.map((said) => noticeSchema.parse(said)),
  };
}

/** What the application said, with no value in it. */
function refusal(
  { document, inProject }: SecretsPlace,
  next: SecretsDocument,
  failure: BootFailure,
  names: readonly string[],
): UserError {
  const said = describeBootFailure(failure);
  const what = hideValues(said.what, [document, next]);
  const detail = hideValues(inProject(said.detail), [document, next]);
  return new UserError("SECRETS_DO_NOT_START", { what, names }, detail === "" ? {} : { detail });
}

function filesOf({ files }: SecretsDocument): readonly unknown[] {
  return files.map(({ path, content }) => [path, content]);
}
