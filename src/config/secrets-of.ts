import { UserError } from "../errors.ts";
import type { Layer } from "./schema.ts";

/** How a stage's secrets are kept, and given to the application. */
export interface SecretsConfig {
  /** What becomes of imported JSON files: variables, or the files themselves again. */
  readonly mode: "variables" | "files";
  /** Where they are on AWS; on this machine they are files in any case. */
  readonly store: "ssm" | "secrets-manager";
  /** Whether the stages of the project keep them in one record. */
  readonly share: boolean;
}

/**
 * Fills in the defaults of `[secrets]`, merged.
 *
 * @throws {UserError} `SHARE_NEEDS_SECRETS_MANAGER`
 */
export function secretsOf(
  { mode = "variables", store = "ssm", share = false }: NonNullable<Layer["secrets"]>,
  { stage, file }: { readonly stage: string; readonly file: string },
): SecretsConfig {
  if (share && store === "ssm")
    throw new UserError("SHARE_NEEDS_SECRETS_MANAGER", { stage }, { place: { file } });
  return { mode, store, share };
}
