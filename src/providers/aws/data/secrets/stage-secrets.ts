import type { Notice } from "../../../../words/words.ts";
import type { SecretsDocument } from "../../../secrets/document.ts";
import type { WorkOptions } from "../work.ts";

/** A version of a stage's secrets, without what is in it. */
export interface SecretsVersion {
  /** `7` in a parameter, a UUID in Secrets Manager. */
  readonly version: string;
  /** What a function is told to read: this version, and no other. */
  readonly source: string;
  /** What it must be allowed to read. */
  readonly arn: string;
}

/** A version with what is in it. */
export interface KeptSecrets extends SecretsVersion {
  readonly document: SecretsDocument;
}

export interface WrittenSecrets extends SecretsVersion {
  /** What there is to say of where they are kept, and what that costs. */
  readonly notices: readonly Notice[];
}

/** One document of a stage's secrets, wherever it is kept. No error and no notice has a value in it. */
export interface StageSecrets {
  /** Name of what keeps it. */
  readonly record: string;
  /**
   * What is kept; undefined when there is nothing.
   *
   * @param options.version A version other than the current one.
   * @throws {UserError} `SECRETS_VERSION_GONE`
   * @throws {OperationError} `SECRETS_UNREADABLE_ON_AWS`
   */
  readonly read: (options?: WorkOptions & { readonly version?: string }) => Promise<KeptSecrets | undefined>;
  /**
   * Keeps a new version, which is the current one from then on. The same document as before makes none.
   *
   * @param options.expectedVersion The version that the document was made from; null where there was nothing.
   * @throws {UserError} `SECRETS_TOO_LARGE`, `SECRETS_RESTORED`
   * @throws {OperationError} `SECRETS_CHANGED_MEANWHILE`, `SECRETS_BEING_DELETED`, `SECRETS_UNREADABLE_ON_AWS`
   */
  readonly write: (
    document: SecretsDocument,
    options: WorkOptions & { readonly expectedVersion: string | null },
  ) => Promise<WrittenSecrets>;
  /** Every version that is kept, oldest first, with the time it was made (ISO 8601, UTC). */
  readonly versions: (
    options?: WorkOptions,
  ) => Promise<readonly { readonly version: string; readonly at: string }[]>;
  /** Removes all versions; false when there was nothing. */
  readonly remove: (options?: WorkOptions) => Promise<boolean>;
}

/** Which document, and where it is kept. */
export interface SecretsPlacement {
  /** `own`: what Monolift makes for the stage. `secrets`: what the user gives. */
  readonly document: "own" | "secrets";
  /** Parameters cost nothing and keep 8 KB; Secrets Manager costs $0.40 a month and keeps 64 KB. */
  readonly store: "ssm" | "secrets-manager";
  /** One record of Secrets Manager for all stages of the project that say so; the right to read it is shared too. */
  readonly share: boolean;
}
