import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  downResultSchema,
  errorResultSchema,
  runResultSchema,
  statusResultSchema,
  upResultSchema,
} from "../../src/actions/results.ts";
import { factsSchema } from "../../src/facts/schema.ts";
import { isAlive, runProgram, type Finished } from "../../src/system/processes.ts";
import { builtProgram } from "../built.ts";
import type { Serving } from "./serving.ts";

const program = builtProgram("cli/main.js");

/** Where Monolift keeps things during a test run: folders of its own for state, a shared one for what can be made again. */
export interface TestHome {
  readonly state: string;
  readonly cache: string;
  readonly config: string;
  /** What the user has set in the shell. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Runs the built command line in a folder, with nobody's own state in reach. */
export function runMonolift(
  home: TestHome,
  cwd: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  return runProgram([process.execPath, program, ...parameters], {
    cwd,
    env: {
      ...process.env,
      XDG_STATE_HOME: home.state,
      XDG_CACHE_HOME: home.cache,
      XDG_CONFIG_HOME: home.config,
      LANG: "C.UTF-8",
      ...home.variables,
      ...environment,
    },
  });
}

/** Lifts the project in `folder` and finds out what it is. The folder's files stay as they are. */
export async function serveByMonolift(
  home: TestHome,
  folder: string,
): Promise<Serving & { readonly upMs: number }> {
  const ask = async (...parameters: readonly string[]): Promise<unknown> => {
    const ended = await runMonolift(home, folder, parameters);
    if (ended.code !== 0) throw new Error(`${firstWords(ended.stdout)}\n${ended.stdout}${ended.stderr}`);
    return JSON.parse(ended.stdout);
  };
  const started = performance.now();
  const up = await ask("up", "--json").then(
    (answer) => upResultSchema.parse(answer),
    async (error: unknown) => {
      // What a failed step leaves, on purpose, for the next `up`, would outlive the test.
      await runMonolift(home, folder, ["down", "--delete-data", "--json"]);
      throw error;
    },
  );
  const upMs = performance.now() - started;
  const facts = factsSchema.parse(await ask("inspect", "--json"));
  return {
    url: up.url,
    upMs,
    facts,
    manage: async (parameters, environment = {}) => {
      const ended = await runMonolift(home, folder, ["run", "--json", "--", ...parameters], environment);
      const said = `${ended.stdout}${ended.stderr}`;
      if (ended.code !== 0)
        throw new Error(`monolift run -- ${parameters.join(" ")} ended with ${ended.code}:\n${said}`);
      const result = runResultSchema.parse(JSON.parse(ended.stdout));
      if (result.exitCode !== 0)
        throw new Error(`${parameters.join(" ")} ended with ${result.exitCode}:\n${said}`);
      return result.stdout;
    },
    remove: async () => {
      const before = statusResultSchema.parse(await ask("status", "--json"));
      const down = downResultSchema.parse(await ask("down", "--delete-data", "--json"));
      return [
        ...down.left,
        ...(before.process !== null && isAlive(before.process.pid) ? [`process ${before.process.pid}`] : []),
        ...down.removed.filter((path) => path.startsWith("/") && existsSync(path)),
        ...(await listIfThere(join(home.state, "monolift/projects"))),
        ...(existsSync(join(folder, "db.sqlite3")) ? ["db.sqlite3 in the project"] : []),
      ];
    },
  };
}

async function listIfThere(folder: string): Promise<readonly string[]> {
  return existsSync(folder) ? readdir(folder) : [];
}

/** Code and cause of an answer of `--json`. */
function firstWords(stdout: string): string {
  const { code, cause } = errorResultSchema.parse(JSON.parse(stdout)).error;
  return `${code}: ${cause.replaceAll(/\s+/g, " ")}`;
}
