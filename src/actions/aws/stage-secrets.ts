import { randomBytes } from "node:crypto";
import { openStageSecrets } from "../../providers/aws/data/secrets/open-stage-secrets.ts";
import { followMove, type PlacedSecrets } from "../../providers/aws/data/secrets/moved-secrets.ts";
import {
  inParameterStore,
  isSameStore,
  storeOf,
  type SecretsStore,
} from "../../providers/aws/data/secrets/sources.ts";
import type { KeptSecrets, StageSecrets } from "../../providers/aws/data/secrets/stage-secrets.ts";
import type { PasswordStore } from "../../providers/aws/databases/aurora-work.ts";
import { sourcesOf } from "../../providers/aws/republish.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import {
  entriesOf,
  noSecrets,
  valueOf,
  variablesOf,
  withoutSecret,
  withSecret,
  type SecretsDocument,
} from "../../providers/secrets/document.ts";
import { secretKeyName } from "../../providers/secrets/names.ts";
import { currentUser } from "../../system/user.ts";
import type { ActionContext } from "../context.ts";

/** Variable by which a function knows the distribution in front of it. */
export const originWordName = "MONOLIFT_ORIGIN_WORD";

/** What a stage was given when it was made. */
export function ownSecretsOf({ aws, names }: Pick<AwsStage, "aws" | "names">): Promise<StageSecrets> {
  return openStageSecrets(aws, names, { ...inParameterStore, document: "own" });
}

/** Both documents of a stage's secrets: what it was given when it was made, and what people have set. */
export async function secretsOf(stage: AwsStage): Promise<{
  readonly own: StageSecrets;
  readonly user: StageSecrets;
}> {
  const { aws, names, secretsIn } = stage;
  const open = async (place: SecretsStore): Promise<PlacedSecrets> => ({
    store: place.store,
    secrets: await openStageSecrets(aws, names, { ...place, document: "secrets" }),
  });
  const before = await Promise.all(placesBefore(stage).map(open));
  return { own: await ownSecretsOf(stage), user: followMove(names, await open(secretsIn), before) };
}

/** Where the secrets may have been before: where what is served reads them, and where they are unless a file says otherwise. */
function placesBefore({ live, secretsIn }: AwsStage): readonly SecretsStore[] {
  const sources = live === undefined ? [] : sourcesOf(live).split(" ");
  const places: SecretsStore[] = [];
  for (const place of [...sources.map(storeOf), inParameterStore])
    if (![secretsIn, ...places].some((known) => isSameStore(known, place))) places.push(place);
  return places;
}

/** Brings the secrets to where the file wants them. The release that is served reads them where they were. */
export async function settleSecrets(
  { tell, signal }: Pick<ActionContext, "tell" | "signal">,
  stage: AwsStage,
): Promise<void> {
  if (placesBefore(stage).length === 0) return;
  const { user } = await secretsOf(stage);
  const kept = await user.read({ signal });
  if (kept === undefined || isSameStore(storeOf(kept.source), stage.secretsIn)) return;
  const { notices } = await user.write(kept.document, { signal, expectedVersion: kept.version });
  for (const said of notices) tell({ type: "notice", notice: said });
}

/** A version as results say it: parameters count theirs, and Secrets Manager gives each an id. */
export function versionOf({ version }: Pick<KeptSecrets, "version">): number | string {
  return /^\d+$/.test(version) ? Number(version) : version;
}

/** The secrets of a stage as they are now. */
export interface ReadSecrets {
  readonly own: KeptSecrets | undefined;
  readonly user: KeptSecrets | undefined;
}

/** Reads both documents, for a release that is to be made. */
export async function readSecrets(stage: AwsStage, signal: AbortSignal): Promise<ReadSecrets> {
  const { own, user } = await secretsOf(stage);
  const [kept, set] = await Promise.all([own.read({ signal }), user.read({ signal })]);
  return { own: kept, user: set };
}

/** Every secret as a variable, for looking at the application on this machine. */
export function secretVariables({ own, user }: ReadSecrets): Readonly<Record<string, string>> {
  return { ...variablesOf(own?.document ?? noSecrets), ...variablesOf(user?.document ?? noSecrets) };
}

/** Names of what people have set after a moment, in ISO 8601. */
export function secretsSetSince({ user }: Pick<ReadSecrets, "user">, moment: string): string[] {
  const entries = entriesOf(user?.document ?? noSecrets);
  return entries.filter(({ at }) => at > moment).map(({ name }) => name);
}

/** A secret by its name: what people have set before what the stage was given. */
export function secretOf({ own, user }: ReadSecrets, name: string): string | undefined {
  const set = user === undefined ? undefined : valueOf(user.document, name);
  return set ?? (own === undefined ? undefined : valueOf(own.document, name));
}

/** What a stage is given by Monolift; null takes it away, and what is left out stays. */
export type OwnSecrets = Readonly<Partial<Record<"DATABASE_URL" | typeof originWordName, string | null>>>;

/**
 * Gives a stage its own secrets: its key, which nobody has seen, and what its other parts need. What it has stays.
 *
 * @returns Where a function reads them, with the version.
 */
export async function ensureOwnSecrets(
  stage: AwsStage,
  kept: KeptSecrets | undefined,
  wanted: OwnSecrets,
  signal: AbortSignal,
): Promise<KeptSecrets> {
  const before = kept?.document ?? noSecrets;
  const key = valueOf(before, secretKeyName) ?? randomWord();
  const document = Object.entries({ ...wanted, [secretKeyName]: key }).reduce(withValue, before);
  if (kept !== undefined && document === before) return kept;
  const options = { signal, expectedVersion: kept?.version ?? null };
  const written = await (await ownSecretsOf(stage)).write(document, options);
  return { ...written, document };
}

/** The same document where the value is what it was, so that no version is made of it. */
function withValue(
  document: SecretsDocument,
  [name, value]: readonly [string, string | null],
): SecretsDocument {
  if ((valueOf(document, name) ?? null) === value) return document;
  const made = { at: new Date().toISOString(), by: currentUser(), from: null };
  return value === null ? withoutSecret(document, name) : withSecret(document, name, value, made);
}

/** 64 letters and digits; Django's own keys have 50 characters. */
const wordBytes = 48;

/** A word that nobody guesses. */
export function randomWord(): string {
  return randomBytes(wordBytes).toString("base64url");
}

/** Name that the password of a stage's own database server has among its secrets. */
const passwordName = "MONOLIFT_DATABASE_PASSWORD";

/** Where the password of a stage's own database server is kept. */
export function passwordOf(stage: Pick<AwsStage, "aws" | "names">): PasswordStore {
  return {
    read: async () => {
      const kept = await (await ownSecretsOf(stage)).read();
      return kept === undefined ? undefined : valueOf(kept.document, passwordName);
    },
    write: async (password) => {
      const own = await ownSecretsOf(stage);
      const kept = await own.read();
      const document = withValue(kept?.document ?? noSecrets, [passwordName, password]);
      await own.write(document, { expectedVersion: kept?.version ?? null });
    },
  };
}
