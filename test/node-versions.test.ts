import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { createWorkbench, writeProject } from "./lift/workbench.ts";

const execute = promisify(execFile);

/** Node as npm has it: a package for each system. It is kept from one run of the tests to the next. */
async function installNode(version: string): Promise<string> {
  const folder = fileURLToPath(new URL(`../.cache/node-${version}`, import.meta.url));
  const name = `node-${process.platform}-${process.arch}`;
  const node = join(folder, "node_modules", name, "bin/node");
  if (!existsSync(node)) {
    const quiet = ["--silent", "--no-audit", "--no-fund", "--no-save"];
    await execute("npm", ["install", ...quiet, "--prefix", folder, `${name}@${version}`]);
  }
  return node;
}

// Beside the Node that runs all the other tests, the oldest that the package takes or a later one.
describe.each(["22", "24"])("Node %s", (version) => {
  it("lifts a project, serves it and takes it down again", async () => {
    const node = await installNode(version);
    expect((await execute(node, ["--version"])).stdout).toMatch(new RegExp(`^v${version}\\.`));
    const bench = await createWorkbench({ node });
    try {
      const project = join(bench.folder, `on-node-${version}`);
      await writeProject(project);
      const { json, stderr } = await bench.call(project, "up", "--json");
      expect(json, stderr).toMatchObject({ release: 1 });
      expect(await (await fetch(json.url)).text()).toBe("version one; products: ");
      const { process: background } = (await bench.call(project, "status", "--json")).json;
      // Only Linux says which program a process is.
      const program = process.platform === "linux" ? await readlink(`/proc/${background.pid}/exe`) : node;
      expect(program).toBe(node);
      const down = await bench.call(project, "down", "--delete-data", "--json");
      expect(down.json, down.stderr).toMatchObject({ left: [] });
    } finally {
      await bench.remove();
    }
  });
});
