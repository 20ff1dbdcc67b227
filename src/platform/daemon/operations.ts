import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { BootReport, Functions, FunctionsStatus } from "../functions/functions.ts";
import type { FunctionVersion } from "../functions/function.ts";
import type { Door } from "../gateway/door.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { DatabaseFacts, Postgres } from "../postgres/postgres.ts";
import type { DaemonFolder } from "./folder.ts";
import type { Database } from "./database.ts";
import { loadStageServices, saveStageServices, type SetAside, type StageServices } from "./stage-services.ts";

/** Where a client finds a database of the project. */
export interface DatabaseEndpoint {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly url: string;
}

/** What runs in the project's background process. */
export interface Description {
  readonly pid: number;
  readonly residentBytes: number;
  readonly functions: FunctionsStatus;
  readonly stages: readonly StageServices[];
  readonly setAside: readonly SetAside[];
}

/** Every operation of the background process: what goes in, what comes out. All of them are idempotent. */
export interface Operations {
  readonly ping: { readonly input: object; readonly output: { readonly pid: number } };
  readonly describe: { readonly input: object; readonly output: Description };
  readonly "ensure-database": {
    readonly input: { readonly name: string };
    readonly output: DatabaseEndpoint & { readonly outcome: "created" | "existed" };
  };
  /** Where a database is to be found; says nothing of whether it exists. */
  readonly endpoint: { readonly input: { readonly name: string }; readonly output: DatabaseEndpoint };
  readonly "database-facts": {
    readonly input: { readonly name: string };
    readonly output: { readonly facts: DatabaseFacts | null };
  };
  readonly "drop-database": { readonly input: { readonly name: string }; readonly output: object };
  /** Makes a version known; nothing starts and nothing is served yet. */
  readonly publish: { readonly input: { readonly version: FunctionVersion }; readonly output: object };
  /** Brings one sandbox of a version through its init phase and keeps it. */
  readonly boot: {
    readonly input: { readonly functionName: string; readonly version: number };
    readonly output: BootReport;
  };
  /** Sends one GET to a version that is not served yet, as the door would. */
  readonly request: {
    readonly input: {
      readonly door: Door;
      readonly version: number;
      readonly path: string;
      readonly host: string;
    };
    readonly output: { readonly status: number; readonly body: string };
  };
  readonly discard: {
    readonly input: { readonly functionName: string; readonly version: number };
    readonly output: object;
  };
  /** Serves a stage as described, from the next request on; requests under way end on what they began with. */
  readonly switch: { readonly input: { readonly services: StageServices }; readonly output: object };
  /** Serves a stopped stage again. */
  readonly start: {
    readonly input: { readonly stage: string };
    readonly output: { readonly isServing: boolean };
  };
  /** Ends a stage's processes and keeps its data; says whether another stage is still served. */
  readonly stop: {
    readonly input: { readonly stage: string };
    readonly output: { readonly isLast: boolean };
  };
  /** Ends a stage's processes and forgets its services; its database is dropped by `drop-database`. */
  readonly remove: {
    readonly input: { readonly stage: string };
    readonly output: { readonly isLast: boolean };
  };
  readonly shutdown: { readonly input: object; readonly output: object };
}
export type OperationName = keyof Operations;

/** What the operations work on. */
export interface Platform {
  readonly folder: DaemonFolder;
  readonly functions: Functions;
  readonly gateway: Gateway;
  readonly database: Database;
  /** Stages as they are written on disk, by name. */
  readonly stages: Map<string, StageServices>;
  readonly setAside: SetAside[];
  /** Ends the process once the answer is out. */
  readonly shutdown: () => void;
}

type Handlers = {
  readonly [N in OperationName]: (
    platform: Platform,
    input: Operations[N]["input"],
  ) => Promise<Operations[N]["output"]>;
};

