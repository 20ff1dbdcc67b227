import { findNearest } from "../config/nearest.ts";
import { UserError } from "../errors.ts";
import {
  checkName,
  checkValue,
  entriesOf,
  secretKeyName,
  valueOf,
  withSecret,
  withoutSecret,
} from "../providers/local/secrets/secrets.ts";
import { currentUser } from "../system/user.ts";
import { notice } from "../words/words.ts";
import { changeSecrets } from "./change-secrets.ts";
import type { ActionContext } from "./context.ts";
import type {
  SecretEntryResult,
  SecretsChangeResult,
  SecretsListResult,
  SecretValueResult,
} from "./secret-results.ts";
import { openSecrets, withSecrets, type SecretsPlace } from "./secrets-place.ts";

interface NamedSecret {
  readonly stage?: string | undefined;
  readonly name: string;
}

/**
 * Looks at a name before its value is asked for.
 *
 * @throws {UserError} `SECRET_NAME_UNFIT`, `SECRET_RESERVED`
 */
export async function prepareSetSecret(context: ActionContext, { stage, name }: NamedSecret): Promise<void> {
  checkName(name, await openSecrets(context, stage));
}

/**
 * Gives a secret a value. What is served has it when this returns.
 *
 * @throws {UserError} `SECRET_NAME_UNFIT`, `SECRET_RESERVED`, `SECRET_VALUE_UNFIT`, `SECRETS_DO_NOT_START`
 */
export function setSecret(
  context: ActionContext,
  { stage, name, value }: NamedSecret & { readonly value: string },
): Promise<SecretsChangeResult> {
  return withSecrets(context, stage, async (place) => {
    checkName(name, place);
    checkValue(name, value);
    const made = { at: new Date().toISOString(), by: currentUser() };
    const next = withSecret(place.document, name, value, { ...made, from: null });
    const ends = endsSessions(place, name) && effective(place, name) !== value;
    const notices = ends ? [notice("SECRET_KEY_REPLACED", { isBack: false })] : [];
    return changeSecrets(context, place, { next, made, kind: "set", notices });
  });
}

/** Before the first release nobody can be logged in. */
function endsSessions({ hasRelease }: SecretsPlace, name: string): boolean {
  return name === secretKeyName && hasRelease;
}

/** The value that the application gets at a name; the stage's own key while none was set. */
function effective({ document, ownKey }: SecretsPlace, name: string): string | undefined {
  return valueOf(document, name) ?? (name === secretKeyName ? ownKey.value : undefined);
}

/**
 * The value of a secret.
 *
 * @throws {UserError} `SECRET_UNKNOWN`
 */
export async function getSecret(
  context: ActionContext,
  { stage, name }: NamedSecret,
): Promise<SecretValueResult> {
  const place = await openSecrets(context, stage);
  const value = effective(place, name);
  if (value === undefined) throw unknown(place, name);
  return { name: place.project, stage: place.stage, secret: name, value };
}

/**
 * Takes a secret away; an own `SECRET_KEY` makes way for the generated one.
 *
 * @throws {UserError} `SECRET_UNKNOWN`, `SECRET_GENERATED`, `SECRETS_DO_NOT_START`
 */
export function unsetSecret(
  context: ActionContext,
  { stage, name }: NamedSecret,
): Promise<SecretsChangeResult> {
  return withSecrets(context, stage, async (place) => {
    const isKept = entriesOf(place.document).some((one) => one.name === name);
    if (!isKept && name === secretKeyName) throw new UserError("SECRET_GENERATED", {});
    if (!isKept) throw unknown(place, name);
    const made = { at: new Date().toISOString(), by: currentUser() };
    const next = withoutSecret(place.document, name);
    const notices = endsSessions(place, name) ? [notice("SECRET_KEY_REPLACED", { isBack: true })] : [];
    return changeSecrets(context, place, { next, made, kind: "unset", notices });
  });
}

function unknown({ document }: SecretsPlace, name: string): UserError {
  const known = entriesOf(document).map((one) => one.name);
  return new UserError("SECRET_UNKNOWN", {
    name,
    nearest: findNearest(name, [...known, secretKeyName]) ?? null,
  });
}

/** Every secret of a stage: its name, when it changed, where it is from, as what it is used. No values. */
export async function listSecrets(
  context: ActionContext,
  { stage }: { readonly stage?: string | undefined },
): Promise<SecretsListResult> {
  const { project, stage: name, document, ownKey, mode, version } = await openSecrets(context, stage);
  const kept = entriesOf(document).map((one): SecretEntryResult => ({
    name: one.name,
    changedAt: one.at === "" ? null : one.at,
    changedBy: one.by === "" ? null : one.by,
    origin: one.from === null ? "given" : "imported",
    file: one.from ?? one.file,
    usedAs: one.file !== null && mode === "files" ? "file" : "variable",
  }));
  const generated: SecretEntryResult = {
    name: secretKeyName,
    changedAt: ownKey.createdAt,
    changedBy: null,
    origin: "generated",
    file: null,
    usedAs: "variable",
  };
  const hasOwnKey = kept.some((one) => one.name === secretKeyName);
  return {
    name: project,
    stage: name,
    version,
    secrets: hasOwnKey ? kept : [...kept, generated],
  };
}
