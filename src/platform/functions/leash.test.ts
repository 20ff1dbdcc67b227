import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { builtModule } from "../../../test/built.ts";
import { bodyOf } from "../../../test/platform/invoke.ts";
import { startPlatform, testVersion, until } from "../../../test/platform/test-platform.ts";

describe("what a sandbox starts", () => {
  it("ends with it, also what made itself independent", async () => {
    for (const options of [{}, { isolation: "none" as const }]) {
      await using platform = await startPlatform(options);
      platform.publish();
      const children = async (): Promise<number> =>
        (await commandLines()).split("\n").filter((line) => line.includes("sleep 1000")).length;
      const before = await children();
      await bodyOf(platform, "/detach");
      expect(await children()).toBe(before + 1);
      await platform.functions.remove("web", 1);
      await until("the child is gone", async () => (await children()) === before);
    }
  });

  it("ends when this process is killed, frozen or at work", async () => {
    const root = await mkdtemp(join(tmpdir(), "monolift-killed-"));
    for (const isolation of ["namespace", "none"]) {
      const folder = join(root, isolation);
      await mkdir(folder);
      const { kill } = await startDaemon(folder, isolation);
      const alive = async (): Promise<number> =>
        (await commandLines()).split("\n").filter((line) => line.includes(`program.py ${folder}`)).length;
      expect(await alive()).toBeGreaterThanOrEqual(2);
      await kill();
      await until("all sandboxes are gone", async () => (await alive()) === 0);
    }
    await rm(root, { recursive: true });
  });
});

async function commandLines(): Promise<string> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,args="]);
  return stdout;
}

/** A process of its own with one frozen and one working sandbox; `kill` sends SIGKILL. */
async function startDaemon(
  root: string,
  isolation: string,
): Promise<{ readonly pid: number; readonly kill: () => Promise<void> }> {
  const daemon = fileURLToPath(new URL("../../../test/platform/daemon.mjs", import.meta.url));
  const functions = builtModule("platform/functions/functions.js");
  const [python = "", program = ""] = testVersion().command;
  const child = spawn(process.execPath, [daemon, functions, root, isolation, python, program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await Promise.race([
    once(child.stdout, "data"),
    exited.then(() => Promise.reject(new Error("the daemon ended"))),
  ]);
  return {
    pid: child.pid ?? 0,
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
