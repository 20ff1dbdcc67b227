import type { Aws } from "../../aws.ts";
import type { StageNames } from "../../names.ts";
import { openManagerSecrets } from "./manager-secrets.ts";
import { openParameterSecrets } from "./parameter-secrets.ts";
import type { SecretsPlacement, StageSecrets } from "./stage-secrets.ts";

/** Opens a document of a stage's secrets; nothing is asked yet. */
export function openStageSecrets(aws: Aws, names: StageNames, placement: SecretsPlacement): StageSecrets {
  const { document, store, share } = placement;
  return store === "ssm"
    ? openParameterSecrets(aws, names, document)
    : openManagerSecrets(aws, names, { document, share });
}
