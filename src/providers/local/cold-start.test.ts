import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EntryPoints } from "../../plan/provisions.ts";
import { startCold } from "./cold-start.ts";

/** Asks for its first event, as a runtime does, and ends when it is told to. */
const asking = `
process.on("SIGINT", () => process.exit(0));
console.error(process.execArgv.join(" "));
require("node:http").get("http://" + process.env.AWS_LAMBDA_RUNTIME_API + "/2018-06-01/runtime/invocation/next");
`;
/** Says that it cannot start. */
const failing = `
const { request } = require("node:http");
console.error("no settings today");
request({ host: "127.0.0.1", port: process.env.AWS_LAMBDA_RUNTIME_API.split(":")[1], method: "POST",
  path: "/2018-06-01/runtime/init/error" }, () => process.exit(1)).end();
process.on("SIGINT", () => process.exit(1));
`;

describe("startCold", () => {
  let cache: string;
  const start = (script: string, parameters: readonly string[] = []) => {
    const entry: EntryPoints = {
      serve: [process.execPath, "-e", script],
      command: [],
      commandFolder: cache,
      environment: {},
      environmentFiles: [],
      taskRoot: cache,
      readOnly: [],
    };
    return startCold(entry, { parameters, caller: process.env, cache, signal: AbortSignal.timeout(30_000) });
  };

  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), "monolift-cold-"));
  });
  afterEach(() => rm(cache, { recursive: true, force: true }));

  it("measures until the first question for work, and ends the process", async () => {
    const started = performance.now();
    const { isReady, initMs } = await start(asking);
    expect(isReady).toBe(true);
    expect(initMs).toBeGreaterThan(1);
    expect(initMs).toBeLessThan(performance.now() - started);
  });

  it("gives the interpreter what it is asked for", async () => {
    expect((await start(asking, ["--no-warnings"])).stderr).toContain("--no-warnings");
  });

  it.each([
    ["ends", "console.error('no settings today'); process.exit(3)"],
    ["says that it cannot start", failing],
  ])("tells of a function that %s before it is ready", async (_, script) => {
    expect(await start(script)).toMatchObject({ isReady: false, stderr: "no settings today\n" });
  });
});
