import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { ownPathsVariable } from "../../plan/own-paths.ts";
import { resourcesOf, type FunctionResource } from "../../plan/resources.ts";
import { expressionOf } from "../../plan/routing/path-form.ts";
import type { Daemon } from "../../platform/daemon/client.ts";
import type { DataPlace } from "../../platform/daemon/data.ts";
import type { StageParts } from "../../platform/daemon/expiry.ts";
import type { StageServices } from "../../platform/daemon/stage-services.ts";
import type { BootReport } from "../../platform/functions/functions.ts";
import type { FunctionVersion } from "../../platform/functions/function.ts";
import type { Door, LimitNames } from "../../platform/gateway/door.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Provisions } from "../../plan/provisions.ts";
import { chooseDoor } from "../aws/doors/choose-door.ts";
import type { ReleaseRequest } from "../provider.ts";
import { isFolder } from "../../system/files.ts";
import { takeOverFolder } from "../../system/take-over.ts";
import { notice, type Notice } from "../../words/words.ts";
import { endCandidate } from "./candidate.ts";
import { bucketMountsOf, mountsOf } from "./mounts.ts";
import { keptReleases, listReleases, readRelease, type ReleaseRecord } from "./releases.ts";
import { choosePort, isFree } from "./port.ts";
import { shortName } from "./short-name.ts";
import { currentSecretsVersion } from "./secrets/store.ts";
import { ensureStageFolder, saveIdentity, type StageFolder, type StageIdentity } from "./stage-folder.ts";

const alias = "live";

/** The names that one stage goes by. */
export interface StageNames {
  readonly project: string;
  readonly stage: string;
}

/** A release that is made but not yet served. */
export interface Candidate {
  readonly record: ReleaseRecord;
  readonly provisions: Provisions;
}

/** Databases and buckets have names of at most 63 bytes; their copies (`~3`, `.3.new`) need some of it. */
const longestDataName = 54;

/** Name of a stage's database: PostgreSQL folds no case here, since names are lower-case and quoted. */
export function databaseName(names: StageNames): string {
  return shortName(`${names.project}-${names.stage}`, longestDataName);
}

/** Name of a stage's bucket of uploaded files. */
export function bucketName(names: StageNames): string {
  return shortName(`${names.project}-${names.stage}-media`, longestDataName);
}

/** Where a stage's data are. */
export function dataOf(names: StageNames): DataPlace {
  return { database: databaseName(names), bucket: bucketName(names) };
}

/**
 * What belongs to a stage besides its folder, for whoever removes it.
 *
 * @param services What of it is served; before the first plan there is the function that every plan has.
 */
export function partsOf(
  names: StageNames,
  services: Pick<StageServices, "functions"> | undefined,
): StageParts {
  const served = (services?.functions ?? []).map((one) => one.functionName);
  return { ...dataOf(names), functions: [...new Set([functionName(names, "web"), ...served])] };
}

/** Name of a stage's door. */
export function doorName(names: StageNames): string {
  return `${names.project}-${names.stage}`;
}

/** Name of a stage's function, as on AWS: project and stage always stand in it. */
export function functionName(names: StageNames, name: string): string {
  return `${names.project}-${names.stage}-${name}`;
}

/**
 * Makes what holds data and gives each thing's address: the folders, the port, the key and the database.
 * Idempotent; nothing that is there is ever replaced.
 *
 * @param options.port A port that the user asks for.
 * @param options.hasDatabase False when the project's own settings say where the rows are.
 * @param options.copyOf Stage of the same project whose rows and files this one begins with; what it has already stays.
 */
export async function prepareStage(
  daemon: Daemon,
  folder: StageFolder,
  names: StageNames,
  options: {
    readonly port?: number | undefined;
    readonly hasDatabase: boolean;
    readonly isServing: boolean;
    readonly copyOf?: string | undefined;
  },
): Promise<{
  readonly release: number;
  readonly provisions: Provisions;
  readonly notices: readonly Notice[];
}> {
  const { identity, notices } = await ensureFreePort(folder, names, options);
  const release = ((await listReleases(folder)).at(-1) ?? 0) + 1;
  const staticFolder = join(folder.static, String(release));
  // What an interrupted attempt at this release left behind.
  await rm(staticFolder, { recursive: true, force: true });
  await mkdir(staticFolder, { recursive: true });
  if (options.copyOf !== undefined) await copyData(daemon, options.copyOf, names);
  const database = options.hasDatabase ? await ensureDatabase(daemon, databaseName(names)) : null;
  const media = await daemon.call("ensure-bucket", { stage: names.stage, bucket: bucketName(names) });
  const { port, secretKey } = identity;
  return {
    release,
    notices,
    provisions: provisionsOf({ folder, names, port, secretKey, staticFolder, database, media }),
  };
}

