import { basename, dirname } from "node:path";
import { UserError } from "../errors.ts";
import { createConfigFile } from "../config/create.ts";
import { deriveName } from "../config/derive-name.ts";
import { loadConfig, type Config } from "../config/load.ts";
import { resolveStage, type StageConfig } from "../config/stage.ts";
import { detectDjango, findDjangoRoot } from "../frameworks/django/detect.ts";
import type { Provisions } from "../plan/provisions.ts";
import { addressesOf, findLiftedStage, type LiftedStage } from "../providers/local/lifted.ts";
import { doorName, prepareStage, type StageNames } from "../providers/local/local-stage.ts";
import { ensureProcess, type Process } from "../providers/local/process.ts";
import { renewStage } from "../providers/local/expire.ts";
import { claimProject, findProject, type Project } from "../providers/local/project.ts";
import { readRelease } from "../providers/local/releases.ts";
import { resumeStage } from "../providers/local/serving.ts";
import { stageFolder, type StageFolder } from "../providers/local/stage-folder.ts";
import { notice } from "../words/words.ts";
import type { ActionContext } from "./context.ts";
import { endExpired } from "./expired.ts";
import { canaryResult } from "./moves.ts";
import { processOptions } from "./process-options.ts";
import type { UpResult } from "./results.ts";
import type { StepOutcome } from "./steps.ts";
import { defaultStage } from "./workspace.ts";

/** Where the application is lifted to: a project of this user and one of its stages. */
export interface Site {
  readonly config: Config;
  readonly stage: StageConfig;
  readonly project: Project;
  readonly names: StageNames;
  readonly folder: StageFolder;
  /** The stage as it was found; undefined before it was ever prepared. */
  readonly lifted: LiftedStage | undefined;
}

/** What a release stands on: the background process, and what holds data. */
export interface Ground {
  readonly process: Process;
  /** Number of the release to come. */
  readonly release: number;
  readonly provisions: Provisions;
}

/**
 * Finds the project of the current folder and claims its name; writes the one-line file when there is none. Stages of it
 * whose time is over end first.
 *
 * @throws {UserError} What detection says where there is no application; `NAME_TAKEN`; `UNKNOWN_STAGE`.
 */
export async function openSite(context: ActionContext, stageName: string | undefined): Promise<Site> {
  const config = (await loadConfig(context.cwd, context.environment)) ?? (await writeConfig(context));
  const stage = resolveStage(config, stageName ?? defaultStage);
  const known = await findProject(context.home, config.name);
  if (known !== undefined) await endExpired(context, known);
  const { project, movedFrom } = await claimProject(context.home, config.name, config.root);
  if (movedFrom !== null) {
    const facts = { name: config.name, from: movedFrom, to: config.root };
    context.tell({ type: "notice", notice: notice("FOLDER_MOVED", facts) });
  }
  const names = { project: config.name, stage: stage.stage };
  const folder = stageFolder(project.folder, stage.stage);
  return { config, stage, project, names, folder, lifted: await findLiftedStage(project, stage.stage) };
}

/** A project without a file gets one, named after its folder, once an application is found in it. */
async function writeConfig(context: ActionContext): Promise<Config> {
  const root = await findNewRoot(context);
  const name = await deriveName(basename(root));
  const file = await createConfigFile(root, { name });
  context.tell({ type: "notice", notice: notice("CONFIG_CREATED", { file: basename(file), name }) });
  return loadWritten(context, file);
}

/**
 * The folder that a project's file is written to.
 *
 * @throws {UserError} What is wrong with this folder, before anything is written to it.
 */
export async function findNewRoot(context: ActionContext): Promise<string> {
  const root = (await findDjangoRoot(context.cwd, context.environment)) ?? context.cwd;
  await refuseOtherFolders(context, root);
  return root;
}

/** Reads a file that was written just now. */
export async function loadWritten({ environment }: ActionContext, file: string): Promise<Config> {
  const config = await loadConfig(dirname(file), environment);
  if (config === undefined) throw new TypeError(`${file} was written and is not there`);
  return config;
}

/** Two applications in one folder are no reason against a file: it is where the answer to "which one" will stand. */
async function refuseOtherFolders(context: ActionContext, root: string): Promise<void> {
  const { home, environment } = context;
  try {
    await detectDjango({ root, config: { vendor: [] }, home, environment });
  } catch (error) {
    if (!(error instanceof UserError) || !hasCandidates(error.facts)) throw error;
  }
}

function hasCandidates(facts: unknown): boolean {
  return typeof facts === "object" && facts !== null && "candidates" in facts;
}

/**
 * The answer of `up` when the live release is made of the same inputs, or the one that is tried as a canary: it is served
 * again if it was stopped.
 *
 * @returns Undefined when there is something to do.
 */
export async function resumeIfUnchanged(
  context: ActionContext,
  site: Site,
  inputs: string,
): Promise<
  Pick<UpResult, "stage" | "provider" | "name" | "url" | "browserUrl" | "release" | "canary"> | undefined
> {
  const { lifted } = site;
  if (lifted?.live === undefined) return undefined;
  const canary = lifted.services?.canary ?? null;
  const tried = canary === null ? undefined : await readRelease(lifted.folder, canary.to);
  const same = [tried, lifted.live].find((record) => record?.inputs === inputs);
  if (same === undefined) return undefined;
  const isServed = await resumeStage(lifted, processOptions(context));
  if (!isServed) return undefined;
  const under = canary === null ? null : canaryResult(canary);
  if (under !== null) {
    const { release, from, percent } = under;
    context.tell({ type: "notice", notice: notice("CANARY_UNDER_WAY", { release, from, percent }) });
  }
  return {
    stage: site.names.stage,
    provider: "local",
    name: site.names.project,
    ...addressesOf(lifted),
    release: same.release,
    canary: same === tried ? under : null,
  };
}

/** Starts what the release stands on and makes what holds data. */
export async function prepareSite(
  context: ActionContext,
  site: Site,
  options: { readonly port?: number | undefined; readonly copyOf?: string | undefined },
): Promise<StepOutcome<Ground>> {
  const process = await ensureProcess(site.project.folder, processOptions(context));
  // One that was started just now serves again what an earlier one served, at the stage's own port.
  const { setAside, openDoors } = await process.call("describe", {});
  const prepared = await prepareStage(process, site.folder, site.names, {
    port: options.port,
    copyOf: options.copyOf,
    isServing: openDoors.includes(doorName(site.names)),
    hasDatabase: site.stage.database.engine === "postgres",
  });
  // Also where a later step fails: what was only begun must not stay for ever.
  await renewStage(process, site.names, site.stage.ttlSeconds);
  for (const { file, keptAs } of setAside) {
    context.tell({ type: "notice", notice: notice("STATE_SET_ASIDE", { file, keptAs }) });
  }
  for (const said of prepared.notices) context.tell({ type: "notice", notice: said });
  const { release, provisions } = prepared;
  return {
    value: { process, release, provisions },
    facts: {
      isDatabaseNew: provisions.database?.isNew ?? false,
      ...(options.copyOf === undefined ? {} : { copyOf: options.copyOf }),
    },
  };
}
