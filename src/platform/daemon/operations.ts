import type { FunctionVersion } from "../functions/function.ts";
import type { BootReport } from "../functions/functions.ts";
import type { Door } from "../gateway/door.ts";
import type { DatabaseFacts, Postgres } from "../postgres/postgres.ts";
import type { Manifest } from "../transfer/manifest.ts";
import {
  copyData,
  dropData,
  listData,
  readFacts,
  replaceData,
  type CopyRequest,
  type DataFacts,
  type DataPlace,
} from "./data.ts";
import { endExpired, type Ended } from "./end-expired.ts";
import { takeExpired } from "./expired-stages.ts";
import { readExpiry, writeExpiry, type StageParts } from "./expiry.ts";
import { develop, useCode, type DevelopedCode } from "./develop.ts";
import { exportData, type ExportRequest } from "./export-data.ts";
import { importData, type ImportRequest } from "./import-data.ts";
import type { SwitchRequest } from "./moves.ts";
import { useSecrets, type SecretsUse } from "./use-secrets.ts";
import type { Description, Platform } from "./platform.ts";
import { removeStage } from "./remove-stage.ts";
import { isIdle, publishVersion, startStage, stopStage, switchStage } from "./stages.ts";
import type { Call } from "./server.ts";
import type { StorageEndpoint } from "./storage.ts";

/** Where a client finds a database of the project. */
export interface DatabaseEndpoint {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly url: string;
}

/** What a bucket holds. */
export interface BucketUsage {
  readonly objects: number;
  readonly bytes: number;
  /** ISO 8601, UTC; null when nothing was ever written. */
  readonly lastWrite: string | null;
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
  /** Bytes on disk; null when there is no such database. Counts no rows, so it costs next to nothing. */
  readonly "database-size": {
    readonly input: { readonly name: string };
    readonly output: { readonly bytes: number | null };
  };
  /**
   * Makes a stage's database and bucket with what another stage's hold at this moment. A database that is there is left
   * as it is, and nothing is copied.
   */
  readonly "copy-data": {
    readonly input: CopyRequest;
    readonly output: { readonly isCopied: boolean };
  };
  /** Puts a copy of data in the place of a stage's, which are kept as a copy themselves. */
  readonly "replace-data": {
    readonly input: CopyRequest & { readonly keptAs: DataPlace };
    readonly output: object;
  };
  readonly "drop-data": { readonly input: DataPlace; readonly output: object };
  /** Counts what a stage, or a copy of one, holds; null when there is no such database. */
  readonly "data-facts": {
    readonly input: DataPlace;
    readonly output: { readonly facts: DataFacts | null };
  };
  /** The databases and buckets of a stage that are there, its own and copies of them. */
  readonly "list-data": {
    readonly input: DataPlace;
    readonly output: {
      readonly databases: readonly { readonly name: string; readonly bytes: number }[];
      readonly buckets: readonly string[];
    };
  };
  /** Writes a stage's rows and media into a folder. Aborted, it leaves nothing there. */
  readonly "export-data": { readonly input: ExportRequest; readonly output: Manifest };
  /** Brings what was exported into a stage. Aborted, it has changed nothing. */
  readonly "import-data": {
    readonly input: ImportRequest;
    readonly output: { readonly manifest: Manifest; readonly isKept: boolean };
  };
  /** Makes a stage's bucket and key when it has none. */
  readonly "ensure-bucket": {
    readonly input: { readonly stage: string; readonly bucket: string };
    readonly output: StorageEndpoint;
  };
  /** Where a stage's bucket is to be found; null when it has none. */
  readonly "bucket-endpoint": {
    readonly input: { readonly stage: string };
    readonly output: { readonly endpoint: StorageEndpoint | null };
  };
  /** What a stage's bucket holds; null when it has none. */
  readonly "bucket-usage": {
    readonly input: { readonly stage: string };
    readonly output: { readonly usage: BucketUsage | null };
  };
  /** Makes a version of a stage's function known; nothing starts and nothing is served yet. */
  readonly publish: {
    readonly input: { readonly stage: string; readonly version: FunctionVersion };
    readonly output: object;
  };
  /** Makes a version of a stage's secrets the current one, in every sandbox of what is served. */
  readonly "use-secrets": {
    readonly input: { readonly stage: string; readonly folder: string; readonly version: number };
    readonly output: SecretsUse;
  };
  /** Serves other code in the place of a stage's release, until `develop` ends; says how its last function started. */
  readonly "use-code": {
    readonly input: DevelopedCode & { readonly stage: string };
    readonly output: BootReport;
  };
  /** Tells of a stage's requests until it is aborted, and then serves the release again. */
  readonly develop: { readonly input: { readonly stage: string }; readonly output: object };
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
  /**
   * Moves a stage's aliases, at once or as a canary, from the next request on; requests under way end on what they began
   * with. Says which version `live` now is, and which one is tried. Where it cannot be served, nothing has changed.
   */
  readonly switch: {
    readonly input: SwitchRequest;
    readonly output: { readonly live: number | null; readonly canary: number | null };
  };
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
  /** Ends a stage's processes and removes everything that belongs to it; says what, in words. */
  readonly remove: {
    readonly input: { readonly stage: string; readonly parts: StageParts };
    readonly output: { readonly removed: readonly string[] };
  };
  /** Says that a stage was lifted, and how long it lives after its last use; null when it stays. */
  readonly renew: {
    readonly input: {
      readonly stage: string;
      readonly ttlSeconds: number | null;
      readonly parts: StageParts;
    };
    readonly output: { readonly expiresAt: string | null };
  };
  /** Ends the stages whose time is over; says which, also those that ended while nobody was there to be told. */
  readonly "end-expired": { readonly input: object; readonly output: Ended };
  readonly shutdown: { readonly input: object; readonly output: object };
}
export type OperationName = keyof Operations;

