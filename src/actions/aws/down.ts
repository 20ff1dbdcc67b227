import { MonoliftError, OperationError } from "../../errors.ts";
import { findLeftovers } from "../../providers/aws/data/leftovers/find-leftovers.ts";
import { listStageData, removeStageData } from "../../providers/aws/data/remove-stage-data.ts";
import { removeAddress, removeCertificates } from "../../providers/aws/doors/domain.ts";
import { refuseForeignStage } from "../../providers/aws/foreign-stage.ts";
import { stackName } from "../../providers/aws/names.ts";
import { leaveNetworks } from "../../providers/aws/network/leave-network.ts";
import { doorOutputs } from "../../providers/aws/resources/door.ts";
import { deleteStack } from "../../providers/aws/stack/delete-stack.ts";
import { readStack } from "../../providers/aws/stack/stack.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import { readOutsideFacts } from "../../providers/outside-database.ts";
import { listStageNames } from "../../providers/local/lifted.ts";
import { findProject, forgetProject, isLiftedAway, type Project } from "../../providers/local/project.ts";
import type { ActionContext } from "../context.ts";
import type { DownPreparation } from "../down.ts";
import { withAwayLock, withProjectLock } from "../locked.ts";
import type { DownResult, StageData } from "../results.ts";
import { openDatabase, type OpenedDatabase } from "./database.ts";
import type { StageOnAws } from "./find-stage.ts";
import { withStage } from "./lifted-stage.ts";
import { withStageLock } from "./stage-lock.ts";
import { secretsOf } from "./stage-secrets.ts";
import { watcherOf } from "./watcher.ts";

/** Looks at what would go with a stage on AWS; changes nothing. */
export function prepareDownOnAws(context: ActionContext, onAws: StageOnAws): Promise<DownPreparation> {
  return withStage(context, onAws, async (stage) => {
    await refuseForeignStage(stage);
    // A missing key is asked for before anything is shown: without it nobody could say what would go.
    await openDatabaseOf(context, onAws, stage);
    const { project: name, stage: its } = stage.names;
    return { name, stage: its, ...(await readHeld(context, onAws, stage)) };
  });
}

/**
 * Ends a stage on AWS: its address, its stack, its certificates and network; with `delete` also its uploads, secrets, records and
 * database. Then looks for whatever is left, by tags and by names. What was interrupted goes on where it was.
 *
 * @throws {OperationError} `STILL_THERE`
 * @throws {UserError} `STAGE_LOCKED`, `STAGE_NAMES_RUN_TOGETHER` before anything is touched
 */
export async function downOnAws(
  context: ActionContext,
  onAws: StageOnAws,
  { data, breaksLock }: { readonly data: "delete" | "keep"; readonly breaksLock?: boolean },
): Promise<DownResult> {
  const { config } = onAws;
  const project = await findProject(context.home, config.name);
  const lock = { verb: "down", isAloneHere: project !== undefined, breaks: breaksLock } as const;
  const work = (): Promise<DownResult> =>
    withStage(context, onAws, async (stage) => {
      await refuseForeignStage(stage);
      return withStageLock(context, stage, lock, () => end(context, onAws, stage, data));
    });
  if (project === undefined) return work();
  const result = await withAwayLock(context, project, onAws.stage.stage, work);
  if (data === "delete") await withProjectLock(context, project, () => forgetIfUnused(project));
  return result;
}

/** What this machine remembers of the project is of use to its stages here, and to whoever lifts one from here. */
async function forgetIfUnused(project: Project): Promise<void> {
  if ((await listStageNames(project)).length > 0 || (await isLiftedAway(project))) return;
  await forgetProject(project);
}

