import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  createFunctions,
  type Functions,
  type FunctionsOptions,
} from "../../src/platform/functions/functions.ts";
import type { FunctionVersion } from "../../src/platform/functions/function.ts";
import { logFilesOf } from "../../src/platform/functions/log-files.ts";
import type { LogRecord } from "../../src/platform/functions/log.ts";
import type { Door } from "../../src/platform/gateway/door.ts";
import type { ProblemFacts } from "../../src/platform/gateway/exchange.ts";
import { createGateway, type Gateway } from "../../src/platform/gateway/gateway.ts";
import type { Problem } from "../../src/platform/gateway/problem.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));
/** Not that of a virtual environment, which may lie below the host's `/tmp`, where no sandbox sees it. */
const python = execFileSync(
  process.env["MONOLIFT_TEST_PYTHON"] ?? "python3",
  ["-c", "import sys; print(getattr(sys, '_base_executable', sys.executable))"],
  { encoding: "utf8" },
).trim();

/** Functions, a gateway and a folder for one test; `await using` ends all of it. */
export interface TestPlatform extends AsyncDisposable {
  readonly root: string;
  readonly functions: Functions;
  readonly gateway: Gateway;
  readonly problems: readonly (ProblemFacts & { readonly problem: Problem })[];
  /** Publishes a version of `web` whose program is `program.py`, and makes it `live`. */
  readonly publish: (changes?: Partial<FunctionVersion>) => FunctionVersion;
  /** Opens a door to `web`; returns its address, such as `http://127.0.0.1:40123`. */
  readonly openDoor: (changes?: Partial<Door>) => Promise<string>;
  readonly records: () => Promise<readonly LogRecord[]>;
}

export function testVersion(changes: Partial<FunctionVersion> = {}): FunctionVersion {
  return {
    functionName: "web",
    version: 1,
    command: [python, join(folder, "program.py")],
    contract: "runtime-api",
    taskRoot: folder,
    readOnly: [folder],
    writable: [],
    environment: {},
    memoryMb: 256,
    tmpMb: 512,
    timeoutSeconds: 20,
    concurrency: 4,
    environmentFiles: [],
    ...changes,
  };
}

export function testDoor(changes: Partial<Door> = {}): Door {
  return {
    name: "blog-local",
    project: "blog",
    stage: "local",
    kind: "cloudfront",
    port: 0,
    functionName: "web",
    alias: "live",
    routes: [],
    mounts: [],
    buckets: [],
    ...changes,
  };
}

export async function startPlatform(options: Partial<FunctionsOptions> = {}): Promise<TestPlatform> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "monolift-platform-")));
  const logs = join(root, "logs");
  const functions = await createFunctions({ logs, temporary: join(root, "sandboxes"), ...options });
  const problems: (ProblemFacts & { readonly problem: Problem })[] = [];
  const gateway = createGateway({
    functions,
    language: "en",
    onProblem: (problem, facts) => void problems.push({ ...facts, problem }),
  });
  return {
    root,
    functions,
    gateway,
    problems,
    publish: (changes) => {
      const version = testVersion(changes);
      functions.publish(version);
      functions.setAlias(version.functionName, "live", version.version);
      return version;
    },
    openDoor: async (changes) => `http://127.0.0.1:${await gateway.open(testDoor(changes))}`,
    records: async () => {
      await functions.flushLogs();
      const texts = await Promise.all(
        logFilesOf(logs, "web").map((file) => readFile(file, "utf8").catch(() => "")),
      );
      return texts
        .join("")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as LogRecord);
    },
    [Symbol.asyncDispose]: async () => {
      await gateway.closeAll();
      await functions.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Waits until something holds; asks every 10 ms, and gives up with what it waits for after 15 s. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 15_000;
  while (!(await holds())) {
    if (Date.now() > giveUpAt) throw new Error(`waited in vain until ${what}`);
    await sleep(10);
  }
}

/** The text and status of one request. */
export async function get(
  url: string,
  init?: RequestInit,
): Promise<{ readonly status: number; readonly text: string; readonly headers: Headers }> {
  const response = await fetch(url, { redirect: "manual", ...init });
  return { status: response.status, text: await response.text(), headers: response.headers };
}
