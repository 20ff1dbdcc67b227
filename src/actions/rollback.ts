import { UserError } from "../errors.ts";
import { addressesOf, type LiftedStage } from "../providers/local/lifted.ts";
import type { BootFailure } from "../providers/provider.ts";
import { ensureProcess, type Process } from "../providers/local/process.ts";
import { movesOf, releaseBefore } from "../providers/local/release-history.ts";
import { listReleases, readRelease, type ReleaseRecord } from "../providers/local/releases.ts";
import {
  bootRestored,
  findMissing,
  restoreServices,
  withSecretsVersion,
} from "../providers/local/rollback.ts";
import { restoreSecrets } from "../providers/local/secrets/secrets.ts";
import { moveLive } from "../providers/local/switch.ts";
import { currentUser } from "../system/user.ts";
import { describeBootFailure } from "./boot-failure.ts";
import { findStageOnAws } from "./aws/find-stage.ts";
import type { ActionContext } from "./context.ts";
import { withProjectLock } from "./locked.ts";
import { migrationsLeft } from "./migrations-left.ts";
import { processOptions } from "./process-options.ts";
import type { RollbackResult } from "./release-results.ts";
import { createSteps } from "./steps.ts";
import { findTarget } from "./workspace.ts";

export interface RollbackOptions {
  readonly stage?: string | undefined;
  /** Number of a kept release; by default the one before the live one. */
  readonly to?: number | undefined;
  /** Brings the secrets of that release back, too. */
  readonly withSecrets: boolean;
  /** On AWS: takes the place of whoever changes the stage from another machine. Default: false. */
  readonly breaksLock?: boolean | undefined;
}

/**
 * Serves a kept release again, with its code and its configuration: one sandbox of it starts, then `live` moves to it.
 * The database stays as it is. Where it does not start, what was served before is served still.
 *
 * @throws {UserError} `NEVER_LIFTED`, `NO_OLDER_RELEASE`, `UNKNOWN_RELEASE`, `RELEASE_IS_LIVE`, `RELEASE_INCOMPLETE`,
 *   `RELEASE_WITHOUT_SECRETS`, `RELEASE_DOES_NOT_START`.
 */
export async function rollback(context: ActionContext, options: RollbackOptions): Promise<RollbackResult> {
  const onAws = await findStageOnAws(context, options.stage);
  if (onAws !== undefined) return (await import("./aws/rollback.ts")).rollbackOnAws(context, onAws, options);
  const { project } = await findTarget(context, options.stage);
  // An `up` may have ended while this one waited.
  return withProjectLock(context, project, async () =>
    rollBack(context, await findTarget(context, options.stage), options),
  );
}

async function rollBack(
  context: ActionContext,
  stage: LiftedStage,
  options: RollbackOptions,
): Promise<RollbackResult> {
  const from = liveOf(stage);
  const record = await chooseRelease(context, stage, options);
  const steps = createSteps(context);
  const restart = (): Promise<Process> => ensureProcess(stage.project.folder, processOptions(context));
  const daemon = await restart();
  const services = await restoreServices(stage, record, await databaseUrl(daemon, record));
  // The application's own Python takes about as long as a sandbox; nobody waits for it before the switch.
  const environment = services.functions[0]?.environment ?? record.entry.environment;
  const secrets = options.withSecrets ? record.secrets : null;
  const tried = withSecretsVersion(services, secrets);
  const entry = { ...record.entry, environment, secrets: tried.functions[0]?.secrets };
  const left = migrationsLeft(context, stage, { release: record.release, entry });
  try {
    await steps.run("boot", async () => {
      const failure = await bootRestored(daemon, stage, tried);
      if (failure !== undefined) throw refusal(stage, record, failure);
      return { value: undefined };
    });
    await steps.run("switch", async () => {
      const request = { services, kind: "rollback", by: currentUser(), canary: null } as const;
      const move = (): Promise<unknown> => moveLive({ daemon, restart }, stage.folder, request);
      return { value: await (secrets === null ? move() : moveWithSecrets(stage, secrets, move)) };
    });
  } catch (error) {
    left.abort();
    throw error;
  }
  return {
    name: stage.project.name,
    stage: stage.stage,
    provider: "local",
    ...addressesOf(stage),
    from,
    to: record.release,
    endedCanary: stage.services?.canary?.to ?? null,
    migrations: [...(await left.names)],
    secrets,
    steps: [...steps.taken],
    notices: [],
  };
}

/** Moves `live` while an older version of the secrets is current; where that fails, the former one is again. */
async function moveWithSecrets(
  { folder }: LiftedStage,
  secrets: number,
  move: () => Promise<unknown>,
): Promise<unknown> {
  const before = await restoreSecrets(folder, secrets);
  try {
    return await move();
  } catch (error) {
    if (before !== null) await restoreSecrets(folder, before);
    throw error;
  }
}

function liveOf({ live, project, stage }: LiftedStage): number {
  if (live === undefined) throw new UserError("NEVER_LIFTED", { name: project.name, stage, known: [] });
  return live.release;
}

/** The kept release that is meant, with everything that it is made of. */
async function chooseRelease(
  context: ActionContext,
  stage: LiftedStage,
  { to, withSecrets }: RollbackOptions,
): Promise<ReleaseRecord> {
  const live = liveOf(stage);
  const canary = stage.services?.canary?.to ?? null;
  const kept = await listReleases(stage.folder);
  const release = to ?? releaseBefore({ live, canary, moves: movesOf(stage) }, kept);
  if (release === undefined) throw new UserError("NO_OLDER_RELEASE", { live });
  if (!kept.includes(release)) throw new UserError("UNKNOWN_RELEASE", { release, kept: kept.toReversed() });
  if (release === live && canary === null) throw new UserError("RELEASE_IS_LIVE", { release });
  const record = await readRelease(stage.folder, release);
  const missing = record === undefined ? [] : await findMissing(stage, record, context.home);
  if (record === undefined || missing.length > 0) {
    const commit = record?.commit?.replace("+", "") ?? null;
    throw new UserError("RELEASE_INCOMPLETE", { release, missing, commit });
  }
  if (withSecrets && record.secrets === null) throw new UserError("RELEASE_WITHOUT_SECRETS", { release });
  return record;
}

async function databaseUrl(daemon: Process, { services }: ReleaseRecord): Promise<string | null> {
  if (services.database === null) return null;
  return (await daemon.call("ensure-database", { name: services.database })).url;
}

function refusal(stage: LiftedStage, { release, entry }: ReleaseRecord, failure: BootFailure): UserError {
  const { what, detail: said } = describeBootFailure(failure);
  // The bundle is a copy: people look for the line in their own file.
  const detail = said.replaceAll(entry.taskRoot, stage.project.root);
  const live = liveOf(stage);
  return new UserError("RELEASE_DOES_NOT_START", { release, live, what }, detail === "" ? {} : { detail });
}
