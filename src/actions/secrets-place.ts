import type { SecretsDocument } from "../providers/local/secrets/secrets.ts";
import type { BootFailure } from "../providers/provider.ts";
import { findStageOnAws } from "./aws/find-stage.ts";
import type { ActionContext } from "./context.ts";
import { openLocalSecrets } from "./local-secrets.ts";
import { withAwayLock, withProjectLock } from "./locked.ts";

/** A stage as far as its secrets are concerned, wherever it keeps them. */
export interface SecretsPlace {
  readonly project: string;
  readonly stage: string;
  /** The project as this machine knows it, for its lock. */
  readonly state: { readonly folder: string };
  /** Folder of `monolift.toml`. */
  readonly root: string;
  readonly mode: "variables" | "files";
  /** Whether the stage has a database of its own, whose address nobody may set. */
  readonly hasDatabase: boolean;
  /** Last part of the settings module, where the file names one. */
  readonly settings: string | undefined;
  /** Whether a release has been served: people may be logged in. */
  readonly hasRelease: boolean;
  /** The key that the stage was given when it was made; `createdAt` is null where nobody knows it. */
  readonly ownKey: { readonly value: string; readonly createdAt: string | null };
  readonly document: SecretsDocument;
  /** Version of the document; null while there is none. */
  readonly version: number | string | null;
  /** Keeps another document as a new version, and lets what is served use it where that is done at once. */
  readonly keep: (next: SecretsDocument, made: SecretsMade) => Promise<SecretsKept>;
  /** Names files of the code as they are called in the project. */
  readonly inProject: (text: string) => string;
}

/** Who changed what, how and when. */
export interface SecretsMade {
  readonly at: string;
  readonly by: string;
  readonly kind: "set" | "unset" | "import";
}

/** What became of a new version; where the application does not start with it, the former one is used still. */
export type SecretsKept =
  | { readonly isUsed: true; readonly effect: "now" | "next-up"; readonly version: number | string | null }
  | { readonly isUsed: false; readonly failure: BootFailure };

/**
 * Opens a stage's secrets; a stage that was never lifted is made, so that it has what it needs at its first `up`.
 *
 * @param target A stage of the current folder's project, or `NAME/STAGE` of one of this machine that was lifted.
 */
export async function openSecrets(context: ActionContext, target: string | undefined): Promise<SecretsPlace> {
  const onAws = await findStageOnAws(context, target);
  if (onAws === undefined) return openLocalSecrets(context, target);
  return (await import("./aws/secrets.ts")).openAwsSecrets(context, onAws);
}

/** Does something with a stage's secrets that nobody else may do meanwhile: an `up` or a `rollback` waits for it. */
export async function withSecrets<T>(
  context: ActionContext,
  target: string | undefined,
  work: (place: SecretsPlace) => Promise<T>,
): Promise<T> {
  const onAws = await findStageOnAws(context, target);
  const { state } = await openSecrets(context, target);
  const again = async (): Promise<T> => work(await openSecrets(context, target));
  return onAws === undefined
    ? withProjectLock(context, state, again)
    : withAwayLock(context, state, onAws.stage.stage, again);
}
