import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { builtProgram } from "../built.ts";
import { sharedCache, uvVariables } from "../test-home.ts";

const main = builtProgram("cli/main.js");

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
  /** Resolves when stderr holds the text, or what the expression looks for. */
  readonly said: (text: string | RegExp) => Promise<void>;
  /** Resolves with the next line of JSON on stdout, of those that no call has had, that has these fields. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into events of every kind
  readonly printed: (fields: Readonly<Record<string, unknown>>) => Promise<any>;
  readonly kill: (signal: NodeJS.Signals) => void;
}

export interface WorkbenchOptions {
  /** False gives it a cache of its own. */
  readonly sharesCache?: boolean;
  /** The Node that runs the command line and the background process. Default: the one that runs the tests. */
  readonly node?: string;
  /** Variables that it has beside those of the tests. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Makes a workbench. The cache of dependencies is shared by a test run, so that each package is installed once. */
export async function createWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const folder = await mkdtemp(join(tmpdir(), "monolift-test-"));
  const state = join(folder, "state");
  const environment = {
    ...definedOf(process.env),
    ...(await uvVariables(folder)),
    HOME: process.env["HOME"] ?? folder,
    LANG: "en_US.UTF-8",
    DJANGO_SUPERUSER_USERNAME: "founder",
    DJANGO_SUPERUSER_PASSWORD: "only-for-this-test",
    DJANGO_SUPERUSER_EMAIL: "founder@example.com",
    XDG_STATE_HOME: state,
    XDG_CONFIG_HOME: join(folder, "config"),
    XDG_CACHE_HOME: options.sharesCache === false ? join(folder, "cache") : sharedCache,
    ...options.environment,
  };
  const { node = process.execPath } = options;
  const start = (cwd: string, ...parameters: readonly string[]): Started =>
    startProgram([node, main, ...parameters], cwd, environment);
  const call = (cwd: string, ...parameters: readonly string[]): Promise<Called> =>
    start(cwd, ...parameters).finished;
  return {
    folder,
    state,
    environment,
    call,
    pipe: (input, cwd, ...parameters) =>
      startProgram([node, main, ...parameters], cwd, environment, input).finished,
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
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString("utf8");
    for (const look of waiting) look();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString("utf8");
    for (const look of waiting) look();
  });
  const finished = new Promise<Called>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr, json: parseJson(stdout) }));
  });
  /** Looks again with each chunk of output, until there is something. */
  const find = <T>(wanted: string, look: () => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const again = (): void => {
        const found = look();
        if (found === undefined) return;
        waiting.delete(again);
        resolve(found);
      };
      waiting.add(again);
      again();
      void finished.then(() => reject(new Error(`ended without ${wanted}:\n${stderr}\n${stdout}`)));
    });
  let read = 0;
  return {
    pid: child.pid ?? 0,
    finished,
    said: async (text) => {
      const holds = (): boolean => (typeof text === "string" ? stderr.includes(text) : text.test(stderr));
      await find(`saying "${String(text)}"`, () => holds() || undefined);
    },
    printed: (fields) =>
      find(`printing ${JSON.stringify(fields)}`, () => {
        const lines = stdout.split("\n").slice(0, -1);
        const index = lines.findIndex((line, at) => at >= read && hasFields(parseJson(line), fields));
        if (index === -1) return undefined;
        read = index + 1;
        return parseJson(lines[index] ?? "");
      }),
    kill: (signal) => child.kill(signal),
  };
}

function hasFields(value: unknown, fields: Readonly<Record<string, unknown>>): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.entries(fields).every(([name, wanted]) => (value as Record<string, unknown>)[name] === wanted)
  );
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
