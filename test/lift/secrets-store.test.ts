import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { noSecrets } from "../../src/providers/secrets/document.ts";
import { builtModule } from "../built.ts";
import { listVersions, readSecrets, writeVersion } from "../../src/providers/local/secrets/store.ts";

/** A process that is killed has to be a real one, and so runs what was built. */
const store = builtModule("providers/local/secrets/store.js");

describe("the store of a stage's secrets", () => {
  let root: string;
  let folder: { readonly secrets: string };
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "monolift-secrets-"));
    folder = { secrets: join(root, "secrets") };
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it("loses nothing to a kill in the middle of a change, and leaves no piece of a value behind", async () => {
    const script = `
      import { writeVersion, restoreSecrets } from "${pathToFileURL(store).href}";
      const folder = { secrets: ${JSON.stringify(folder.secrets)} };
      const made = { at: "now", by: "ann@laptop", kind: "set" };
      for (let number = 1; ; number += 1) {
        const variables = { API_KEY: String(number), PADDING: "x".repeat(200_000) };
        await restoreSecrets(folder, await writeVersion(folder, { variables, files: [], changes: {} }, made));
        process.stdout.write(number + "\\n");
      }`;
    for (let round = 0; round < 3; round += 1) {
      const acknowledged = await writeUntilKilled(script);
      const { variables } = await readSecrets(folder);
      const number = Number(variables["API_KEY"]);
      expect(number).toBeGreaterThanOrEqual(acknowledged);
      expect(number).toBeLessThanOrEqual(acknowledged + 1);
      await writeVersion(folder, noSecrets, { at: "now", by: "ann@laptop", kind: "set" });
      expect((await readdir(folder.secrets)).filter((name) => name.endsWith(".tmp"))).toStrictEqual([]);
      for (const version of await listVersions(folder))
        JSON.parse(await readFile(join(folder.secrets, `${version}.json`), "utf8"));
    }
  });
});

/** Runs the script until it has acknowledged some writes, ends it with SIGKILL, and gives the last acknowledged number. */
async function writeUntilKilled(script: string): Promise<number> {
  let said = "";
  const running = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
  running.child.stdout?.on("data", (chunk: string) => {
    said += chunk;
    if (said.split("\n").length > 5) running.child.kill("SIGKILL");
  });
  await running.catch(() => undefined);
  return Number(said.trim().split("\n").at(-1));
}
