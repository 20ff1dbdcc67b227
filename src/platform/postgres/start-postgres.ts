import { spawn, type ChildProcess } from "node:child_process";
import { appendFile, mkdir, open, rename, stat } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { OperationError, UserError } from "../../errors.ts";
import { hasCode } from "../../system/files.ts";
import {
  ensureCluster,
  lastLines,
  resetPassword,
  serverEnvironment,
  superuser,
  type Cluster,
} from "./cluster.ts";
import { sqlStateOf, withClient, type Connection } from "./client.ts";
import { createDatabases } from "./databases.ts";
import type { Postgres } from "./server.ts";
import { endOrphan, findServer } from "./orphan.ts";
import { clearStalePid, endServer, readPidFile } from "./postmaster.ts";
import { readRecord, writeRecord } from "./server-record.ts";
import { commandAs, type RunAs } from "./run-as.ts";
import { defaultMaxConnections, serverSettings } from "./settings.ts";

export interface StartOptions {
  /** Folder in the cache for PostgreSQL's programs; shared by all projects of this user. */
  readonly binaries: string;
  /** Holds the cluster, its password (0600) and who runs it. Made when it is not there. */
  readonly dataFolder: string;
  /** What the server says; appended to, put aside as `….old` past 5 MB. */
  readonly logFile: string;
  /** Loopback port. Without one, that of the last start or any free one is taken. */
  readonly port?: number;
  /** Sessions at one time; 200 by default. */
  readonly maxConnections?: number;
  /** Where `unshare` and a server of the system are looked for; the variable `PATH` of this process by default. */
  readonly path?: string | undefined;
  /** Gives up the start; of no effect once the server runs. */
  readonly signal: AbortSignal;
  /** As whom the server runs; found out when absent. */
  readonly runAs?: RunAs;
}

/**
 * Starts the PostgreSQL of a data folder, making the data when there are none (0.5 s; later starts take some 50 ms),
 * and keeps it running: a server that dies is started again at the same port. A server that a killed process left
 * behind is ended first. Resolves when it takes connections.
 *
 * @throws {UserError} `POSTGRES_NOT_AVAILABLE` no programs for this machine; `POSTGRES_OTHER_VERSION` data of a major
 *   version that no program here reads; `POSTGRES_PORT_TAKEN`; `POSTGRES_IN_USE` another living process runs it.
 * @throws {OperationError} `POSTGRES_DISK_FULL`, `POSTGRES_DATA_DAMAGED`, `POSTGRES_INIT_FAILED`,
 *   `POSTGRES_DID_NOT_START`, `POSTGRES_PASSWORD_REFUSED`. Nothing is deleted by any of them.
 */
export async function startPostgres(options: StartOptions): Promise<Postgres> {
  options.signal.throwIfAborted();
  const { dataFolder } = options;
  const living = await findServer(dataFolder);
  if (living !== undefined && living.ownerPid !== null) {
    throw new UserError("POSTGRES_IN_USE", { folder: dataFolder, pid: living.pid, owner: living.ownerPid });
  }
  await endOrphan(dataFolder);
  const path = "path" in options ? options.path : process.env["PATH"];
  const cluster = await ensureCluster({ ...options, cache: options.binaries, path });
  await clearStalePid(cluster.folder);
  if (cluster.isPasswordNew) await resetPassword(cluster, path);
  return superviseServer({ cluster, options, path }, await startAtSomePort({ cluster, options, path }));
}

interface Server {
  readonly cluster: Cluster;
  readonly options: StartOptions;
  readonly path: string | undefined;
}

/** A server that takes connections. */
interface Running {
  readonly pid: number;
  readonly port: number;
  readonly version: string;
  readonly ended: Promise<void>;
}

/** So often within `restartWindowMs` a server that died is started again at once; then it waits before each start. */
const promptRestarts = 5;
const restartWindowMs = 60_000;
/** How long it waits then, and after a start that failed: a full disk may have room again. */
const restartPauseMs = 5_000;

