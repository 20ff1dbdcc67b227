import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isAlive } from "../../src/system/processes.ts";
import { change, createWorkbench, writeProject, type Workbench } from "./workbench.ts";

const makeProduct = [
  "shell",
  "-c",
  "from shop.models import Product; Product.objects.create(name='tea')",
] as const;

describe("after a first up of which a step failed", () => {
  let bench: Workbench;
  let project: string;

  beforeEach(async () => {
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
  afterEach(() => bench.remove());

  it("status, list, open and logs say that nothing is served, and what is there", async () => {
    const failed = await bench.call(project, "up", "--json");
    expect(failed.json.error).toMatchObject({ code: "HEALTH_FAILED", step: "health" });
    const status = await bench.call(project, "status", "--json");
    expect(status.json).toMatchObject({ state: "never-lifted", release: null, failedRelease: 1 });
    expect(status.json.endpoints.postgres).toMatchObject({ database: "tea-house-local" });
    expect(status.json.process.pid).toBeGreaterThan(0);
    expect((await bench.call(project, "status")).stdout).toContain("Its commands can be run");
    const list = await bench.call(project, "list", "--json");
    expect(list.json.stages).toMatchObject([{ name: "tea-house", state: "never-lifted" }]);
    expect((await bench.call(project, "open", "--json")).json.error.code).toBe("NEVER_LIFTED");
    const { records } = (await bench.call(project, "logs", "--json")).json;
    expect(JSON.stringify(records)).toContain("DoesNotExist");
  });

  it("stop ends what was left running, and run and up go on from there", async () => {
    await bench.call(project, "up", "--json");
    const { pid } = (await bench.call(project, "status", "--json")).json.process;
    const stopped = await bench.call(project, "stop", "--json");
    expect(stopped.json).toMatchObject({ stopped: false, processStopped: true });
    expect(isAlive(pid)).toBe(false);
    expect((await bench.call(project, "run", "--json", "--", ...makeProduct)).json).toMatchObject({
      exitCode: 0,
    });
    const lifted = await bench.call(project, "up", "--json");
    expect(lifted.json, lifted.stderr).toMatchObject({ release: 1, changed: true });
    expect(await (await fetch(lifted.json.url)).text()).toContain("tea");
    expect((await bench.call(project, "status", "--json")).json).toMatchObject({
      state: "serving",
      failedRelease: null,
    });
  });

  it("down counts the rows that go, and nothing is left", async () => {
    await bench.call(project, "up", "--json");
    await bench.call(project, "run", "--json", "--", ...makeProduct);
    const gone = await bench.call(project, "down", "--delete-data", "--json");
    expect(gone.json, gone.stderr).toMatchObject({ deletedData: true, left: [] });
    expect(gone.json.data.tables).toContainEqual({ table: "shop_product", rows: 1 });
    expect((await bench.call(project, "list", "--json")).json.stages).toEqual([]);
  });

  it("down of a second stage takes its database with it, and nothing of the first", async () => {
    await change(join(project, "shop/views.py"), "    Product.objects.get(name='tea')\n", "");
    await writeFile(
      join(project, "monolift.toml"),
      'name = "tea-house"\n\n[stages.second]\nprovider = "local"\n',
    );
    const { url } = (await bench.call(project, "up", "--json")).json;
    await change(join(project, "site_of_shop/settings.py"), "DEBUG = ", "DEBUG = int('x') or ");
    const failed = await bench.call(project, "up", "second", "--json");
    expect(failed.json.error).toMatchObject({ code: "SETTINGS_RAISED", step: "inspect" });
    const gone = await bench.call(project, "down", "second", "--delete-data", "--json");
    expect(gone.json.removed).toContain("database tea-house-second");
    expect(await (await fetch(url)).text()).toContain("version one");
  });
});