export const operations: Handlers = {
  ping: () => Promise.resolve({ pid: process.pid }),
  describe: (platform) =>
    Promise.resolve({
      pid: process.pid,
      residentBytes: process.memoryUsage.rss(),
      functions: platform.functions.status(),
      stages: [...platform.stages.values()],
      setAside: platform.setAside,
    }),
  "ensure-database": async ({ database }, { name }) => {
    const server = await database.server();
    return { ...endpointOf(server, name), outcome: await server.ensureDatabase(name) };
  },
  endpoint: async ({ database }, { name }) => endpointOf(await database.server(), name),
  "database-facts": async ({ database }, { name }) => {
    const server = await database.server();
    return { facts: (await server.facts(name)) ?? null };
  },
  "drop-database": async ({ database }, { name }) => {
    await (await database.server()).dropDatabase(name);
    return {};
  },
  publish: ({ functions }, { version }) => {
    functions.publish(version);
    return Promise.resolve({});
  },
  boot: ({ functions }, { functionName, version }) => functions.boot(functionName, version),
  request: async ({ gateway }, { door, version, path, host }) => {
    const answer = await gateway.request(door, version, { method: "GET", path, headers: { host } });
    return { status: answer.status, body: answer.body.toString("utf8").slice(0, 65_536) };
  },
  discard: async ({ functions }, { functionName, version }) => {
    await functions.remove(functionName, version);
    return {};
  },
  switch: async (platform, { services }) => {
    await saveStageServices(platform.folder.stages, services);
    await serveStage(platform, services);
    return {};
  },
  start: async (platform, { stage }) => {
    const services = platform.stages.get(stage) ?? (await readStage(platform, stage));
    if (services === undefined) return { isServing: false };
    if (services.isStopped)
      await saveStageServices(platform.folder.stages, { ...services, isStopped: false });
    await serveStage(platform, { ...services, isStopped: false });
    return { isServing: true };
  },
  stop: async (platform, { stage }) => {
    const services = platform.stages.get(stage);
    if (services !== undefined) {
      await endStage(platform, services);
      const stopped = { ...services, isStopped: true };
      await saveStageServices(platform.folder.stages, stopped);
      platform.stages.set(stage, stopped);
    }
    return { isLast: isIdle(platform) };
  },
  remove: async (platform, { stage }) => {
    const services = platform.stages.get(stage);
    if (services !== undefined) await endStage(platform, services);
    platform.stages.delete(stage);
    await rm(join(platform.folder.stages, stage, "services.json"), { force: true });
    return { isLast: isIdle(platform) };
  },
  shutdown: (platform) => {
    platform.shutdown();
    return Promise.resolve({});
  },
};

function endpointOf(server: Postgres, name: string): DatabaseEndpoint {
  const { host, port, user, password } = server;
  return { host, port, user, password, database: name, url: server.databaseUrl(name) };
}

function isIdle(platform: Platform): boolean {
  return [...platform.stages.values()].every((services) => services.isStopped);
}

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

/** Makes a stage answer as `services` says; versions that it no longer names go away once nobody uses them. */
export async function serveStage(platform: Platform, services: StageServices): Promise<void> {
  const before = platform.stages.get(services.stage);
  if (services.database !== null) await platform.database.server();
  for (const version of services.functions) platform.functions.publish(version);
  for (const { functionName, alias, version } of services.aliases) {
    platform.functions.setAlias(functionName, alias, version);
  }
  if (services.door !== null) await platform.gateway.open(services.door);
  platform.stages.set(services.stage, services);
  for (const old of before?.functions ?? []) {
    const isKept = services.functions.some(
      (one) => one.functionName === old.functionName && one.version === old.version,
    );
    if (!isKept) await platform.functions.remove(old.functionName, old.version);
  }
}

async function endStage(platform: Platform, services: StageServices): Promise<void> {
  if (services.door !== null) await platform.gateway.close(services.door.name);
  for (const { functionName, version } of services.functions) {
    await platform.functions.remove(functionName, version);
  }
}