/** Starts a server again that ends without having been told to, and answers for the one that runs now. */
function superviseServer(server: Server, first: Running): Postgres {
  const { options } = server;
  let running = first;
  const stopping = new AbortController();
  let stopped: Promise<void> | undefined;
  const deaths: number[] = [];

  const watch = async (): Promise<void> => {
    for (;;) {
      await running.ended;
      if (stopping.signal.aborted) return;
      const now = performance.now();
      deaths.push(now);
      if (deaths.filter((at) => at > now - restartWindowMs).length > promptRestarts) await pause();
      await note(options.logFile, `process ${running.pid} ended; starting it again`);
      await startAgain();
    }
  };
  const startAgain = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        running = await startAt(server, running.port, AbortSignal.timeout(startPatienceMs));
        if (stopping.signal.aborted) await endServer(running.pid, running.ended);
        return;
      } catch (error) {
        await note(options.logFile, `not started again: ${String(error)}`);
        await pause();
      }
    }
  };
  const pause = (): Promise<void> =>
    sleep(restartPauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
  const watched = watch().catch((error: unknown) =>
    note(options.logFile, `not watched any more: ${String(error)}`),
  );

  const stop = async (): Promise<void> => {
    stopping.abort();
    await endServer(running.pid, running.ended);
    await watched;
    await writeRecord(options.dataFolder, running.port, false);
  };

  const databases = createDatabases(() => connectionTo(server, running.port));
  return {
    ...databases,
    host: "127.0.0.1",
    user: superuser,
    password: server.cluster.password,
    get port() {
      return running.port;
    },
    get pid() {
      return running.pid;
    },
    version: first.version,
    stop: () => (stopped ??= stop()),
  };
}

function note(logFile: string, text: string): Promise<void> {
  return appendFile(logFile, `${new Date().toISOString()} [monolift] ${text}\n`, { mode: 0o600 });
}

function connectionTo({ cluster }: Server, port: number): Connection {
  return {
    host: "127.0.0.1",
    port,
    user: superuser,
    password: cluster.password,
    maintenanceDatabase: "postgres",
    ssl: undefined,
    query: "",
  };
}

/** At the wanted port and no other; else at the last one, or, when somebody took that meanwhile, at a free one. */
async function startAtSomePort(server: Server): Promise<Running> {
  const { port, signal, dataFolder } = server.options;
  if (port !== undefined) return startAt(server, port, signal);
  let candidate = (await readRecord(dataFolder))?.port ?? (await findFreePort());
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startAt(server, candidate, signal);
    } catch (error) {
      if (!(error instanceof UserError) || error.code !== "POSTGRES_PORT_TAKEN" || attempt === 5) throw error;
      candidate = await findFreePort();
    }
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", resolve);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Recovery after a crash reads at most `max_wal_size` of the log; a slow disk takes its time for that. */
const startPatienceMs = 120_000;
/** Sessions of a server that was killed notice it within a second or two; until then the data are theirs. */
const previousPatienceMs = 15_000;

async function startAt(server: Server, port: number, signal: AbortSignal): Promise<Running> {
  const { options } = server;
  await writeRecord(options.dataFolder, port, true);
  const giveUpAt = performance.now() + previousPatienceMs;
  for (;;) {
    signal.throwIfAborted();
    const outcome = await launch(server, port, signal);
    if ("version" in outcome) return outcome;
    const isPrevious = /lock file "postmaster\.pid" already exists|pre-existing shared memory block/u.test(
      outcome.log,
    );
    if (!isPrevious || performance.now() > giveUpAt) throw explain(server, port, outcome.log);
    await sleep(100);
  }
}

/** What the server's own words mean. */
function explain({ cluster, options }: Server, port: number, log: string): Error {
  const detail = lastLines(log);
  if (/Address already in use|could not bind|could not create any TCP/u.test(log)) {
    return new UserError("POSTGRES_PORT_TAKEN", { port });
  }
  if (/No space left on device|Disk quota exceeded/u.test(log)) {
    return new OperationError("POSTGRES_DISK_FULL", { folder: cluster.folder }, { detail });
  }
  if (damage.test(log)) {
    return new OperationError("POSTGRES_DATA_DAMAGED", { folder: cluster.folder }, { detail });
  }
  return new OperationError("POSTGRES_DID_NOT_START", { log: options.logFile }, { detail });
}

const damage =
  /not a valid data directory|checkpoint record|checksum|control file|pg_control|could not (open|read|access) (file|directory)|could not find the database system|corrupt|invalid page|WAL directory/u;

