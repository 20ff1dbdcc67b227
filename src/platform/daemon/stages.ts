import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { FunctionVersion } from "../functions/function.ts";
import { currentSecrets } from "../functions/secrets.ts";
import { addSeen, judgeCanary, type CanarySeen } from "./canary.ts";
import { endCanary, moveAliases, type SwitchRequest } from "./moves.ts";
import type { Platform } from "./platform.ts";
import { versionOf } from "./served-stage.ts";
import { loadStageServices, saveStageServices, type StageServices } from "./stage-services.ts";
import { storageVariables } from "./storage.ts";

/** Reads a stage's file into the platform; a damaged one is set aside and told of by `describe`. */
export async function readStage(platform: Platform, stage: string): Promise<StageServices | undefined> {
  const found = await loadStageServices(platform.folder.stages, stage);
  if (found === undefined) return undefined;
  if ("keptAs" in found) {
    platform.setAside.push(found);
    return undefined;
  }
  platform.stages.set(stage, found);
  return found;
}

/** Makes a version of a stage's function known. */
export async function publishVersion(
  platform: Platform,
  stage: string,
  version: FunctionVersion,
): Promise<void> {
  platform.functions.publish(await withRole(platform, stage, version));
}

/**
 * A function finds its services by the variables that a role has on Lambda. They are not kept with the version: the
 * port may be another one after a restart. Nor are the stage's secrets: it gets those that are current, or the named ones.
 *
 * @param secrets Version of the secrets.
 */
export async function withRole(
  { storage }: Platform,
  stage: string,
  version: FunctionVersion,
  secrets?: number,
): Promise<FunctionVersion> {
  const environment = { ...version.environment, ...storageVariables(storage.endpointOf(stage)) };
  if (version.secrets === undefined) return { ...version, environment };
  const { folder } = version.secrets;
  const current = secrets ?? version.secrets.version ?? (await currentSecrets(folder));
  const source = { ...version.secrets, ...(current === null ? {} : { version: current }) };
  return { ...version, environment, secrets: source };
}

/** Makes a stage answer as `services` says; versions that it no longer names go away once nobody uses them. */
export async function serveStage(platform: Platform, services: StageServices): Promise<void> {
  const before = platform.stages.get(services.stage);
  platform.developed.delete(services.stage);
  if (services.database !== null) await platform.database.server();
  for (const version of services.functions) await publishVersion(platform, services.stage, version);
  for (const { functionName, alias, version, additional } of services.aliases) {
    platform.functions.setAlias(functionName, alias, version, additional);
  }
  if (services.door !== null) await platform.gateway.open(services.door);
  platform.stages.set(services.stage, services);
  platform.canaries.follow(services);
  for (const old of before?.functions ?? []) {
    const isKept = services.functions.some(
      (one) => one.functionName === old.functionName && one.version === old.version,
    );
    if (!isKept) await platform.functions.remove(old.functionName, old.version);
  }
}

/** The operation `switch`: what is written is what is served, whenever this process is killed. */
export function switchStage(
  platform: Platform,
  request: SwitchRequest,
): Promise<{ readonly live: number | null; readonly canary: number | null }> {
  const { stage } = request.services;
  return platform.inTurn(stage, async () => {
    const before = platform.stages.get(stage);
    const after = moveAliases(before, request, now());
    await saveStageServices(platform.folder.stages, after);
    try {
      await serveStage(platform, after);
    } catch (error) {
      await takeBack(platform, stage, before);
      throw error;
    }
    return { live: versionOf(after), canary: after.canary?.to ?? null };
  });
}

/** What could not be served must not be tried again at the next start. */
async function takeBack(platform: Platform, stage: string, before: StageServices | undefined): Promise<void> {
  if (before === undefined) return rm(fileOf(platform, stage), { force: true });
  await saveStageServices(platform.folder.stages, before);
  if (!before.isStopped) await serveStage(platform, before);
}

/** Serves a stopped stage again; false when its description is gone. */
export function startStage(platform: Platform, stage: string): Promise<boolean> {
  return platform.inTurn(stage, async () => {
    const services = platform.stages.get(stage) ?? (await readStage(platform, stage));
    if (services === undefined) return false;
    const started = { ...services, isStopped: false };
    if (services.isStopped) await saveStageServices(platform.folder.stages, started);
    await serveStage(platform, started);
    return true;
  });
}

/** Ends a stage's processes and keeps what it is. */
export function stopStage(platform: Platform, stage: string): Promise<void> {
  return platform.inTurn(stage, async () => {
    const services = platform.stages.get(stage);
    if (services === undefined) return;
    await endStage(platform, services);
    const stopped = { ...services, isStopped: true };
    await saveStageServices(platform.folder.stages, stopped);
    platform.stages.set(stage, stopped);
  });
}

/** True when no stage is served. */
export function isIdle(platform: Platform): boolean {
  return [...platform.stages.values()].every((services) => services.isStopped);
}

/** Ends a stage's processes; the caller has its turn. */
export async function endStage(platform: Platform, services: StageServices): Promise<void> {
  platform.canaries.forget(services.stage);
  platform.developed.delete(services.stage);
  if (services.door !== null) await platform.gateway.close(services.door.name);
  for (const { functionName, version } of services.functions) {
    await platform.functions.remove(functionName, version);
  }
}

/** Takes what was seen of a stage's canary, keeps it, and ends the canary when that decides. */
export function lookAtCanary(
  platform: Platform,
  stage: string,
  version: number,
  seen: CanarySeen,
): Promise<void> {
  return platform.inTurn(stage, async () => {
    const services = platform.stages.get(stage);
    // Somebody may have moved the alias while this look waited.
    if (services?.canary == null || services.isStopped || services.canary.to !== version) return;
    const counted = { ...services, canary: addSeen(services.canary, seen) };
    platform.stages.set(stage, counted);
    const verdict = judgeCanary(counted.canary);
    if (verdict === undefined) return saveStageServices(platform.folder.stages, counted);
    const ended = endCanary(counted, verdict, now());
    const failure = await saveStageServices(platform.folder.stages, ended).then(
      () => undefined,
      (error: unknown) => error,
    );
    // Going back does not wait for a full disk: read again, the canary's numbers decide the same.
    if (failure !== undefined && verdict === "passed") throw failure;
    await serveStage(platform, ended);
    if (failure !== undefined) throw failure;
  });
}

const now = (): string => new Date().toISOString();

function fileOf({ folder }: Platform, stage: string): string {
  return join(folder.stages, stage, "services.json");
}
