import type { Aws } from "../../aws.ts";
import type { StageNames } from "../../names.ts";
import type { SecretsPlacement, StageSecrets } from "./stage-secrets.ts";

/** Opens a document of a stage's secrets, and loads the client of the service that keeps it and no other; nothing is asked yet. */
export async function openStageSecrets(
  aws: Aws,
  names: StageNames,
  { document, store, share }: SecretsPlacement,
): Promise<StageSecrets> {
  if (store === "ssm") {
    const { openParameterSecrets } = await import("./parameter-secrets.ts");
    return openParameterSecrets(aws, names, document);
  }
  const { openManagerSecrets } = await import("./manager-secrets.ts");
  return openManagerSecrets(aws, names, { document, share });
}