async function end(
  context: ActionContext,
  onAws: StageOnAws,
  stage: AwsStage,
  data: "delete" | "keep",
): Promise<DownResult> {
  const { aws, names } = stage;
  const isDeleting = data === "delete";
  const held = isDeleting ? await readHeld(context, onAws, stage) : { data: null, unread: null };
  // Where the key to it is missing, nothing of the stage may be gone yet.
  const database = await openDatabaseOf(context, onAws, stage);
  const removed = await closeStage(context, stage);
  if (database?.isOurs === true && isDeleting) {
    await database.database.remove();
    removed.push("database");
  }
  if (!isDeleting) await database?.letSleep?.();
  // A database that is kept stays where it is, and so does its network.
  const { own, shared } = await leaveNetworks(aws, names, watcherOf(context, "stack"));
  if ([own, shared].includes("removed")) removed.push("network");
  if (isDeleting) removed.push(...(await removeSenders(stage, context)));
  if (isDeleting) removed.push(...(await removeStageData(aws, names, { signal: context.signal })));
  const left = isDeleting ? await findLeft(context, stage) : [];
  if (left.length > 0) throw new OperationError("STILL_THERE", { left: [...left] });
  return {
    name: names.project,
    stage: names.stage,
    ...held,
    deletedData: isDeleting,
    removed,
    left: [],
    kept: isDeleting ? [] : await listKept(context, stage),
    cache: null,
  };
}

async function removeSenders(
  { aws, names, live }: AwsStage,
  { signal }: Pick<ActionContext, "signal">,
): Promise<readonly string[]> {
  const { removeMailIdentities } = await import("../../providers/aws/mail/remove-identity.ts");
  return removeMailIdentities(aws, { names, last: live?.stack.data.mailIdentity ?? null, signal });
}

/** Ends what serves: a name that leads nowhere is better than one that leads to whoever gets the door's address next. */
async function closeStage(context: ActionContext, { aws, names }: AwsStage): Promise<string[]> {
  const removed: string[] = [];
  const stack = await readStack(aws, stackName(names));
  const domain = stack?.outputs[doorOutputs.domain];
  if (domain !== undefined && (await removeAddress(aws, { names, domain }))) removed.push(domain);
  if (await deleteStack(aws, stackName(names), watcherOf(context, "stack"))) removed.push(stackName(names));
  if (domain !== undefined) await removeCertificates(aws, names);
  return removed;
}

/** What AWS itself says is still there; of what only its list of tags knows, nobody can tell for some minutes. */
async function findLeft(context: ActionContext, { aws, names }: AwsStage): Promise<readonly string[]> {
  const found = await findLeftovers(aws, names, { signal: context.signal });
  return found.filter(({ isCertain }) => isCertain).map(({ type, name }) => `${type} ${name}`);
}

async function listKept(
  { signal }: Pick<ActionContext, "signal">,
  { aws, names }: AwsStage,
): Promise<DownResult["kept"]> {
  const parts = await listStageData(aws, names, { signal });
  return parts.map(({ what, name, usdPerMonth }) => ({ what, name, usdPerMonth }));
}

async function openDatabaseOf(
  context: ActionContext,
  { stage: wished }: StageOnAws,
  stage: AwsStage,
): Promise<OpenedDatabase | null> {
  const user = await (await secretsOf(stage)).user.read({ signal: context.signal });
  return openDatabase(context, { site: { stage: wished }, stage, secrets: { user }, network: null });
}

/** What cannot be read can still be removed. */
async function readHeld(
  context: ActionContext,
  onAws: StageOnAws,
  stage: AwsStage,
): Promise<Pick<DownPreparation, "data" | "unread">> {
  try {
    return { data: await readData(context, onAws, stage), unread: null };
  } catch (error) {
    if (!(error instanceof MonoliftError)) throw error;
    return { data: null, unread: { code: error.code, cause: error.say(context.language).cause } };
  }
}

/** Null when there is nothing in it that people have put there. */
async function readData(
  context: ActionContext,
  onAws: StageOnAws,
  stage: AwsStage,
): Promise<StageData | null> {
  const parts = await listStageData(stage.aws, stage.names, { signal: context.signal });
  const uploads = parts.find(({ what }) => what === "media");
  const media = {
    objects: uploads?.objects ?? 0,
    bytes: uploads?.bytes ?? 0,
    lastWrite: uploads?.lastWrite ?? null,
  };
  const opened = await openDatabaseOf(context, onAws, stage);
  const state = opened?.isOurs === true ? await opened.database.describe() : undefined;
  const facts =
    state === undefined || state.url === "" ? null : await readOutsideFacts(stage.names.stage, state.url);
  if (media.objects + (facts?.tables.length ?? 0) === 0) return null;
  return {
    tables: [...(facts?.tables ?? [])],
    rows: facts?.rows ?? 0,
    databaseBytes: facts?.bytes ?? 0,
    media,
    mails: 0,
  };
}