async function copyData(daemon: Daemon, from: string, names: StageNames): Promise<void> {
  const source = { project: names.project, stage: from };
  await daemon.call("copy-data", { from: dataOf(source), to: dataOf(names), door: doorName(source) });
}

/** What a stage gives to its application, once its parts are known. */
export function provisionsOf(stage: {
  readonly folder: StageFolder;
  readonly names: StageNames;
  readonly port: number;
  readonly secretKey: string;
  readonly staticFolder: string;
  readonly database: Provisions["database"];
  readonly media: Provisions["media"];
}): Provisions {
  const browserHost = `${stage.names.stage}.${stage.names.project}.localhost`;
  const origin = (host: string): string => `http://${host}:${stage.port}`;
  const hosts = [browserHost, "127.0.0.1", "localhost"];
  return {
    database: stage.database,
    staticFolder: stage.staticFolder,
    media: stage.media,
    mailFolder: stage.folder.mail,
    secretsFolder: stage.folder.secrets,
    hosts,
    origins: hosts.map(origin),
    secretKey: stage.secretKey,
    url: origin("127.0.0.1"),
    browserUrl: origin(browserHost),
    isPlainHttp: true,
  };
}

/**
 * The stage's port is kept for its whole life, unless another program took it while the stage was not serving:
 * then the next free one is taken, and said aloud.
 */
async function ensureFreePort(
  folder: StageFolder,
  names: StageNames,
  options: { readonly port?: number | undefined; readonly isServing: boolean },
): Promise<{ readonly identity: StageIdentity; readonly notices: readonly Notice[] }> {
  const identity = await ensureStageFolder(folder, names, options.port);
  const isAsked = options.port !== undefined;
  if (isAsked || options.isServing || (await isFree(identity.port))) return { identity, notices: [] };
  const moved = { ...identity, port: await choosePort(`${names.project}/${names.stage}`) };
  await saveIdentity(folder, moved);
  return {
    identity: moved,
    notices: [notice("PORT_MOVED", { from: identity.port, to: moved.port, holder: null })],
  };
}

async function ensureDatabase(daemon: Daemon, name: string): Promise<{ url: string; isNew: boolean }> {
  const { url, outcome } = await daemon.call("ensure-database", { name });
  return { url, isNew: outcome === "created" };
}

/** Publishes a version of every function of the plan; none of them is served yet. */
export async function publishRelease(
  daemon: Daemon,
  folder: StageFolder,
  names: StageNames,
  release: number,
  request: ReleaseRequest,
): Promise<Candidate> {
  const functions = resourcesOf(request.plan, "function").map((resource) =>
    versionOf(resource, names, folder, release, request),
  );
  for (const version of functions) await daemon.call("publish", { stage: names.stage, version });
  const record: ReleaseRecord = {
    format: 1,
    release,
    createdAt: new Date().toISOString(),
    inputs: request.inputs,
    bundle: request.bundle,
    commit: request.commit?.id ?? null,
    subject: request.commit?.subject ?? null,
    by: request.by,
    sizeBytes: request.sizeBytes,
    migrations: [...request.migrations],
    parts: request.parts,
    secrets: await currentSecretsVersion(folder),
    plan: request.plan,
    entry: {
      ...request.entry,
      serve: [...request.entry.serve],
      command: [...request.entry.command],
      environmentFiles: [...request.entry.environmentFiles],
      readOnly: [...request.entry.readOnly],
    },
    services: await servicesOf(folder, names, release, request, functions),
  };
  return { record, provisions: request.provisions };
}

function versionOf(
  resource: FunctionResource,
  names: StageNames,
  folder: StageFolder,
  release: number,
  { entry, plan }: ReleaseRequest,
): FunctionVersion {
  const { responseMode } = chooseDoor(plan);
  return {
    functionName: functionName(names, resource.name),
    version: release,
    command: [...entry.serve],
    contract: resource.contract,
    taskRoot: entry.taskRoot,
    readOnly: [...entry.readOnly],
    writable: [folder.mail],
    // A load balancer passes nothing on before it has all of it.
    environment: {
      ...entry.environment,
      ...(responseMode === "buffered" ? { MONOLIFT_STREAM: "" } : {}),
      ...ownPathsVariable(resource),
    },
    environmentFiles: [...entry.environmentFiles],
    ...(entry.secrets === undefined ? {} : { secrets: entry.secrets }),
    memoryMb: resource.memoryMb,
    tmpMb: resource.tmpMb,
    timeoutSeconds: resource.timeoutSeconds,
    concurrency: resource.concurrency,
  };
}

