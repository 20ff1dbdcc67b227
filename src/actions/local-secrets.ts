import { findLiftedStage, type LiftedStage } from "../providers/local/lifted.ts";
import {
  currentSecretsVersion,
  discardVersion,
  readSecrets,
  useSecrets,
  writeVersion,
} from "../providers/local/secrets/secrets.ts";
import { ensureStageFolder } from "../providers/local/stage-folder.ts";
import type { ActionContext } from "./context.ts";
import type { SecretsKept, SecretsPlace } from "./secrets-place.ts";
import { openSite } from "./site.ts";
import { findTarget } from "./workspace.ts";

/** Opens the secrets of a stage of this machine. */
export function openLocalSecrets(context: ActionContext, target: string | undefined): Promise<SecretsPlace> {
  const isElsewhere = target !== undefined && target.indexOf("/") > 0;
  return isElsewhere ? openElsewhere(context, target) : openHere(context, target);
}

async function openHere(context: ActionContext, target: string | undefined): Promise<SecretsPlace> {
  const { project, names, folder, stage, config } = await openSite(context, target);
  await ensureStageFolder(folder, names, undefined);
  const lifted = await findLiftedStage(project, names.stage);
  if (lifted === undefined) throw new TypeError(`${folder.identity} was written and is not there`);
  return {
    ...(await placeOf(lifted)),
    root: config.root,
    mode: stage.secrets.mode,
    hasDatabase: stage.database.engine === "postgres",
    settings: stage.app.settings?.split(".").at(-1),
  };
}

/** Without the file of the project, what was lifted last says how the stage is. */
async function openElsewhere(context: ActionContext, target: string): Promise<SecretsPlace> {
  const lifted = await findTarget(context, target);
  const record = lifted.live ?? lifted.candidate;
  return {
    ...(await placeOf(lifted)),
    root: lifted.project.root,
    mode: record?.entry.secrets?.mode ?? "variables",
    hasDatabase: record === undefined || record.services.database !== null,
    settings: undefined,
  };
}

async function placeOf(
  lifted: LiftedStage,
): Promise<Omit<SecretsPlace, "root" | "mode" | "hasDatabase" | "settings">> {
  const { project, stage, folder, identity, live } = lifted;
  return {
    project: project.name,
    stage,
    state: project,
    hasRelease: live !== undefined,
    ownKey: { value: identity.secretKey, createdAt: identity.createdAt },
    document: await readSecrets(folder),
    version: await currentSecretsVersion(folder),
    keep: async (next, made) => keep(lifted, await writeVersion(folder, next, made)),
    // The bundle is a copy: people look for the line in their own file.
    inProject: (text) => (live === undefined ? text : text.replaceAll(live.entry.taskRoot, project.root)),
  };
}

async function keep(lifted: LiftedStage, version: number): Promise<SecretsKept> {
  const { folder, stage } = lifted;
  const used = await useSecrets({ lifted, folder, stage }, version);
  if (used.isUsed) return { isUsed: true, effect: used.isServed ? "now" : "next-up", version };
  await discardVersion(folder, version);
  return used;
}
