import { UserError } from "../errors.ts";
import type { BootFailure } from "../providers/provider.ts";
import {
  changedNames,
  currentSecretsVersion,
  discardVersion,
  entriesOf,
  hideValues,
  useSecrets,
  writeVersion,
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
  const { project: name, stage, folder, document, lifted } = place;
  const { next, made, kind, notices } = change;
  const changed = changedNames(document, next);
  const isSame = changed.length === 0 && JSON.stringify(filesOf(document)) === JSON.stringify(filesOf(next));
  const left = new Set(entriesOf(next).map((entry) => entry.name));
  for (const said of notices) context.tell({ type: "notice", notice: said });
  const effect = isSame ? "unchanged" : await use();
  return {
    name,
    stage,
    version: await currentSecretsVersion(folder),
    set: changed.filter((one) => left.has(one)),
    removed: changed.filter((one) => !left.has(one)),
    effect,
    notices: notices.map((said) => noticeSchema.parse(said)),
  };

  async function use(): Promise<"now" | "next-up"> {
    const version = await writeVersion(folder, next, { ...made, kind });
    const used = await useSecrets({ lifted, folder, stage }, version);
    if (used.isUsed) return used.isServed ? "now" : "next-up";
    await discardVersion(folder, version);
    throw refusal(place, next, used.failure, changed);
  }
}

/** What the application said, with no value in it; people look for the line in their own file, not in the bundle's. */
function refusal(
  { document, lifted }: SecretsPlace,
  next: SecretsDocument,
  failure: BootFailure,
  names: readonly string[],
): UserError {
  const said = describeBootFailure(failure);
  const what = hideValues(said.what, [document, next]);
  const { project, live } = lifted;
  const own = live === undefined ? said.detail : said.detail.replaceAll(live.entry.taskRoot, project.root);
  const detail = hideValues(own, [document, next]);
  return new UserError("SECRETS_DO_NOT_START", { what, names }, detail === "" ? {} : { detail });
}

function filesOf({ files }: SecretsDocument): readonly unknown[] {
  return files.map(({ path, content }) => [path, content]);
}
