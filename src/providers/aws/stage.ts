import type { Aws } from "./aws.ts";
import { inParameterStore, type SecretsStore } from "./data/secrets/sources.ts";
import { readAlias, type AliasState } from "./functions/aliases.ts";
import { functionName, type StageNames } from "./names.ts";
import { refuseOther } from "./owner.ts";
import { readRelease, type AwsRelease } from "./releases.ts";

/** A stage on AWS as it is found there: nothing of it is kept on this machine. */
export interface AwsStage {
  readonly aws: Aws;
  readonly names: StageNames;
  /** Where `live` of the function `web` leads; undefined before the first release. */
  readonly alias: AliasState | undefined;
  /** The release that is served; undefined before the first one, or where its record is gone. */
  readonly live: AwsRelease | undefined;
  /** Where the file wants the secrets that people set. */
  readonly secretsIn: SecretsStore;
}

/**
 * Finds out which release a stage serves: two calls.
 *
 * @throws {UserError} `STAGE_NAMES_RUN_TOGETHER`: what is served under its names is another stage's.
 */
export async function readStage(
  aws: Aws,
  names: StageNames,
  secretsIn: SecretsStore = inParameterStore,
): Promise<AwsStage> {
  const alias = await readAlias(aws, functionName(names, "web"));
  const release = alias?.release ?? null;
  const live = release === null ? undefined : await readRelease({ aws, names }, release);
  if (live !== undefined) refuseOther(names, { project: live.plan.name, stage: live.plan.stage });
  return { aws, names, alias, live, secretsIn };
}
