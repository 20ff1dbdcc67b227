import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { EntryPoints, Provisions } from "../../plan/provisions.ts";
import type { Daemon } from "../../platform/daemon/client.ts";
import type { AnsweredRequest } from "../../platform/gateway/answered.ts";
import type { BootFailure } from "../provider.ts";
import { bucketName, provisionsOf, type StageNames } from "./local-stage.ts";
import type { LiftedStage } from "./lifted.ts";
import type { ReleaseRecord } from "./releases.ts";
import type { StageFolder } from "./stage-folder.ts";

export type { AnsweredRequest };

/** A stage that serves a release. */
export interface ServedStage extends LiftedStage {
  readonly live: ReleaseRecord;
}

const staticOf = (folder: StageFolder): string => join(folder.static, "dev");

/** Begins with the static files of the release: those that change are put over them. */
export async function beginDevStatic({ folder, live }: ServedStage): Promise<void> {
  await endDevStatic(folder);
  await cp(join(folder.static, String(live.release)), staticOf(folder), {
    recursive: true,
    preserveTimestamps: true,
  });
}

export async function endDevStatic(folder: StageFolder): Promise<void> {
  await rm(staticOf(folder), { recursive: true, force: true });
}

/** What the stage gives to code that takes the place of its release's: all that the release has, but static files of its own. */
export async function devProvisions(
  daemon: Daemon,
  stage: ServedStage,
  names: StageNames,
): Promise<Provisions> {
  const { folder, identity, live } = stage;
  const { database: name } = live.services;
  const database = name === null ? null : await daemon.call("ensure-database", { name });
  return provisionsOf({
    folder,
    names,
    port: identity.port,
    secretKey: identity.secretKey,
    staticFolder: staticOf(folder),
    database: database === null ? null : { url: database.url, isNew: false },
    media: await daemon.call("ensure-bucket", { stage: names.stage, bucket: bucketName(names) }),
  });
}

/**
 * Serves other code in the place of the live release, once it has started; nothing of it is written down.
 *
 * @param hashed Paths of static files whose names change with their content, when they have been collected anew.
 * @returns Why it did not start: the code before it is served still.
 */
export async function useCode(
  daemon: Daemon,
  stage: ServedStage,
  entry: EntryPoints,
  hashed: readonly string[] | undefined,
): Promise<BootFailure | undefined> {
  const { live, folder } = stage;
  const door = (stage.services ?? live.services).door;
  const report = await daemon.call("use-code", {
    stage: stage.stage,
    functions: live.services.functions.map((version) => ({
      ...version,
      command: entry.serve,
      taskRoot: entry.taskRoot,
      readOnly: entry.readOnly,
      environment: entry.environment,
      environmentFiles: entry.environmentFiles,
      secrets: entry.secrets,
    })),
    door: door && {
      ...door,
      mounts: door.mounts.map((mount) => ({
        ...mount,
        folders: [staticOf(folder), ...mount.folders],
        hashed: hashed ?? mount.hashed,
      })),
    },
  });
  return report.ok ? undefined : report.failure;
}

/**
 * Tells of each request to a stage until `signal` aborts. Then, and when this process is killed, the stage serves its
 * release again, whatever `useCode` has put in its place.
 */
export async function followRequests(
  daemon: Daemon,
  stage: string,
  listener: { readonly onBegun: () => void; readonly onAnswered: (answered: AnsweredRequest) => void },
  signal: AbortSignal,
): Promise<void> {
  const onProgress = (line: string): void =>
    line === "" ? listener.onBegun() : listener.onAnswered(JSON.parse(line) as AnsweredRequest);
  await daemon.call("develop", { stage }, { signal, onProgress });
}
