import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** How a call of the command line ended. */
export interface Called {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The one JSON document of stdout; undefined when it is none. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into results of every verb
  readonly json: any;
}

/** A user of their own: state, cache and configuration in a folder that goes away, and the command line as they call it. */
export interface Workbench {
  readonly folder: string;
  /** Below it Monolift keeps everything it remembers. */
  readonly state: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Calls `monolift` in `cwd` and waits for its end. */
  call(cwd: string, ...parameters: readonly string[]): Promise<Called>;
  /** The same with a text on stdin, as from a pipe. */
  pipe(input: string, cwd: string, ...parameters: readonly string[]): Promise<Called>;
  /** Starts `monolift` without waiting; `finished` resolves at its end. */
  start(cwd: string, ...parameters: readonly string[]): Started;
  /** Ends every stage that is left, and removes the folder. */
  remove(): Promise<void>;
}

export interface Started {
  readonly pid: number;
  readonly finished: Promise<Called>;
  /** Resolves when stderr holds the text. */
  readonly said: (text: string) => Promise<void>;
  readonly kill: (signal: NodeJS.Signals) => void;
}

/** Makes a workbench. The cache of dependencies is shared by a test run, so that each package is installed once. */
export async function createWorkbench(options: { readonly sharesCache?: boolean } = {}): Promise<Workbench> {
  const folder = await mkdtemp(join(tmpdir(), "monolift-test-"));
  const state = join(folder, "state");
  const shared = join(dirname(main), "../../.cache/test-home");
  const environment = {
    ...definedOf(process.env),
    PATH: [...(await linkUv(folder)), process.env["PATH"] ?? ""].join(delimiter),
    HOME: process.env["HOME"] ?? folder,
    // The system's certificates are those that pip takes too.
    UV_SYSTEM_CERTS: "1",
    LANG: "en_US.UTF-8",
    DJANGO_SUPERUSER_USERNAME: "founder",
    DJANGO_SUPERUSER_PASSWORD: "only-for-this-test",
    DJANGO_SUPERUSER_EMAIL: "founder@example.com",
    XDG_STATE_HOME: state,
    XDG_CONFIG_HOME: join(folder, "config"),
    XDG_CACHE_HOME: options.sharesCache === false ? join(folder, "cache") : shared,
  };
  const start = (cwd: string, ...parameters: readonly string[]): Started =>
    startProgram([process.execPath, main, ...parameters], cwd, environment);
  const call = (cwd: string, ...parameters: readonly string[]): Promise<Called> =>
    start(cwd, ...parameters).finished;
  return {
    folder,
    state,
    environment,
    call,
    pipe: (input, cwd, ...parameters) =>
      startProgram([process.execPath, main, ...parameters], cwd, environment, input).finished,
    start,
    remove: async () => {
      const { json } = await call(folder, "list", "--json");
      for (const { name, stage } of json?.stages ?? [])
        await call(folder, "down", `${name}/${stage}`, "--delete-data");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What the tests' own environment says of proxies, certificates and indexes counts for the command line, too. */
function definedOf(environment: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const own = /^(MONOLIFT|VITEST|NODE_ENV|XDG)/;
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined || own.test(name) ? [] : [[name, value]],
    ),
  );
}

/** A folder for PATH with uv alone, where the tests have it: what is tried here is lifting, and pip takes its time. */
async function linkUv(folder: string): Promise<readonly string[]> {
  const uv = process.env["MONOLIFT_TEST_UV"];
  if (uv === undefined) return [];
  await mkdir(join(folder, "bin"));
  await symlink(uv, join(folder, "bin/uv"));
  return [join(folder, "bin")];
}

function startProgram(
  command: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>>,
  input?: string,
): Started {
  const [program = "", ...parameters] = command;
  const child = spawn(program, parameters, { cwd, env: environment, stdio: ["pipe", "pipe", "pipe"] });
  // A program that reads nothing of it has closed the pipe.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input ?? "");
  let stdout = "";
  let stderr = "";
  const waiting = new Set<() => void>();
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString("utf8");
    for (const look of waiting) look();
  });
  const finished = new Promise<Called>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr, json: parseJson(stdout) }));
  });
  const said = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!stderr.includes(text)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
      void finished.then(() => reject(new Error(`ended without saying "${text}":\n${stderr}\n${stdout}`)));
    });
  return { pid: child.pid ?? 0, finished, said, kill: (signal) => child.kill(signal) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A small Django project as `startproject` and `startapp` leave one, with a page that reads the database. */
export async function writeProject(folder: string): Promise<void> {
  await cp(fileURLToPath(new URL("project", import.meta.url)), folder, { recursive: true });
}

/** Changes a file of a project by replacing a text that it holds. */
export async function change(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, "utf8");
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  await writeFile(file, text.replace(from, to));
}
