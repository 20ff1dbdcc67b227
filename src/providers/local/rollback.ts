import { access } from "node:fs/promises";
import { join, sep } from "node:path";
import type { Daemon } from "../../platform/daemon/client.ts";
import type { ServedStage } from "../../platform/daemon/served-stage.ts";
import type { FunctionVersion } from "../../platform/functions/function.ts";
import type { Door } from "../../platform/gateway/door.ts";
import type { Home } from "../../system/home.ts";
import type { LiftedStage } from "./lifted.ts";
import type { BootFailure } from "../provider.ts";
import { bootCandidate } from "./local-stage.ts";
import { listReleases, type ReleaseRecord } from "./releases.ts";

/**
 * What a release was made of and is no more there: folders of the bundle, static files, the import pack. Whatever
 * Monolift removes belongs to no kept release; a cache that somebody emptied is another matter.
 */
export async function findMissing(
  stage: LiftedStage,
  record: ReleaseRecord,
  home: Home,
): Promise<readonly string[]> {
  const own = [home.cache, stage.project.folder].map((folder) => `${folder}${sep}`);
  const made = record.entry.readOnly.filter((path) => own.some((folder) => path.startsWith(folder)));
  const missing = await Promise.all(made.map(async (path) => ((await isThere(path)) ? [] : [path])));
  return missing.flat();
}

/**
 * How a kept release is served today: its own code and configuration, at the addresses that the stage has now, and
 * beside its own static files those of the other kept releases, whose pages may still be open somewhere.
 *
 * @param databaseUrl Where the stage's database is now; null when the project's own settings say it.
 */
export async function restoreServices(
  stage: LiftedStage,
  record: ReleaseRecord,
  databaseUrl: string | null,
): Promise<ServedStage> {
  const { services } = record;
  const { port } = stage.identity;
  const others = (await listReleases(stage.folder)).filter((release) => release !== record.release);
  const folders = [record.release, ...others.toReversed()].map((one) =>
    join(stage.folder.static, String(one)),
  );
  const move = (version: FunctionVersion): FunctionVersion => ({
    ...version,
    environment: moveAddresses(version.environment, {
      from: services.door?.port ?? port,
      to: port,
      databaseUrl,
    }),
  });
  return {
    ...services,
    isStopped: false,
    functions: services.functions.map(move),
    door: services.door === null ? null : withFolders({ ...services.door, port }, folders),
  };
}

/** The same services, reading a certain version of the stage's secrets; null reads the current one. */
export function withSecretsVersion(services: ServedStage, version: number | null): ServedStage {
  if (version === null) return services;
  const functions = services.functions.map((one) =>
    one.secrets === undefined ? one : { ...one, secrets: { ...one.secrets, version } },
  );
  return { ...services, functions };
}

function withFolders(door: Door, folders: readonly string[]): Door {
  return { ...door, mounts: door.mounts.map((mount) => ({ ...mount, folders })) };
}

/**
 * The variables of a release at the addresses of today: the stage's port and PostgreSQL's may be others than when it was
 * made, and both stand in the middle of values that only the framework understands.
 */
export function moveAddresses(
  environment: Readonly<Record<string, string>>,
  to: { readonly from: number; readonly to: number; readonly databaseUrl: string | null },
): Readonly<Record<string, string>> {
  const origin = new RegExp(String.raw`(http://[\w.-]+):${to.from}(?!\d)`, "g");
  const path = to.databaseUrl === null ? null : new URL(to.databaseUrl).pathname;
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => {
      if (to.databaseUrl !== null && isDatabase(value, path)) return [name, to.databaseUrl];
      return [name, value.replaceAll(origin, `$1:${to.to}`)];
    }),
  );
}

function isDatabase(value: string, path: string | null): boolean {
  return /^postgres(?:ql)?:\/\//.test(value) && URL.canParse(value) && new URL(value).pathname === path;
}

/**
 * Brings one sandbox of each function of a release through its init phase. Where one does not start, what was started
 * for it ends, and what is served stays as it is.
 */
export async function bootRestored(
  daemon: Daemon,
  stage: LiftedStage,
  services: ServedStage,
): Promise<BootFailure | undefined> {
  for (const version of services.functions) await daemon.call("publish", { stage: stage.stage, version });
  const report = await bootCandidate(daemon, { record: { services } });
  if (report.ok) return undefined;
  for (const { functionName, version } of services.functions) {
    const isServed = stage.services?.functions.some(
      (one) => one.functionName === functionName && one.version === version,
    );
    if (isServed !== true) await daemon.call("discard", { functionName, version });
  }
  return report.failure;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
