import { readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runProgram } from "../../src/system/processes.ts";
import { change, createWorkbench, writeProject, type Workbench } from "./workbench.ts";

describe("a first up", () => {
  let bench: Workbench;
  let project: string;

  beforeEach(async () => {
    bench = await createWorkbench();
    project = join(bench.folder, "shop");
    await writeProject(project);
  });
  afterEach(() => bench.remove());

  // The names that the terminal shows for the steps, in the order in which they end.
  const steps = ["project", "bundle", "inspect", "static files", "migrate"];

  it("goes on after ^C at any step", async () => {
    for (const step of steps) {
      const lifting = bench.start(project, "up");
      await lifting.said(`✓ ${step}`).then(
        () => lifting.kill("SIGINT"),
        () => undefined,
      );
      const { code } = await lifting.finished;
      expect([0, 130]).toContain(code);
    }
    const lifted = await bench.call(project, "up", "--json");
    expect(lifted.code, lifted.stdout).toBe(0);
    expect(await (await fetch(lifted.json.url)).text()).toContain("version one");
  });

  it("lets a second up wait for the first", async () => {
    const first = bench.start(project, "up", "--json");
    await first.said("project");
    const second = bench.start(project, "up", "--json");
    const [one, two] = await Promise.all([first.finished, second.finished]);
    expect(one.json, one.stderr).toMatchObject({ release: 1, changed: true });
    expect(two.json, two.stderr).toMatchObject({ release: 1, changed: false });
    expect(two.stderr).toContain(String(first.pid));
  });

  it("brings the rows of a db.sqlite3 along, once", async () => {
    // Django's own SQLite settings, without Monolift: the rows that a project has been living on.
    const python = process.env["MONOLIFT_TEST_PYTHON"] ?? "python3";
    const make = [
      "import django, os",
      "os.environ['DJANGO_SETTINGS_MODULE'] = 'site_of_shop.settings'",
      "django.setup()",
      "from django.core.management import call_command",
      "call_command('migrate', verbosity=0)",
      "from shop.models import Product",
      "Product.objects.create(id=41, name='お茶')",
    ].join("\n");
    const made = await runPython(python, project, make);
    expect(made.code, made.stderr).toBe(0);

    const lifted = await bench.call(project, "up", "--from", "db.sqlite3", "--json");
    expect(lifted.code, lifted.stdout).toBe(0);
    expect(await (await fetch(lifted.json.url)).text()).toBe("version one; products: お茶");
    const add = "from shop.models import Product; print(Product.objects.create(name='coffee').pk)";
    const added = await bench.call(project, "run", "--json", "--", "shell", "-c", add);
    expect(added.json.stdout).toContain("42");

    const again = await bench.call(project, "up", "--from", "db.sqlite3", "--json");
    expect(again.code).toBe(1);
    expect(again.json.error).toMatchObject({ code: "ROWS_STAGE_HAS_ROWS", step: "rows" });
    expect(await (await fetch(lifted.json.url)).text()).toContain("coffee");
  });
});

describe("what is lifted", () => {
  let bench: Workbench;
  let project: string;
  let url: string;

  beforeAll(async () => {
    bench = await createWorkbench();
    project = join(bench.folder, "shop");
    await writeProject(project);
    const lifted = await bench.call(project, "up", "--json");
    expect(lifted.code, lifted.stdout).toBe(0);
    ({ url } = lifted.json);
  });
  afterAll(() => bench.remove());

  it("takes another port, and says so, when somebody took the stage's while it was stopped", async () => {
    const { port } = new URL(url);
    await bench.call(project, "stop", "--json");
    const thief = createServer();
    await new Promise<void>((resolve) => thief.listen(Number(port), "127.0.0.1", resolve));
    try {
      const moved = await bench.call(project, "up", "--json");
      expect(moved.code, moved.stdout).toBe(0);
      expect(moved.json.url).not.toBe(url);
      expect(moved.json.notices).toContainEqual(expect.objectContaining({ code: "PORT_MOVED" }));
      expect(await (await fetch(moved.json.url)).text()).toContain("version one");
    } finally {
      await new Promise((resolve) => thief.close(resolve));
    }
  });

  it("sets a damaged state file aside and writes it anew; the rows stay", async () => {
    const make = "from shop.models import Product; Product.objects.create(name='tea')";
    await bench.call(project, "run", "--json", "--", "shell", "-c", make);
    await bench.call(project, "stop", "--json");
    const stage = join(bench.state, "monolift/projects/shop/stages/local");
    await writeFile(join(stage, "services.json"), '{"format": 1, "stage": "lo');
    const lifted = await bench.call(project, "up", "--json");
    expect(lifted.code, lifted.stdout).toBe(0);
    expect(await (await fetch(lifted.json.url)).text()).toBe("version one; products: tea");
    const names = await readdir(stage);
    expect(names.filter((name) => name.startsWith("services.json.damaged-"))).toHaveLength(1);
  });

  it("refuses a second project of the same name in another folder", async () => {
    const other = join(bench.folder, "elsewhere/shop");
    await writeProject(other);
    const refused = await bench.call(other, "up", "--json");
    expect(refused.json.error).toMatchObject({ code: "NAME_TAKEN" });
    expect(refused.json.error.cause).toContain(project);
  });

  it("reads the variables of .env and never carries the file", async () => {
    await writeFile(join(project, ".env"), "SHOP_TITLE='Tea & more'\n");
    await change(
      join(project, "site_of_shop/settings.py"),
      "from pathlib import Path",
      "import os\nfrom pathlib import Path\n\nSHOP_TITLE = os.environ['SHOP_TITLE']",
    );
    const lifted = await bench.call(project, "up", "--json");
    expect(lifted.code, lifted.stdout).toBe(0);
    const state = join(bench.state, "monolift/projects/shop");
    const { release } = lifted.json;
    const kept = await readFile(join(state, `stages/local/releases/${release}.json`), "utf8");
    expect(kept).not.toContain("Tea & more");
    await writeFile(join(project, ".env"), "");
    const missing = await bench.call(project, "up", "--json");
    expect(missing.json.error).toMatchObject({ code: "VARIABLE_MISSING" });
    expect(missing.json.error.cause).toContain("SHOP_TITLE");
  });
});

async function runPython(
  python: string,
  cwd: string,
  code: string,
): Promise<{ code: number | null; stderr: string }> {
  return runProgram([python, "-c", code], { cwd, env: { PATH: process.env["PATH"], PYTHONPATH: cwd } });
}
