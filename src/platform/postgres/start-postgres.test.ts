import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { builtModule } from "../../../test/built.ts";
import { isAlive, runProgram } from "../../system/processes.ts";
import { findBinaries, type Binaries } from "./find-binaries.ts";
import {
  deletePostgresData,
  endOrphan,
  findOrphan,
  startPostgres,
  type Postgres,
  type StartOptions,
} from "./postgres.ts";
import { commandAs, findNobody, findRunAs } from "./run-as.ts";
import { initialisation } from "./settings.ts";

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;

let scratch: string;
let folders = 0;
const running: Postgres[] = [];

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "postgres-"));
  await chmod(scratch, 0o755);
});
afterEach(async () => {
  for (const postgres of running.splice(0)) await postgres.stop();
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** Options for a new data folder; what is given here wins. */
function newOptions(given: Partial<StartOptions> = {}): StartOptions {
  folders += 1;
  return {
    binaries: join(scratch, "binaries"),
    dataFolder: join(scratch, `プロジェクト ${folders}`),
    logFile: join(scratch, `postgres-${folders}.log`),
    signal: new AbortController().signal,
    ...given,
  };
}

async function start(options: StartOptions): Promise<Postgres> {
  const postgres = await startPostgres(options);
  running.push(postgres);
  return postgres;
}

async function query(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** A server with one database that holds 3 notes. */
async function startWithNotes(options: StartOptions): Promise<Postgres> {
  const postgres = await start(options);
  await postgres.ensureDatabase("blog");
  await query(
    postgres.databaseUrl("blog"),
    "CREATE TABLE note (id serial, text text); INSERT INTO note (text) VALUES ('a'), ('b'), ('c')",
  );
  return postgres;
}

const threeNotes = { tables: [{ table: "note", rows: 3 }], rows: 3 };

async function listenOn(port: number): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      await once(server, "close");
    },
  };
}

