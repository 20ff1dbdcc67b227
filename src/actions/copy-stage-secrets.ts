import { copySecrets } from "../providers/local/secrets/secrets.ts";
import { ensureStageFolder, stageFolder } from "../providers/local/stage-folder.ts";
import { currentUser } from "../system/user.ts";
import { notice } from "../words/words.ts";
import type { ActionContext } from "./context.ts";
import type { Site } from "./site.ts";

/**
 * Lets a new stage begin with a copy of another one's secrets, and names them. Before the bundle is made: links to secrets
 * that come as files are a part of it.
 */
export async function copyStageSecrets(
  context: ActionContext,
  { project, folder, names }: Site,
  from: string,
): Promise<void> {
  await ensureStageFolder(folder, names, undefined);
  const made = { at: new Date().toISOString(), by: currentUser() };
  const copied = await copySecrets(stageFolder(project.folder, from), folder, made);
  if (copied.length === 0) return;
  const facts = { stage: names.stage, from, names: copied };
  context.tell({ type: "notice", notice: notice("SECRETS_COPIED", facts) });
}
