import { randomBytes } from "node:crypto";
import { closeSync, writeSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { MonoliftError } from "../../errors.ts";
import { createFunctions } from "../functions/functions.ts";
import { createGateway } from "../gateway/gateway.ts";
import { hasCode, isFile, writeAtomically } from "../../system/files.ts";
import { takeLock, type Lock } from "../../system/lock.ts";
import { languages, type Language } from "../../words/words.ts";
import { packageVersion } from "../../system/package.ts";
import { writeError } from "./client.ts";
import { createDatabase } from "./database.ts";
import { daemonFolder, type DaemonFolder } from "./folder.ts";
import { createCanaryWatch } from "./canary-watch.ts";
import { endExpired, endExpiredFirst } from "./end-expired.ts";
import { isExpired, readExpiries } from "./expiry.ts";
import { createExpiryWatch } from "./expiry-watch.ts";
import { createFollowers } from "./followers.ts";
import type { Platform } from "./platform.ts";
import { emptyProjectFolder, removeProjectFolder } from "./remove-project.ts";
import { listenForOperations } from "./server.ts";
import { createRequestNotes } from "./last-request.ts";
import { openStorage } from "./storage.ts";
import { listStageFolders, type StageServices } from "./stage-services.ts";
import { lookAtCanary, readStage, serveStage } from "./stages.ts";
import { tidyData } from "./swap-data.ts";
import { createTurns } from "./turns.ts";

/** Descriptor on which the starter waits for `ready` or an error. */
const wordDescriptor = 3;

/**
 * One project's background process: PostgreSQL, functions and gateway on loopback.
 * Arguments: the project's state folder, the user's cache folder, the language of explanations.
 */
async function main(): Promise<void> {
  const [root, cache, wished] = process.argv.slice(2);
  if (root === undefined || cache === undefined) throw new TypeError("usage: main.js STATE CACHE [LANGUAGE]");
  const folder = daemonFolder(root);
  const lock = await holdLock(folder);
  const language = languages.find((one) => one === wished) ?? "en";
  const platform = await createPlatform(
    folder,
    cache,
    language,
    (work) => void end(platform, folder, lock, work),
  );
  process.once("SIGTERM", platform.shutdown);
  process.once("SIGINT", platform.shutdown);
  await endExpiredFirst(platform).catch((error: unknown) => note(`expiry: ${String(error)}`));
  const expiries = await readExpiries(folder.stages);
  for (const stage of await listStageFolders(folder.stages)) {
    const services = await readStage(platform, stage);
    await tidyStage(platform, stage, services);
    const expiry = expiries.get(stage);
    if (expiry !== undefined && isExpired(expiry, Date.now())) continue;
    if (services !== undefined && !services.isStopped) await serveAgain(platform, services);
  }
  await listen(platform);
  sayWord("ready");
  await platform.expiry.look();
}

/** A process that was killed may have left copies of a stage's data, or an exchange, half done. */
async function tidyStage(
  platform: Platform,
  stage: string,
  services: StageServices | undefined,
): Promise<void> {
  const bucket = platform.storage.endpointOf(stage)?.bucket;
  if (services?.database == null || bucket === undefined) return;
  // A stopped stage does not need PostgreSQL to run, but for this.
  if (services.isStopped && !(await isFile(platform.folder.swap))) return;
  await tidyData(platform, { database: services.database, bucket });
}

/**
 * Serves a stage that was served before. One whose port somebody else has taken meanwhile is left out: the others go on,
 * and the next `up` gives it another port.
 */
async function serveAgain(platform: Platform, services: StageServices): Promise<void> {
  try {
    await serveStage(platform, services);
  } catch (error) {
    if (!(error instanceof MonoliftError) || error.code !== "PORT_TAKEN") throw error;
    note(`${services.stage}: ${error.message}`);
  }
}

/** Only one process serves a project; a second one gives way at once. */
async function holdLock(folder: DaemonFolder): Promise<Lock> {
  const giveUp = new AbortController();
  return takeLock(folder.lock, {
    signal: giveUp.signal,
    onWait: ({ pid }) => giveUp.abort(new Error(`another process (${pid}) serves this project`)),
  });
}

async function createPlatform(
  folder: DaemonFolder,
  cache: string,
  language: Language,
  finish: (work?: Lock) => void,
): Promise<Platform> {
  const functions = await createFunctions({ logs: folder.logs, temporary: folder.temporary, language });
  const storage = await openStorage(folder);
  const canaries = createCanaryWatch(
    (stage, version, seen) => lookAtCanary(platform, stage, version, seen),
    (error) => note(`canary: ${String(error)}`),
  );
  const followers = createFollowers();
  const noteRequest = createRequestNotes(folder.stages, (error) => note(`last request: ${String(error)}`));
  const expiry = createExpiryWatch({
    read: () => readExpiries(folder.stages),
    end: () => endExpired(platform, Date.now()),
    onError: (error) => note(`expiry: ${String(error)}`),
  });
  const platform: Platform = {
    folder,
    functions,
    gateway: createGateway({
      functions,
      language,
      storage: storage.objects,
      onServed: canaries.count,
      followerOf: followers.of,
      onRequest: (stage) => {
        if (expiry.isAlive(stage)) noteRequest(stage);
      },
    }),
    database: createDatabase({
      binaries: join(cache, "postgres"),
      dataFolder: folder.postgres,
      logFile: folder.postgresLog,
      signal: new AbortController().signal,
      url: process.env["MONOLIFT_POSTGRES_URL"],
    }),
    storage,
    stages: new Map(),
    inTurn: createTurns(),
    canaries,
    followers,
    developed: new Map(),
    expiry,
    setAside: [],
    shutdown: () => finish(),
    removeProject: finish,
  };
  return platform;
}

async function listen(platform: Platform): Promise<void> {
  const token = randomBytes(32).toString("base64url");
  const { port } = await listenForOperations(platform, token);
  const address = {
    pid: process.pid,
    port,
    token,
    version: packageVersion(),
    startedAt: new Date().toISOString(),
  };
  await writeAtomically(platform.folder.address, JSON.stringify(address));
}

/**
 * Ends in the order in which nothing is lost: no new requests, sandboxes, then the database.
 *
 * @param work The lock of whoever changes stages, where no stage is left: then the project's state goes, too.
 */
async function end(platform: Platform, folder: DaemonFolder, lock: Lock, work?: Lock): Promise<void> {
  platform.canaries.close();
  platform.expiry.close();
  await rm(folder.address, { force: true });
  await platform.gateway.closeAll();
  await platform.functions.close();
  await platform.storage.close();
  await platform.database.stop();
  await rm(folder.temporary, { recursive: true, force: true });
  if (work !== undefined) await emptyProjectFolder(folder);
  await lock.release();
  await work?.release();
  if (work !== undefined) await removeProjectFolder(folder);
  process.exit(0);
}

/** Writes a line to the process's log. */
function note(text: string): void {
  process.stderr.write(`${new Date().toISOString()} ${text}\n`);
}

/** Tells the starter how it went. It may be gone already: then nobody is interested. */
function sayWord(word: string): void {
  try {
    writeSync(wordDescriptor, word);
    closeSync(wordDescriptor);
  } catch (error) {
    if (!hasCode(error, "EPIPE", "EBADF")) throw error;
  }
}

try {
  await main();
} catch (error) {
  sayWord(JSON.stringify(writeError(error)));
  process.exit(1);
}
