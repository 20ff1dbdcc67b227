import type { SecretsPlacement } from "./stage-secrets.ts";

/** Where the secrets that people set are kept. */
export type SecretsStore = Pick<SecretsPlacement, "store" | "share">;

/** Where they are kept unless the file says otherwise. */
export const inParameterStore: SecretsStore = { store: "ssm", share: false };

/** Parts of a source that names no stage: the store, seven of an ARN, the version. */
const partsOfOwnRecord = 9;

/** Where a source is kept: `ssm:NAME:VERSION`, `secretsmanager:ARN:VERSION-ID[:STAGE]`. */
export function storeOf(source: string): SecretsStore {
  const parts = source.split(":");
  if (parts[0] !== "secretsmanager") return inParameterStore;
  return { store: "secrets-manager", share: parts.length > partsOfOwnRecord };
}

/** ARNs of the records of Secrets Manager among sources with spaces between. */
export function recordsIn(sources: string): readonly string[] {
  const arns = sources
    .split(" ")
    .filter((source) => storeOf(source).store === "secrets-manager")
    .map((source) =>
      source
        .split(":")
        .slice(1, partsOfOwnRecord - 1)
        .join(":"),
    );
  return [...new Set(arns)];
}

export function isSameStore(one: SecretsStore, other: SecretsStore): boolean {
  return one.store === other.store && one.share === other.share;
}