/** Resolves as soon as `check` gives a value; it is asked again after short pauses. */
async function eventually<T>(check: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const value = await check();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("startPostgres", () => {
  it("lets nobody in without the password, and listens on loopback TCP only", async () => {
    const postgres = await start(newOptions());
    const settings = await query(
      postgres.databaseUrl("postgres"),
      `SELECT name, setting FROM pg_settings WHERE name IN
         ('listen_addresses', 'unix_socket_directories', 'fsync', 'synchronous_commit', 'full_page_writes')`,
    );
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      listen_addresses: "127.0.0.1",
      unix_socket_directories: "",
      fsync: "on",
      synchronous_commit: "on",
      full_page_writes: "on",
    });
    const rules = await query(
      postgres.databaseUrl("postgres"),
      "SELECT type, auth_method FROM pg_hba_file_rules",
    );
    expect(rules).toEqual([{ type: "host", auth_method: "scram-sha-256" }]);
    const wrong = postgres.databaseUrl("postgres").replace(postgres.password, "guessed");
    await expect(query(wrong, "SELECT 1")).rejects.toMatchObject({ code: "28P01" });
  });

  it("keeps the password in a file of its owner alone, and out of the process list", async () => {
    const options = newOptions();
    const postgres = await start(options);
    const file = join(options.dataFolder, "password");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readFile(file, "utf8")).trim()).toBe(postgres.password);
    const { stdout } = await run("ps", ["-ww", "-o", "args=", "-p", String(postgres.pid)]);
    expect(stdout).toContain(options.dataFolder);
    expect(stdout).not.toContain(postgres.password);
  });

  it("orders texts by code point, whatever the machine's locale is", async () => {
    const postgres = await start(newOptions());
    await postgres.ensureDatabase("words");
    const rows = await query(
      postgres.databaseUrl("words"),
      "SELECT upper(w) AS w FROM (VALUES ('é'), ('a'), ('B'), ('한'), ('あ')) AS v (w) ORDER BY v.w",
    );
    expect(rows.map(({ w }) => w)).toEqual(["B", "A", "É", "あ", "한"]);
  });

  it("keeps its rows and its port over a stop and a start", async () => {
    const options = newOptions();
    const first = await startWithNotes(options);
    await first.stop();
    expect(isAlive(first.pid ?? 0)).toBe(false);
    const second = await start(options);
    expect(second.port).toBe(first.port);
    expect(second.password).toBe(first.password);
    expect(await second.facts("blog")).toMatchObject(threeNotes);
  });

  it("starts a server again that was killed, at the same port and with its rows", async () => {
    const postgres = await startWithNotes(newOptions());
    const { pid, port } = postgres;
    process.kill(pid ?? 0, "SIGKILL");
    await eventually(() => Promise.resolve(postgres.pid === pid ? undefined : postgres.pid));
    expect(postgres.port).toBe(port);
    expect(await postgres.facts("blog")).toMatchObject(threeNotes);
  });

  it("goes on with that however often it is killed, with a pause from the sixth time in a minute on", async () => {
    const postgres = await startWithNotes(newOptions());
    for (let death = 1; death <= 6; death += 1) {
      const { pid } = postgres;
      process.kill(pid ?? 0, "SIGKILL");
      await eventually(() => Promise.resolve(postgres.pid === pid ? undefined : postgres.pid));
    }
    expect(await postgres.facts("blog")).toMatchObject(threeNotes);
  });

  it("starts although the pid file of a killed server names a program that lives", async () => {
    const options = newOptions();
    const postgres = await startWithNotes(options);
    const pidFile = join(options.dataFolder, "cluster/postmaster.pid");
    const text = await readFile(pidFile, "utf8");
    await postgres.stop();
    await writeFile(pidFile, text.replace(/^\d+/u, String(process.ppid)));
    expect(await (await start(options)).facts("blog")).toMatchObject(threeNotes);
  });

  it("refuses a port that is taken when it is asked for", async () => {
    const other = await listenOn(0);
    try {
      await expect(start(newOptions({ port: other.port }))).rejects.toMatchObject({
        code: "POSTGRES_PORT_TAKEN",
        facts: { port: other.port },
      });
    } finally {
      await other.close();
    }
  });

  it("moves to another port when the last one was taken meanwhile", async () => {
    const options = newOptions();
    const first = await startWithNotes(options);
    await first.stop();
    const other = await listenOn(first.port);
    try {
      const second = await start(options);
      expect(second.port).not.toBe(first.port);
      expect(await second.facts("blog")).toMatchObject(threeNotes);
    } finally {
      await other.close();
    }
  });

  it("refuses data that a living process serves", async () => {
    const options = newOptions();
    const first = await start(options);
    await expect(startPostgres(options)).rejects.toMatchObject({
      code: "POSTGRES_IN_USE",
      facts: { pid: first.pid, owner: process.pid },
    });
    expect(await findOrphan(options.dataFolder)).toBeUndefined();
    expect(await endOrphan(options.dataFolder)).toBe(false);
    expect(await first.databaseExists("postgres")).toBe(true);
  });

  it("sets a new password when its file is gone", async () => {
    const options = newOptions();
    const first = await startWithNotes(options);
    await first.stop();
    await rm(join(options.dataFolder, "password"));
    const second = await start(options);
    expect(second.password).not.toBe(first.password);
    expect(await second.facts("blog")).toMatchObject(threeNotes);
  });

  it("says so when the password's file was changed, and leaves no server behind", async () => {
    const options = newOptions();
    await (await start(options)).stop();
    await writeFile(join(options.dataFolder, "password"), "another\n");
    await expect(start(options)).rejects.toMatchObject({ code: "POSTGRES_PASSWORD_REFUSED" });
    await expect(readFile(join(options.dataFolder, "cluster/postmaster.pid"))).rejects.toMatchObject({
      code: "ENOENT",
    });
  });

  it("leaves data alone that no program here can read", async () => {
    const options = newOptions();
    await (await start(options)).stop();
    const version = join(options.dataFolder, "cluster/PG_VERSION");
    await writeFile(version, "9\n");
    await expect(start(options)).rejects.toMatchObject({
      code: "POSTGRES_OTHER_VERSION",
      facts: { found: 9 },
    });
    await writeFile(version, "18\n");
    expect((await start(options)).version).toMatch(/^18\./u);
  });

  it("runs older data with the programs of a system server of that version", async ({ skip }) => {
    let system: Binaries | undefined;
    for await (const found of findBinaries(join(scratch, "binaries"), process.env["PATH"])) {
      if (found.major < 18) system = found;
    }
    if (system === undefined) return skip("this machine has no older server");
    const options = newOptions();
    const signal = new AbortController().signal;
    await mkdir(options.dataFolder);
    await writeFile(join(options.dataFolder, "password"), "older\n");
    const runAs = await findRunAs(process.env["PATH"]);
    const { command } = commandAs(runAs, [
      system.initdb,
      `--pgdata=${join(options.dataFolder, "cluster")}`,
      "--username=monolift",
      `--pwfile=${join(options.dataFolder, "password")}`,
      ...initialisation(system.major, process.platform),
    ]);
    const made = await runProgram(command, { env: { PATH: process.env["PATH"] }, signal });
    expect(made.stderr).toBe("");
    const postgres = await startWithNotes(options);
    expect(postgres.version).toBe(system.version);
    expect(await postgres.facts("blog")).toMatchObject(threeNotes);
    const upper = await query(postgres.databaseUrl("blog"), "SELECT upper('é') AS u");
    expect(upper).toEqual([{ u: "É" }]);
    return undefined;
  });

  it.each([
    ["the control file", "global/pg_control"],
    ["the version", "PG_VERSION"],
    ["the transaction log", "pg_wal"],
  ])("reports data that lost %s, and deletes nothing", async (_, path) => {
    const options = newOptions();
    await (await startWithNotes(options)).stop();
    const cluster = join(options.dataFolder, "cluster");
    await rm(join(cluster, path), { recursive: true });
    const before = await readdir(join(cluster, "base"));
    await expect(start(options)).rejects.toMatchObject({
      code: "POSTGRES_DATA_DAMAGED",
      facts: { folder: cluster },
    });
    expect(await readdir(join(cluster, "base"))).toEqual(before);
  });

  it("leaves nothing half-made when the first start is interrupted", async () => {
    const interruption = new AbortController();
    const options = newOptions({ signal: interruption.signal });
    // Interrupted while `initdb` writes: its folder is there, and not yet the cluster.
    const interrupted = (async () => {
      await eventually(async () => {
        const names = await readdir(options.dataFolder).catch(() => []);
        return names.some((name) => name.endsWith(".new")) ? true : undefined;
      });
      interruption.abort(new Error("interrupted"));
    })();
    await expect(startPostgres(options)).rejects.toThrow("interrupted");
    await interrupted;
    expect(await readdir(options.dataFolder)).toEqual(["password"]);
    expect((await start({ ...options, signal: new AbortController().signal })).pid).toBeTypeOf("number");
  });

  it("leaves no server behind when a later start is interrupted", async () => {
    const options = newOptions();
    await (await start(options)).stop();
    const pidFile = join(options.dataFolder, "cluster/postmaster.pid");
    const interrupt = async (): Promise<number | undefined> => {
      const interruption = new AbortController();
      const starting = startPostgres({ ...options, signal: interruption.signal });
      const pid = await eventually(async () => {
        const found = Number((await readFile(pidFile, "utf8").catch(() => "")).split("\n")[0]);
        return found > 0 ? found : undefined;
      });
      interruption.abort(new Error("interrupted"));
      const started = await starting.catch(() => undefined);
      await started?.stop();
      return started === undefined ? pid : undefined;
    };
    // A server that was quicker than this is tried again.
    expect(isAlive(await eventually(interrupt))).toBe(false);
    await expect(stat(pidFile)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("takes no start at all when it is already interrupted", async () => {
    const options = newOptions({ signal: AbortSignal.abort(new Error("interrupted")) });
    await expect(startPostgres(options)).rejects.toThrow("interrupted");
    await expect(stat(options.dataFolder)).rejects.toMatchObject({ code: "ENOENT" });
  });

  // Only root may mount a disk as small as this one.
  it.runIf(isRoot)("reports a full disk", async () => {
    const options = newOptions();
    await mkdir(options.dataFolder);
    await run("mount", ["-t", "tmpfs", "-o", "size=12m", "tmpfs", options.dataFolder]);
    try {
      await expect(start(options)).rejects.toMatchObject({ code: "POSTGRES_DISK_FULL" });
      expect(await readdir(options.dataFolder)).toEqual(["password"]);
    } finally {
      await run("umount", [options.dataFolder]);
    }
  });

  // Nobody but root can become another user, nor has to: PostgreSQL refuses no other.
  it.runIf(isRoot)(
    "runs as nobody where root cannot make a namespace, and removes what lies elsewhere",
    async () => {
      const options = newOptions({ runAs: await findNobody() });
      const shared = await stat("/var/lib/monolift").catch(() => undefined);
      await chmod(scratch, 0o700);
      try {
        const postgres = await startWithNotes(options);
        const { stdout } = await run("ps", ["-o", "user=", "-p", String(postgres.pid)]);
        expect(stdout.trim()).toBe("nobody");
        await postgres.stop();
        // The owner of the data decides at later starts.
        const { runAs: _, ...later } = options;
        const again = await start(later);
        expect(await again.facts("blog")).toMatchObject(threeNotes);
        await again.stop();
        const before = await readdir("/var/lib/monolift");
        await deletePostgresData(options.dataFolder);
        expect(before.length - (await readdir("/var/lib/monolift")).length).toBe(1);
      } finally {
        await chmod(scratch, 0o755);
        if (shared === undefined) await rm("/var/lib/monolift", { recursive: true });
      }
    },
  );
});

describe("a process of its own", () => {
  let program: string;

  beforeAll(async () => {
    program = join(scratch, "start.mjs");
    await writeFile(
      program,
      `const [postgresModule, binaries, dataFolder, logFile, then] = process.argv.slice(2);
       const { startPostgres } = await import(postgresModule);
       const postgres = await startPostgres({ binaries, dataFolder, logFile, signal: new AbortController().signal });
       await postgres.ensureDatabase("blog");
       console.log(JSON.stringify({ pid: postgres.pid, url: postgres.databaseUrl("blog") }));
       if (then === "stop") await postgres.stop();`,
    );
  });

  const parameters = (options: StartOptions): string[] => [
    program,
    builtModule("platform/postgres/postgres.js"),
    options.binaries,
    options.dataFolder,
    options.logFile,
  ];

  it("may be killed: the server lives on, is found, and is ended by the next start without losing a row", async () => {
    const options = newOptions();
    const child = spawn(process.execPath, parameters(options), { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const { pid, url } = JSON.parse(line.toString("utf8")) as { readonly pid: number; readonly url: string };
    await query(url, "CREATE TABLE note (id int); INSERT INTO note VALUES (1), (2), (3)");
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
    expect(isAlive(pid)).toBe(true);
    expect(await findOrphan(options.dataFolder)).toMatchObject({ pid, ownerPid: null });
    const postgres = await start(options);
    expect(postgres.pid).not.toBe(pid);
    expect(await postgres.facts("blog")).toMatchObject(threeNotes);
  });

  it("may leave an orphan that is ended without a start", async () => {
    const options = newOptions();
    const child = spawn(process.execPath, parameters(options), { stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
    expect(await endOrphan(options.dataFolder)).toBe(true);
    expect(await findOrphan(options.dataFolder)).toBeUndefined();
    expect(await endOrphan(options.dataFolder)).toBe(false);
  });

  // Where the tests themselves run as one, all others of this file have shown it.
  it.runIf(isRoot)("runs as an ordinary user", async () => {
    const home = join(scratch, "home");
    await mkdir(home);
    await chown(home, 65_534, 65_534);
    const options = newOptions({
      binaries: join(home, "binaries"),
      dataFolder: join(home, "data"),
      logFile: join(home, "log"),
    });
    const ids = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    const { stdout } = await run("setpriv", [...ids, process.execPath, ...parameters(options), "stop"], {
      cwd: "/",
    });
    expect(JSON.parse(stdout)).toMatchObject({ pid: expect.any(Number) as number });
    expect((await stat(join(options.dataFolder, "cluster"))).uid).toBe(65_534);
  });
});