type Handlers = {
  readonly [N in OperationName]: (
    platform: Platform,
    input: Operations[N]["input"],
    call: Call,
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
      openDoors: platform.gateway.openDoors(),
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
  "database-size": async ({ database }, { name }) => ({
    bytes: (await (await database.server()).sizeOf(name)) ?? null,
  }),
  "copy-data": copyData,
  "replace-data": async (platform, request) => {
    await replaceData(platform, request);
    return {};
  },
  "drop-data": async (platform, place) => {
    await dropData(platform, place);
    return {};
  },
  "data-facts": async (platform, place) => ({ facts: await readFacts(platform, place) }),
  "list-data": listData,
  "export-data": exportData,
  "import-data": importData,
  "ensure-bucket": ({ storage }, { stage, bucket }) => storage.ensureStage(stage, bucket),
  "bucket-endpoint": ({ storage }, { stage }) =>
    Promise.resolve({ endpoint: storage.endpointOf(stage) ?? null }),
  "bucket-usage": async ({ storage }, { stage }) => {
    const own = storage.endpointOf(stage);
    if (own === undefined) return { usage: null };
    const { objects, bytes, lastModified } = await storage.objects.usage(own.bucket);
    return { usage: { objects, bytes, lastWrite: lastModified?.toISOString() ?? null } };
  },
  publish: async (platform, { stage, version }) => {
    await publishVersion(platform, stage, version);
    return {};
  },
  "use-secrets": useSecrets,
  "use-code": useCode,
  develop,
  boot: ({ functions }, { functionName, version }) => functions.boot(functionName, version),
  request: async ({ gateway }, { door, version, path, host }) => {
    const answer = await gateway.request(door, version, { method: "GET", path, headers: { host } });
    return { status: answer.status, body: answer.body.toString("utf8").slice(0, 65_536) };
  },
  discard: async ({ functions }, { functionName, version }) => {
    await functions.remove(functionName, version);
    return {};
  },
  switch: switchStage,
  start: async (platform, { stage }) => ({ isServing: await startStage(platform, stage) }),
  stop: async (platform, { stage }) => {
    await stopStage(platform, stage);
    return { isLast: isIdle(platform) };
  },
  remove: async (platform, { stage, parts }) => ({ removed: await removeStage(platform, stage, parts) }),
  renew: async ({ folder, expiry }, { stage, ...renewal }) => {
    await writeExpiry(folder.stages, stage, renewal);
    await expiry.look();
    return { expiresAt: (await readExpiry(folder.stages, stage))?.expiresAt ?? null };
  },
  "end-expired": async (platform) => {
    const { isProjectGone, ended } = await endExpired(platform, Date.now());
    return { isProjectGone, ended: isProjectGone ? ended : await takeExpired(platform.folder.root) };
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
