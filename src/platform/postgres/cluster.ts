import { randomBytes } from "node:crypto";
import { chmod, mkdir, readdir, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { OperationError, UserError } from "../../errors.ts";
import { hasCode, readTextIfThere, writeAtomically } from "../../system/files.ts";
import { runProgram } from "../../system/processes.ts";
import { findBinaries, type Binaries } from "./find-binaries.ts";
import { clusterOf } from "./postmaster.ts";
import { commandAs, findRunAs, giveTo, type RunAs } from "./run-as.ts";
import { accessRules, initialisation } from "./settings.ts";

/** The one role of a server of our own. */
export const superuser = "monolift";

/** What the server's data lie in, and what runs it. */
export interface Cluster {
  /** Absolute, without links: what the server is started with. */
  readonly folder: string;
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  readonly password: string;
  /** True when the password's file was gone: the server does not know this one yet. */
  readonly isPasswordNew: boolean;
}

export interface ClusterOptions {
  readonly cache: string;
  readonly dataFolder: string;
  readonly path: string | undefined;
  readonly signal: AbortSignal;
  /** As whom to run; found out when absent. */
  readonly runAs?: RunAs;
}

/** Where data and programs lie that the user `nobody` must reach. */
const sharedFolder = "/var/lib/monolift";

/**
 * The cluster of a data folder, made when there is none. It appears whole: an `initdb` that is interrupted leaves
 * nothing that a later start would take for data.
 *
 * @throws {UserError} `POSTGRES_NOT_AVAILABLE`, `POSTGRES_OTHER_VERSION`.
 * @throws {OperationError} `POSTGRES_DATA_DAMAGED`, `POSTGRES_DISK_FULL`, `POSTGRES_INIT_FAILED`.
 */
export async function ensureCluster(options: ClusterOptions): Promise<Cluster> {
  const { dataFolder } = options;
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const folder = await clusterOf(dataFolder);
  const major = await readMajor(folder);
  const runAs = options.runAs ?? (await findOwner(folder)) ?? (await findRunAs(options.path));
  const cache = runAs.kind === "user" ? join(sharedFolder, "binaries") : options.cache;
  const binaries = await chooseBinaries(findBinaries(cache, options.path), folder, major);
  const known = await readPassword(dataFolder);
  const password = known ?? (await createPassword(dataFolder));
  if (major !== undefined) {
    return { folder, binaries, runAs, password, isPasswordNew: known === undefined };
  }
  const place = await createCluster({ dataFolder, binaries, runAs, password, options });
  return { folder: place, binaries, runAs, password, isPasswordNew: false };
}

/**
 * Removes a cluster, its password and its record, also what lies outside the data folder. The server must have ended.
 */
export async function deletePostgresData(dataFolder: string): Promise<void> {
  const folder = await clusterOf(dataFolder);
  await rm(folder, { recursive: true, force: true });
  await rm(dataFolder, { recursive: true, force: true });
}

/** Major version of the data; undefined when there are none yet. */
async function readMajor(folder: string): Promise<number | undefined> {
  const text = await readTextIfThere(join(folder, "PG_VERSION"));
  const major = Number.parseInt(text ?? "", 10);
  if (Number.isInteger(major)) return major;
  if (text === undefined && !(await isThere(folder))) return undefined;
  throw new OperationError("POSTGRES_DATA_DAMAGED", { folder }, { detail: `PG_VERSION: ${text ?? "-"}` });
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return false;
    throw error;
  }
}

/** PostgreSQL refuses data that are not its own user's: data of an ordinary user are run as that user. */
async function findOwner(folder: string): Promise<RunAs | undefined> {
  if (process.getuid?.() !== 0 || !(await isThere(folder))) return undefined;
  const { uid, gid } = await stat(folder);
  return uid === 0 ? undefined : { kind: "user", uid, gid };
}

/** The first programs that can read the data, or the best ones for new data. */
async function chooseBinaries(
  candidates: AsyncIterable<Binaries>,
  folder: string,
  major: number | undefined,
): Promise<Binaries> {
  const majors: number[] = [];
  for await (const binaries of candidates) {
    if (major === undefined || binaries.major === major) return binaries;
    majors.push(binaries.major);
  }
  if (major !== undefined && majors.length > 0) {
    throw new UserError("POSTGRES_OTHER_VERSION", { folder, found: major, available: [...new Set(majors)] });
  }
  throw new UserError("POSTGRES_NOT_AVAILABLE", { platform: process.platform, architecture: process.arch });
}

const passwordFile = (dataFolder: string): string => join(dataFolder, "password");

async function readPassword(dataFolder: string): Promise<string | undefined> {
  const text = (await readTextIfThere(passwordFile(dataFolder)))?.trim();
  return text === "" ? undefined : text;
}