/** One attempt. Ends with a server that takes connections, or with what it said before it ended. */
async function launch(
  server: Server,
  port: number,
  signal: AbortSignal,
): Promise<Running | { readonly log: string }> {
  const { cluster, options } = server;
  const log = await openLog(options.logFile);
  const settings = serverSettings({
    port,
    maxConnections: options.maxConnections ?? defaultMaxConnections,
    major: cluster.binaries.major,
  });
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const { command, ...ids } = commandAs(cluster.runAs, [
    cluster.binaries.postgres,
    "-D",
    cluster.folder,
    ...flags,
  ]);
  const [program = "", ...parameters] = command;
  let child: ChildProcess;
  let ended: Promise<void>;
  try {
    child = spawn(program, parameters, {
      ...ids,
      cwd: "/",
      env: serverEnvironment(server.path),
      // A session of its own: `^C` on the terminal of the caller is not for the server.
      detached: true,
      stdio: ["ignore", log.descriptor, log.descriptor],
    });
    // Heard from this moment on: a server that refuses its data ends within milliseconds, and its end is told only once.
    ended = endOf(child);
  } catch (error) {
    await log.close();
    throw error;
  }
  const { pid } = child;
  if (pid === undefined) {
    await log.close();
    throw await ended.then(() => new Error(`${program} has no process id`));
  }
  // From here on there is a server, which nobody else knows of yet: whatever fails, it ends.
  try {
    await log.close();
    const state = await waitUntilReady(cluster.folder, pid, ended, signal);
    if (state === "ended") return { log: await log.readNew() };
    if (state === "late") throw new OperationError("POSTGRES_DID_NOT_START", { log: options.logFile });
    return { pid, port, ended, version: await greet(server, port) };
  } catch (error) {
    await endServer(pid, ended);
    throw error;
  }
}

/** Resolves when the process has ended; rejects when it could not be started at all. */
function endOf(child: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve, reject) => {
    child.once("exit", () => resolve());
    child.once("error", reject);
  });
  // Whoever waits hears of it; until somebody does, it is not an unhandled rejection.
  ended.catch(() => undefined);
  return ended;
}

/** The server writes its state into its pid file. */
async function waitUntilReady(
  cluster: string,
  pid: number,
  ended: Promise<void>,
  signal: AbortSignal,
): Promise<"ready" | "ended" | "late"> {
  const waiting = new AbortController();
  const isEnded = ended.then(() => "ended" as const).finally(() => waiting.abort());
  const giveUpAt = performance.now() + startPatienceMs;
  for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 1.5, 100)) {
    const file = await readPidFile(cluster);
    if (file?.pid === pid && file.status === "ready") return "ready";
    if (performance.now() > giveUpAt) return "late";
    const pause = sleep(pauseMs, "not yet" as const, { signal: AbortSignal.any([waiting.signal, signal]) });
    const news = await Promise.race([isEnded, pause.catch(() => "not yet" as const)]);
    signal.throwIfAborted();
    if (news === "ended") return "ended";
  }
}

/** Makes sure that the server behind the port lets us in, and asks for its version. */
async function greet(server: Server, port: number): Promise<string> {
  try {
    return await withClient(connectionTo(server, port), "postgres", async (client) => {
      const { rows } = await client.query<{ version: string }>(
        "SELECT current_setting('server_version') AS version",
      );
      return rows[0]?.version.split(" ")[0] ?? server.cluster.binaries.version;
    });
  } catch (error) {
    if (sqlStateOf(error) !== "28P01") throw error;
    const file = `${server.options.dataFolder}/password`;
    throw new OperationError("POSTGRES_PASSWORD_REFUSED", { file }, { cause: error });
  }
}

const largestLogBytes = 5_000_000;

/** Opens the log at its end, so that afterwards what one start said can be told from older lines. */
async function openLog(
  path: string,
): Promise<{ readonly descriptor: number; close(): Promise<void>; readNew(): Promise<string> }> {
  await mkdir(dirname(path), { recursive: true });
  const size = await stat(path).then(
    (found) => found.size,
    (error: unknown) => {
      if (hasCode(error, "ENOENT")) return 0;
      throw error;
    },
  );
  if (size > largestLogBytes) await rename(path, `${path}.old`);
  const start = size > largestLogBytes ? 0 : size;
  const handle = await open(path, "a", 0o600);
  return {
    descriptor: handle.fd,
    close: () => handle.close(),
    readNew: async () => {
      const reader = await open(path, "r");
      try {
        const { bytesRead, buffer } = await reader.read({ buffer: Buffer.alloc(65_536), position: start });
        return buffer.subarray(0, bytesRead).toString("utf8");
      } finally {
        await reader.close();
      }
    },
  };
}
