import { MonoliftError, OperationError, UserError } from "../../../../errors.ts";
import type { StageNames } from "../../names.ts";
import type { WorkOptions } from "../work.ts";
import type { SecretsStore } from "./sources.ts";
import type { KeptSecrets, StageSecrets } from "./stage-secrets.ts";

/** Secrets, and where they are kept. */
export interface PlacedSecrets {
  readonly store: SecretsStore["store"];
  readonly secrets: StageSecrets;
}

/**
 * Secrets whose place the file has changed: until something is kept in the new one, those of the old one count. What is written
 * goes to the new one alone. The old one stays, for releases that read it, until the stage goes.
 *
 * @param before Where they may have been, the likeliest place first.
 */
export function followMove(
  { stage }: StageNames,
  now: PlacedSecrets,
  before: readonly PlacedSecrets[],
): StageSecrets {
  if (before.length === 0) return now.secrets;
  const places = [now, ...before];
  return {
    record: now.secrets.record,
    read: ({ version, ...options } = {}) =>
      version === undefined ? readFirst(places, options) : readVersion(places, version, options),
    write: async (document, { expectedVersion, ...options }) => {
      const isThere = (await now.secrets.read(options)) !== undefined;
      if (isThere || expectedVersion === null)
        return now.secrets.write(document, { ...options, expectedVersion });
      const had = await readFirst(before, options);
      if (had?.version !== expectedVersion) throw new OperationError("SECRETS_CHANGED_MEANWHILE", { stage });
      return now.secrets.write(document, { ...options, expectedVersion: null });
    },
    versions: (options = {}) => now.secrets.versions(options),
    remove: async (options = {}) => {
      const removed = await Promise.all(places.map(({ secrets }) => secrets.remove(options)));
      return removed.includes(true);
    },
  };
}

async function readFirst(
  places: readonly PlacedSecrets[],
  options: WorkOptions,
): Promise<KeptSecrets | undefined> {
  for (const { secrets } of places) {
    const kept = await secrets.read(options);
    if (kept !== undefined) return kept;
  }
  return undefined;
}

/** Parameters count their versions; those of Secrets Manager are UUIDs. */
async function readVersion(
  places: readonly PlacedSecrets[],
  version: string,
  options: WorkOptions,
): Promise<KeptSecrets | undefined> {
  const store = /^\d+$/.test(version) ? "ssm" : "secrets-manager";
  let gone: unknown;
  for (const { secrets } of places.filter((place) => place.store === store)) {
    try {
      return await secrets.read({ ...options, version });
    } catch (error) {
      if (!(error instanceof MonoliftError) || error.code !== "SECRETS_VERSION_GONE") throw error;
      gone = error;
    }
  }
  throw gone ?? new UserError("SECRETS_VERSION_GONE", { record: places[0]?.secrets.record ?? "", version });
}
