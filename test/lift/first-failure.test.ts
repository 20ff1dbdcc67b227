import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isAlive } from "../../src/system/processes.ts";
import { change, createWorkbench, writeProject, type Called, type Workbench } from "./workbench.ts";

const makeProduct = [
  "shell",
  "-c",
  "from shop.models import Product; Product.objects.create(name='tea')",
] as const;

describe("after a first up of which a step failed", () => {
  let bench: Workbench;
  let project: string;

  const call = (...parameters: readonly string[]): Promise<Called> =>
    bench.call(project, ...parameters, "--json");
  const run = (...command: readonly string[]): Promise<Called> =>
    bench.call(project, "run", "--json", "--", ...command);

  beforeAll(async () => {
    bench = await createWorkbench();
    // No other test has this name: the port follows from it.
    project = join(bench.folder, "tea-house");
    await writeProject(project);
    // A front page that only works once somebody has filled the database.
    await change(
      join(project, "shop/views.py"),
      "    names = ",
      "    Product.objects.get(name='tea')\n    names = ",
    );
  });
  afterAll(() => bench.remove());

  it("status, list, open and logs say that nothing is served, and what is there", async () => {
    const failed = await call("up");
    expect(failed.json.error).toMatchObject({ code: "HEALTH_FAILED", step: "health" });
    const status = await call("status");
    expect(status.json).toMatchObject({ state: "never-lifted", release: null, failedRelease: 1 });
    expect(status.json.endpoints.postgres).toMatchObject({ database: "tea-house-local" });
    expect(status.json.process.pid).toBeGreaterThan(0);
    expect((await bench.call(project, "status")).stdout).toContain("Its commands can be run");
    const list = await call("list");
    expect(list.json.stages).toMatchObject([{ name: "tea-house", state: "never-lifted" }]);
    expect((await call("open")).json.error.code).toBe("NEVER_LIFTED");
    const { records } = (await call("logs")).json;
    expect(JSON.stringify(records)).toContain("DoesNotExist");
  });

  it("down counts the rows that go, and nothing is left", async () => {
    await run(...makeProduct);
    const gone = await call("down", "--delete-data");
    expect(gone.json, gone.stderr).toMatchObject({ deletedData: true, left: [] });
    expect(gone.json.data.tables).toContainEqual({ table: "shop_product", rows: 1 });
    expect((await call("list")).json.stages).toEqual([]);
  });

  it("stop ends what was left running, and run and up go on from there", async () => {
    await call("up");
    const { pid } = (await call("status")).json.process;
    const stopped = await call("stop");
    expect(stopped.json).toMatchObject({ stopped: false, processStopped: true });
    expect(isAlive(pid)).toBe(false);
    expect((await run(...makeProduct)).json).toMatchObject({ exitCode: 0 });
    const lifted = await call("up");
    expect(lifted.json, lifted.stderr).toMatchObject({ release: 1, changed: true });
    expect(await (await fetch(lifted.json.url)).text()).toContain("tea");
    expect((await call("status")).json).toMatchObject({ state: "serving", failedRelease: null });
  });

  it("down of a second stage takes its database with it, and nothing of the first", async () => {
    await writeFile(
      join(project, "monolift.toml"),
      'name = "tea-house"\n\n[stages.second]\nprovider = "local"\n',
    );
    const { url } = (await call("status")).json;
    await change(join(project, "site_of_shop/settings.py"), "DEBUG = ", "DEBUG = int('x') or ");
    const failed = await call("up", "second");
    expect(failed.json.error).toMatchObject({ code: "SETTINGS_RAISED", step: "inspect" });
    const gone = await call("down", "second", "--delete-data");
    expect(gone.json.removed).toContain("database tea-house-second");
    expect(await (await fetch(url)).text()).toContain("version one");
  });
});
