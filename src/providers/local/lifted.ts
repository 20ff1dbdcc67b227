import { rm } from "node:fs/promises";
import { join } from "node:path";
import { findDaemon, type Daemon } from "../../platform/daemon/client.ts";
import { daemonFolder } from "../../platform/daemon/folder.ts";
import {
  listStageFolders,
  loadStageServices,
  type StageServices,
} from "../../platform/daemon/stage-services.ts";
import { isFolder } from "../../system/files.ts";
import type { Home } from "../../system/home.ts";
import { readCandidate } from "./candidate.ts";
import { databaseName, dataOf, liveRelease } from "./local-stage.ts";
import { listProjects, type Project } from "./project.ts";
import { removeSecretFiles } from "./secrets/store.ts";
import type { ReleaseRecord } from "./releases.ts";
import { readIdentity, stageFolder, type StageFolder, type StageIdentity } from "./stage-folder.ts";

/** One local stage as it is found on this machine, running or not. */
export interface LiftedStage {
  readonly project: Project;
  readonly stage: string;
  readonly folder: StageFolder;
  readonly identity: StageIdentity;
  readonly services: StageServices | undefined;
  readonly live: ReleaseRecord | undefined;
  /** A first release of which a step failed, until one is served. */
  readonly candidate: ReleaseRecord | undefined;
  readonly daemon: Daemon | undefined;
  readonly isServing: boolean;
}

/** Looks at one stage of a project; undefined when it was never made. */
export async function findLiftedStage(project: Project, stage: string): Promise<LiftedStage | undefined> {
  const folder = stageFolder(project.folder, stage);
  const identity = await readIdentity(folder);
  if (identity === undefined) return undefined;
  const daemon = await findDaemon(project.folder);
  const found = await loadStageServices(daemonFolder(project.folder).stages, stage);
  const services = found !== undefined && "stage" in found ? found : undefined;
  const live = await liveRelease(folder, services);
  const candidate = live === undefined ? await readCandidate(folder) : undefined;
  const isServing = daemon !== undefined && services !== undefined && !services.isStopped;
  return { project, stage, folder, identity, services, live, candidate, daemon, isServing };
}

/** Every stage of every project of this user. */
export async function listLiftedStages(home: Home): Promise<readonly LiftedStage[]> {
  const stages: LiftedStage[] = [];
  for (const project of await listProjects(home)) {
    for (const name of (await listStageFolders(daemonFolder(project.folder).stages)).toSorted()) {
      const stage = await findLiftedStage(project, name);
      if (stage !== undefined) stages.push(stage);
    }
  }
  return stages;
}

/** Names of a project's stages that were made, lifted or not. */
export function listStageNames(project: Project): Promise<readonly string[]> {
  return listStageFolders(daemonFolder(project.folder).stages);
}

/** Both addresses of a stage. */
export function addressesOf(stage: Pick<LiftedStage, "project" | "stage" | "identity">): {
  readonly url: string;
  readonly browserUrl: string;
} {
  const { port } = stage.identity;
  return {
    url: `http://127.0.0.1:${port}`,
    browserUrl: `http://${stage.stage}.${stage.project.name}.localhost:${port}`,
  };
}

/** Whether a stage has ever served a release, and whether it does now. */
export function stateOf(
  stage: Pick<LiftedStage, "live" | "isServing">,
): "serving" | "stopped" | "never-lifted" {
  if (stage.live === undefined) return "never-lifted";
  return stage.isServing ? "serving" : "stopped";
}

/**
 * Whether Monolift may have made a database for a stage. One whose first `up` failed early says nothing of it: then there
 * is one when the project has a PostgreSQL of its own.
 */
export async function mayHaveDatabase(
  stage: Pick<LiftedStage, "project" | "services" | "candidate">,
): Promise<boolean> {
  const services = stage.services ?? stage.candidate?.services;
  if (services !== undefined) return services.database !== null;
  return isFolder(daemonFolder(stage.project.folder).postgres);
}

/** Name of the stage's database. */
export function databaseOf(stage: Pick<LiftedStage, "project" | "stage">): string {
  return databaseName({ project: stage.project.name, stage: stage.stage });
}

/**
 * Removes a stage's folder and, when it was the last one, the project's state with its PostgreSQL.
 * The background process must have let go of the stage before.
 *
 * @returns Paths that were removed.
 */
export async function removeStageFolder(stage: LiftedStage): Promise<readonly string[]> {
  await removeSecretFiles(stage.folder);
  await rm(stage.folder.root, { recursive: true, force: true });
  return [stage.folder.root];
}

/** Databases and buckets of a stage, its own and its restore points, that the process still has. */
async function findData(
  daemon: Daemon,
  { project, stage }: Pick<LiftedStage, "project" | "stage">,
): Promise<readonly string[]> {
  const { databases, buckets } = await daemon.call("list-data", dataOf({ project: project.name, stage }));
  return [...databases.map(({ name }) => `database ${name}`), ...buckets.map((name) => `bucket ${name}`)];
}

/** What is still there of a stage, looked for afresh: folders, processes, databases and buckets. */
export async function findLeftovers(stage: LiftedStage): Promise<readonly string[]> {
  const left: string[] = [];
  if (await isFolder(stage.folder.root)) left.push(stage.folder.root);
  const others = await listStageFolders(join(stage.project.folder, "stages"));
  if (others.length === 0) {
    if (await isFolder(stage.project.folder)) left.push(stage.project.folder);
    const daemon = await findDaemon(stage.project.folder);
    if (daemon !== undefined) left.push(`process ${daemon.address.pid}`);
    return left;
  }
  const daemon = await findDaemon(stage.project.folder);
  return daemon === undefined ? left : [...left, ...(await findData(daemon, stage))];
}