async function servicesOf(
  folder: StageFolder,
  names: StageNames,
  release: number,
  request: ReleaseRequest,
  functions: FunctionVersion[],
): Promise<ReleaseRecord["services"]> {
  const web = functionName(names, "web");
  const older = (await listReleases(folder)).filter((one) => one !== release).slice(-keptReleases + 1);
  const door: Door = {
    name: doorName(names),
    project: names.project,
    stage: names.stage,
    kind: chooseDoor(request.plan).kind,
    port: Number(new URL(request.provisions.url).port),
    functionName: web,
    alias,
    routes: routesOf(request.plan, names),
    mounts: mountsOf(request.plan, folder, [release, ...older.toReversed()], request.hashedStatic),
    buckets: bucketMountsOf(request.plan, request.provisions.media.bucket),
  };
  return {
    format: 1,
    stage: names.stage,
    isStopped: false,
    database: request.provisions.database === null ? null : databaseName(names),
    functions,
    aliases: functions.map((one) => ({ functionName: one.functionName, alias, version: release })),
    door,
  };
}

/** The plan's table of routes, in the words of the door. */
function routesOf(plan: Plan, names: StageNames): Door["routes"] {
  const nameOf = new Map(resourcesOf(plan, "function").map(({ id, name }) => [id, name]));
  const routes = resourcesOf(plan, "door").flatMap((door) => door.routes ?? []);
  return routes.map(({ path, methods, to }) => {
    const name = nameOf.get(to);
    if (name === undefined) throw new TypeError(`a route leads to ${to}, which the plan does not have`);
    return {
      expression: expressionOf(path),
      methods: methods === null ? null : [...methods],
      functionName: functionName(names, name),
      ...(name === "web" ? {} : { limitNames: limitNamesOf(name) }),
    };
  });
}

function limitNamesOf(name: string): LimitNames {
  const table = `[isolate.${name}]`;
  return {
    memory: `${table} memory`,
    timeout: `${table} timeout`,
    concurrency: `${table} concurrency`,
    logs: "monolift logs",
  };
}

/**
 * Starts one sandbox of every function, so that code which cannot start is found before anything is changed.
 *
 * @returns The first boot that failed, or the one of `web`.
 */
export async function bootCandidate(
  daemon: Daemon,
  candidate: { readonly record: Pick<ReleaseRecord, "services"> },
): Promise<BootReport> {
  let report: BootReport | undefined;
  for (const { functionName: name, version } of candidate.record.services.functions) {
    report = await daemon.call("boot", { functionName: name, version });
    if (!report.ok) return report;
  }
  if (report === undefined) throw new TypeError("a plan has at least one function");
  return report;
}

/** Asks the new release for one page, through the same events that the gateway makes. */
export async function askCandidate(
  daemon: Daemon,
  candidate: Candidate,
  path: string,
): Promise<{ readonly status: number; readonly body: string }> {
  const { door } = candidate.record.services;
  if (door === null) throw new TypeError("a plan has a door");
  const host = new URL(candidate.provisions.browserUrl).host;
  return daemon.call("request", { door, version: candidate.record.release, path, host });
}

/** Forgets a release that did not come to be served. */
export async function discardCandidate(
  daemon: Daemon,
  candidate: Pick<Candidate, "record" | "provisions">,
): Promise<void> {
  await endCandidate(daemon, candidate.record);
  await rm(candidate.provisions.staticFolder, { recursive: true, force: true });
}

/** The release that a stage serves, or served before it was stopped; undefined when it was never lifted. */
export async function liveRelease(
  folder: StageFolder,
  services: StageServices | undefined,
): Promise<ReleaseRecord | undefined> {
  const version = services?.aliases.find((one) => one.alias === alias)?.version;
  return version === undefined ? undefined : readRelease(folder, version);
}

/**
 * Gives a new release the static files of a kept one: nobody writes to either.
 *
 * @returns False when they are gone.
 */
export async function takeOverStatic(
  folder: StageFolder,
  from: number,
  { provisions }: Candidate,
): Promise<boolean> {
  const source = join(folder.static, String(from));
  if (!(await isFolder(source))) return false;
  takeOverFolder(source, provisions.staticFolder);
  return true;
}

/** The same release, with the paths of static files whose names change with their content. */
export function withHashedStatic(candidate: Candidate, hashed: readonly string[]): Candidate {
  const { record } = candidate;
  const { door } = record.services;
  if (door === null) return candidate;
  const mounts = door.mounts.map((mount) => ({ ...mount, hashed }));
  return { ...candidate, record: { ...record, services: { ...record.services, door: { ...door, mounts } } } };
}
