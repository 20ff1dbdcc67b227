import type { BootReport } from "../../../platform/functions/functions.ts";
import { pointToSecrets } from "../../../platform/functions/secrets.ts";
import type { LiftedStage } from "../lifted.ts";
import type { StageFolder } from "../stage-folder.ts";

/** Whether what is served has the new secrets now, or why it can't start with them. */
export type UsedSecrets =
  | { readonly isUsed: true; readonly isServed: boolean }
  | { readonly isUsed: false; readonly failure: Extract<BootReport, { ok: false }>["failure"] };

/**
 * Makes a version of a stage's secrets the current one. What is served gets new sandboxes, which start before the old
 * ones end, so that no request fails; where they don't start, the former version stays the current one.
 */
export async function useSecrets(
  stage: { readonly lifted: LiftedStage | undefined; readonly folder: StageFolder; readonly stage: string },
  version: number,
): Promise<UsedSecrets> {
  const folder = stage.folder.secrets;
  const daemon = stage.lifted?.daemon;
  if (daemon !== undefined) return daemon.call("use-secrets", { stage: stage.stage, folder, version });
  await pointToSecrets(folder, version);
  return { isUsed: true, isServed: false };
}