async function createPassword(dataFolder: string): Promise<string> {
  const password = randomBytes(24).toString("base64url");
  await writeAtomically(passwordFile(dataFolder), `${password}\n`);
  return password;
}

interface Creation {
  readonly dataFolder: string;
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  readonly password: string;
  readonly options: ClusterOptions;
}

async function createCluster(creation: Creation): Promise<string> {
  const { dataFolder, runAs, options } = creation;
  const place =
    runAs.kind === "user"
      ? join(sharedFolder, `postgres-${randomBytes(6).toString("hex")}`)
      : join(dataFolder, "cluster");
  const staging = `${place}.${randomBytes(6).toString("hex")}.new`;
  const passwords = `${staging}.password`;
  try {
    await mkdir(dirname(place), { recursive: true });
    // Nobody must pass through, whatever the umask is; what is inside has its own rights.
    if (runAs.kind === "user") await chmod(sharedFolder, 0o755);
    await removeStale(place);
    await mkdir(staging, { mode: 0o700 });
    await writeFile(passwords, creation.password, { mode: 0o600, flag: "wx" });
    await giveTo(runAs, staging);
    await giveTo(runAs, passwords);
    await initialise(creation, staging, passwords);
    options.signal.throwIfAborted();
    await writeFile(join(staging, "pg_hba.conf"), accessRules);
    await rename(staging, place);
    if (runAs.kind === "user") await symlink(place, join(dataFolder, "cluster"));
    return place;
  } catch (error) {
    if (!hasCode(error, "ENOSPC", "EDQUOT")) throw error;
    throw new OperationError("POSTGRES_DISK_FULL", { folder: place }, { cause: error });
  } finally {
    await rm(passwords, { force: true });
    await rm(staging, { recursive: true, force: true });
  }
}

/** What an interrupted start of this data folder left; only one process works on a data folder. */
async function removeStale(place: string): Promise<void> {
  const prefix = `${basename(place)}.`;
  const names = await readdir(dirname(place));
  const stale = names.filter((name) => name.startsWith(prefix) && /\.new(\.password)?$/u.test(name));
  for (const name of stale) await rm(join(dirname(place), name), { recursive: true, force: true });
}

async function initialise(creation: Creation, staging: string, passwords: string): Promise<void> {
  const { binaries, runAs, options } = creation;
  const { command, ...ids } = commandAs(runAs, [
    binaries.initdb,
    `--pgdata=${staging}`,
    `--username=${superuser}`,
    `--pwfile=${passwords}`,
    ...initialisation(binaries.major, process.platform),
  ]);
  const finished = await runProgram(command, {
    ...ids,
    env: serverEnvironment(options.path),
    cwd: "/",
    signal: options.signal,
  });
  options.signal.throwIfAborted();
  if (finished.code === 0) return;
  const detail = lastLines(`${finished.stdout}\n${finished.stderr}`);
  if (/No space left on device|Disk quota exceeded/u.test(detail)) {
    throw new OperationError("POSTGRES_DISK_FULL", { folder: staging }, { detail });
  }
  throw new OperationError("POSTGRES_INIT_FAILED", { folder: creation.dataFolder }, { detail });
}

/**
 * Gives the superuser a new password without a connection: the server runs in its single-user mode for a moment.
 *
 * @see https://www.postgresql.org/docs/18/app-postgres.html#APP-POSTGRES-SINGLE-USER
 */
export async function resetPassword(cluster: Cluster, path: string | undefined): Promise<void> {
  const { binaries, folder, runAs, password } = cluster;
  const { command, ...ids } = commandAs(runAs, [binaries.postgres, "--single", "-D", folder, "postgres"]);
  const finished = await runProgram(command, {
    ...ids,
    env: serverEnvironment(path),
    cwd: "/",
    // base64url: no quote can be in it. Standard input, so that it stands in no list of processes.
    input: `ALTER ROLE ${superuser} PASSWORD '${password}'\n`,
  });
  if (finished.code !== 0 || /ERROR|FATAL|PANIC/u.test(finished.stderr)) {
    const detail = lastLines(finished.stderr).replaceAll(password, "…");
    throw new OperationError("POSTGRES_DATA_DAMAGED", { folder }, { detail });
  }
}

/** The whole environment of PostgreSQL's programs: what the caller's shell says of locales and servers has no say. */
export function serverEnvironment(path: string | undefined): Readonly<Record<string, string>> {
  return { PATH: path ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };
}

/** The end of what a program said. */
export function lastLines(text: string, count = 12): string {
  return text.trim().split("\n").slice(-count).join("\n");
}
