import { loadConfig } from "../config/load.ts";
import { resolveStage, stageTable, type StageConfig } from "../config/stage.ts";
import { MonoliftError, OperationError, UserError } from "../errors.ts";
import { measureFolder } from "../providers/local/data.ts";
import type { LiftedStage } from "../providers/local/lifted.ts";
import { findProject, listProjects } from "../providers/local/project.ts";
import { readHeldData, removeStage, type HeldData } from "../providers/local/remove.ts";
import { removeUnusedFolders } from "../providers/local/unused.ts";
import { findStageOnAws } from "./aws/find-stage.ts";
import type { ActionContext } from "./context.ts";
import { withProjectLock } from "./locked.ts";
import { processOptions } from "./process-options.ts";
import type { DownResult, StageData, Unread } from "./results.ts";
import { defaultStage, findTarget } from "./workspace.ts";

export interface DownOptions {
  readonly target?: string | undefined;
  readonly data: "delete" | "keep";
  /** Name of the stage as somebody has typed it; undefined when nobody was asked. */
  readonly typed?: string | undefined;
  /** On AWS: takes the place of whoever changes the stage from another machine. Default: false. */
  readonly breaksLock?: boolean;
}

/** What a stage holds, as far as it can be read. */
interface Held {
  /** Null when there is none, or when it could not be read. */
  readonly data: StageData | null;
  /** Why it is not known what there is; null when it is. */
  readonly unread: Unread | null;
}

/** What `down` is about to end, shown before it asks. */
export interface DownPreparation extends Held {
  readonly name: string;
  readonly stage: string;
}

/** Looks at what would go; changes nothing. */
export async function prepareDown(
  context: ActionContext,
  options: { readonly target?: string | undefined },
): Promise<DownPreparation> {
  const onAws = await findStageOnAws(context, options.target);
  if (onAws !== undefined) return (await import("./aws/down.ts")).prepareDownOnAws(context, onAws);
  const stage = await findTarget(context, options.target);
  return { name: stage.project.name, stage: stage.stage, ...(await readHeld(context, stage)) };
}

/**
 * Ends a stage, once nobody else works on its project, and proves that nothing is left.
 *
 * @throws {UserError} `STAGE_IS_KEPT` where the file keeps its data and nobody has typed its name.
 * @throws {OperationError} `STILL_THERE` with what was found after everything should be gone.
 */
export async function down(context: ActionContext, options: DownOptions): Promise<DownResult> {
  if (options.data === "delete") await refuseKept(context, options);
  const onAws = await findStageOnAws(context, options.target);
  if (onAws !== undefined) return (await import("./aws/down.ts")).downOnAws(context, onAws, options);
  const { project } = await findTarget(context, options.target);
  return withProjectLock(context, project, async () =>
    end(context, await findTarget(context, options.target), options.data),
  );
}

async function refuseKept(context: ActionContext, { target, typed }: DownOptions): Promise<void> {
  const stage = await findWished(context, target);
  if (stage?.isKept === true && typed !== stage.stage)
    throw new UserError("STAGE_IS_KEPT", { stage: stage.stage });
}

/** What the file says of the stage; undefined where the project or its file is gone. */
async function findWished(
  context: ActionContext,
  target: string | undefined,
): Promise<StageConfig | undefined> {
  const slash = target?.indexOf("/") ?? -1;
  const [name, stage] =
    target === undefined || slash < 1
      ? [undefined, target]
      : [target.slice(0, slash), target.slice(slash + 1)];
  const folder = name === undefined ? context.cwd : (await findProject(context.home, name))?.root;
  const config =
    folder === undefined || folder === "" ? undefined : await loadConfig(folder, context.environment);
  if (config === undefined || (name !== undefined && config.name !== name)) return undefined;
  return stageTable(config, stage ?? defaultStage) === undefined && (stage ?? defaultStage) !== defaultStage
    ? undefined
    : resolveStage(config, stage ?? defaultStage);
}

async function end(context: ActionContext, stage: LiftedStage, data: "delete" | "keep"): Promise<DownResult> {
  const isDeleting = data === "delete";
  const held = isDeleting ? await readHeld(context, stage) : { data: null, unread: null };
  const { removed, left } = await removeStage(stage, data, processOptions(context));
  if (left.length > 0) throw new OperationError("STILL_THERE", { left: [...left] });
  const unused = isDeleting ? await removeUnusedFolders(context.home) : [];
  return {
    name: stage.project.name,
    stage: stage.stage,
    ...held,
    deletedData: isDeleting,
    removed: [...removed, ...unused],
    left: [],
    kept: [],
    cache: isDeleting ? await findIdleCache(context) : null,
  };
}

/** What cannot be read can still be removed: a damaged database is a reason for it. */
async function readHeld(context: ActionContext, stage: LiftedStage): Promise<Held> {
  try {
    return { data: dataOf(await readHeldData(stage, processOptions(context))), unread: null };
  } catch (error) {
    if (!(error instanceof MonoliftError)) throw error;
    return { data: null, unread: { code: error.code, cause: error.say(context.language).cause } };
  }
}

/** The cache, once no project is left that it could spare time for; null when there is none. */
async function findIdleCache({ home }: ActionContext): Promise<DownResult["cache"]> {
  if ((await listProjects(home)).length > 0) return null;
  const { bytes } = await measureFolder(home.cache);
  return bytes === 0 ? null : { path: home.cache, sizeBytes: bytes };
}

/** Null when there is nothing in it: a database without tables, empty folders. */
function dataOf(held: HeldData): StageData | null {
  const tables = (held.database?.tables ?? []).map(({ table, rows }) => ({ table, rows }));
  if (tables.length + held.media.objects + held.mails === 0) return null;
  return {
    tables,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    databaseBytes: held.database?.bytes ?? 0,
    media: { ...held.media },
    mails: held.mails,
  };
}
