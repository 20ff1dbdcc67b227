import { findLiftedStage, type LiftedStage } from "../providers/local/lifted.ts";
import { readSecrets, type SecretsDocument } from "../providers/local/secrets/secrets.ts";
import { ensureStageFolder, type StageFolder, type StageIdentity } from "../providers/local/stage-folder.ts";
import type { ActionContext } from "./context.ts";
import { withProjectLock } from "./locked.ts";
import { openSite } from "./site.ts";
import { findTarget } from "./workspace.ts";

/** A stage as far as its secrets are concerned. */
export interface SecretsPlace {
  readonly project: string;
  readonly stage: string;
  readonly folder: StageFolder;
  readonly identity: StageIdentity;
  /** Folder of `monolift.toml`. */
  readonly root: string;
  readonly mode: "variables" | "files";
  /** Whether the stage has a database of its own. */
  readonly hasDatabase: boolean;
  /** Last part of the settings module, where the file names one. */
  readonly settings: string | undefined;
  readonly lifted: LiftedStage;
  readonly document: SecretsDocument;
}

/**
 * Opens a stage's secrets; a stage that was never lifted is made, so that it has what it needs at its first `up`.
 *
 * @param target A stage of the current folder's project, or `NAME/STAGE` of one that was lifted.
 */
export async function openSecrets(context: ActionContext, target: string | undefined): Promise<SecretsPlace> {
  const isElsewhere = target !== undefined && target.indexOf("/") > 0;
  return isElsewhere ? openElsewhere(context, target) : openHere(context, target);
}

async function openHere(context: ActionContext, target: string | undefined): Promise<SecretsPlace> {
  const { project, names, folder, stage, config } = await openSite(context, target);
  const identity = await ensureStageFolder(folder, names, undefined);
  const lifted = await findLiftedStage(project, names.stage);
  if (lifted === undefined) throw new TypeError(`${folder.identity} was written and is not there`);
  return {
    project: names.project,
    stage: names.stage,
    folder,
    identity,
    root: config.root,
    mode: stage.secrets.mode,
    hasDatabase: stage.database.engine === "postgres",
    settings: stage.app.settings?.split(".").at(-1),
    lifted,
    document: await readSecrets(folder),
  };
}

/** Without the file of the project, what was lifted last says how the stage is. */
async function openElsewhere(context: ActionContext, target: string): Promise<SecretsPlace> {
  const lifted = await findTarget(context, target);
  const record = lifted.live ?? lifted.candidate;
  return {
    project: lifted.project.name,
    stage: lifted.stage,
    folder: lifted.folder,
    identity: lifted.identity,
    root: lifted.project.root,
    mode: record?.entry.secrets?.mode ?? "variables",
    hasDatabase: record === undefined || record.services.database !== null,
    settings: undefined,
    lifted,
    document: await readSecrets(lifted.folder),
  };
}

/** Does something with a stage's secrets that nobody else may do meanwhile: an `up` or a `rollback` waits for it. */
export async function withSecrets<T>(
  context: ActionContext,
  target: string | undefined,
  work: (place: SecretsPlace) => Promise<T>,
): Promise<T> {
  const { lifted } = await openSecrets(context, target);
  return withProjectLock(context, lifted.project, async () => work(await openSecrets(context, target)));
}
