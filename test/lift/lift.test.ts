import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isAlive } from "../../src/system/processes.ts";
import { change, createWorkbench, writeProject, type Workbench } from "./workbench.ts";

const text = async (url: string): Promise<string> => (await fetch(url)).text();

describe("monolift up", () => {
  let bench: Workbench;
  let project: string;
  let url: string;

  beforeAll(async () => {
    bench = await createWorkbench();
    // A path that many tools do not survive.
    project = join(bench.folder, "my shop ブログ");
    await writeProject(project);
    const lifted = await bench.call(project, "up", "--json");
    expect(lifted.json, lifted.stderr).toMatchObject({
      stage: "local",
      provider: "local",
      release: 1,
      changed: true,
    });
    url = lifted.json.url;
  });
  afterAll(() => bench.remove());

  it("writes one line of configuration, with a name that follows from the folder", async () => {
    expect(await readFile(join(project, "monolift.toml"), "utf8")).toBe('name = "my-shop-burogu"\n');
  });

  it("serves the application with its database, and its static files beside it", async () => {
    expect(await text(url)).toBe("version one; products: ");
    const style = await fetch(`${url}/static/shop/shop.css`);
    expect(style.headers.get("content-type")).toContain("text/css");
    expect(await style.text()).toContain("teal");
  });

  it("tells the application who asks, and under which name", async () => {
    const { port } = new URL(url);
    expect(await (await fetch(`${url}/where/`)).json()).toMatchObject({
      scheme: "http",
      host: `127.0.0.1:${port}`,
      address: "127.0.0.1",
      url: `http://127.0.0.1:${port}/there/`,
    });
  });

  it("does nothing, and says so, when nothing has changed", async () => {
    const again = await bench.call(project, "up", "--json");
    expect(again.json).toMatchObject({ release: 1, changed: false, url });
  });

  it("streams more than the 6 MB of a buffered answer", async () => {
    expect((await (await fetch(`${url}/stream/8/`)).arrayBuffer()).byteLength).toBe(8 * 1024 * 1024);
  });

  it("keeps mail in a mailbox that logs --mail shows", async () => {
    expect(await text(`${url}/mail/`)).toBe("sent");
    const { json } = await bench.call(project, "logs", "--mail", "--json");
    expect(json.mails).toMatchObject([
      { subject: "Your order", to: ["you@example.com"], body: "It is on its way.\n" },
    ]);
  });

  it("runs the project's own commands against the stage's database", async () => {
    const made = await bench.call(
      project,
      "run",
      "--json",
      "--",
      "shell",
      "-c",
      "from shop.models import Product; Product.objects.create(name='tea'); print('made')",
    );
    expect(made.json, made.stderr).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("made") });
    expect(await text(url)).toBe("version one; products: tea");
  });

  it("finds no package but those of the bundle", async () => {
    const program = "import sys; print([path for path in sys.path if path.endswith('-packages')])";
    const { json } = await bench.call(project, "run", "--json", "--", "shell", "-c", program);
    expect(json.stdout).toContain("[]");
  });

  it("writes migrations into the project itself, not into a release", async () => {
    await change(join(project, "shop/models.py"), "max_length=100)", "max_length=120)");
    const made = await bench.call(project, "run", "--json", "--", "makemigrations", "shop");
    expect(made.json, made.stderr).toMatchObject({ exitCode: 0 });
    const names = await readdir(join(project, "shop/migrations"));
    expect(names.filter((name) => name.startsWith("0002"))).toHaveLength(1);
  });

  it("serves changed code as a new release, with its migration applied", async () => {
    await change(join(project, "shop/views.py"), "version one", "version two");
    const lifted = await bench.call(project, "up", "--json");
    expect(lifted.json, lifted.stderr).toMatchObject({ release: 2, changed: true });
    const migrate = lifted.json.steps.find((step: { name: string }) => step.name === "migrate");
    expect(migrate).toMatchObject({ outcome: "done", facts: { applied: 1 } });
    expect(await text(url)).toBe("version two; products: tea");
  });

  it("takes the static files over where code alone has changed, and collects them where one of them has", async () => {
    const staticStep = async (): Promise<unknown> => {
      const { json, stderr } = await bench.call(project, "up", "--json");
      return json.steps.find((step: { name: string }) => step.name === "static") ?? stderr;
    };
    await change(join(project, "shop/views.py"), "import os", "import os  # twice");
    expect(await staticStep()).toMatchObject({ outcome: "skipped" });
    expect(await text(`${url}/static/shop/shop.css`)).toContain("teal");
    await change(join(project, "shop/static/shop/shop.css"), "teal", "navy");
    expect(await staticStep()).toMatchObject({ outcome: "done" });
    expect(await text(`${url}/static/shop/shop.css`)).toContain("navy");
  });

  it("inspects what Django itself knows", async () => {
    const { json } = await bench.call(project, "inspect", "--json");
    expect(json.routes.map((route: { name: string }) => route.name)).toEqual(
      expect.arrayContaining(["index", "where", "slow", "stream", "admin:login"]),
    );
    expect(json.models.map((model: { label: string }) => model.label)).toContain("shop.Product");
    expect(json.migrations.unapplied).toEqual([]);
    expect(JSON.stringify(json)).not.toContain("for-tests-only");
  });

  it("keeps serving the release before when the new code does not import", async () => {
    await change(join(project, "shop/views.py"), "import os", "import os\nimport no_such_module");
    const lifted = await bench.call(project, "up", "--json");
    expect(lifted.code).toBe(1);
    expect(lifted.json.error).toMatchObject({ code: "MODULE_MISSING", step: "inspect" });
    expect(lifted.json.error.file).toContain("views.py");
    expect(await text(url)).toBe("version two; products: tea");
    await change(join(project, "shop/views.py"), "import os\nimport no_such_module", "import os");
  });

  it("keeps serving the release before when a migration fails", async () => {
    const migration = join(project, "shop/migrations/0003_fails.py");
    await writeFile(
      migration,
      [
        "from django.db import migrations",
        "",
        "",
        "class Migration(migrations.Migration):",
        "    dependencies = [('shop', '__latest__')]",
        "    operations = [migrations.RunSQL('SELECT * FROM there_is_no_such_table', migrations.RunSQL.noop)]",
        "",
      ]
        .join("\n")
        .replace("'__latest__'", `'${(await latestMigration(project)).replace(".py", "")}'`),
    );
    const lifted = await bench.call(project, "up", "--json");
    expect(lifted.code).toBe(1);
    expect(lifted.json.error).toMatchObject({ code: "MIGRATION_FAILED", step: "migrate" });
    expect(lifted.json.error.cause).toContain("shop.0003_fails");
    expect(await text(url)).toBe("version two; products: tea");
    await rm(migration);
  });

  it("keeps serving the release before when the new one answers its first page with 500", async () => {
    await change(join(project, "shop/views.py"), "def index(request):", "def index(request):\n    1 / 0");
    const lifted = await bench.call(project, "up", "--json");
    expect(lifted.code).toBe(1);
    expect(lifted.json.error).toMatchObject({ code: "HEALTH_FAILED", step: "health" });
    expect(lifted.json.error.detail).toContain("ZeroDivisionError");
    expect(await text(url)).toBe("version two; products: tea");
    await change(join(project, "shop/views.py"), "def index(request):\n    1 / 0", "def index(request):");
  });

  it("answers 429 past the limit of sandboxes, and survives 500 requests at one time", async () => {
    const answers = await Promise.all(
      Array.from({ length: 500 }, async () => (await fetch(`${url}/slow/100/`)).status),
    );
    expect(new Set(answers)).toEqual(new Set([200, 429]));
    expect(await text(url)).toBe("version two; products: tea");
  });

  it("shows where everything is", async () => {
    const { json } = await bench.call(project, "status", "--json");
    expect(json).toMatchObject({
      state: "serving",
      release: 4,
      functions: [{ memoryMb: 1024, concurrency: 10 }],
    });
    expect(json.endpoints.postgres.url).toMatch(/^postgresql:\/\/.+@127\.0\.0\.1:\d+\/my-shop-burogu-local$/);
    const { json: listed } = await bench.call(bench.folder, "list", "--json");
    expect(listed.stages).toMatchObject([{ name: "my-shop-burogu", stage: "local", state: "serving" }]);
  });

  it("keeps rows, files and address over stop and up", async () => {
    const stopped = await bench.call(project, "stop", "--json");
    expect(stopped.json).toMatchObject({ stopped: true, processStopped: true });
    await expect(fetch(url)).rejects.toThrow();
    const resumed = await bench.call(project, "up", "--json");
    expect(resumed.json, resumed.stderr).toMatchObject({ url });
    expect(await text(url)).toBe("version two; products: tea");
  });

  it("comes back after its process was killed", async () => {
    const { json } = await bench.call(project, "status", "--json");
    process.kill(json.process.pid, "SIGKILL");
    const resumed = await bench.call(project, "up", "--json");
    expect(resumed.json, resumed.stderr).toMatchObject({ url });
    expect(await text(url)).toBe("version two; products: tea");
  });

  it("keeps its address when its process was killed and the code has changed since", async () => {
    const { json } = await bench.call(project, "status", "--json");
    process.kill(json.process.pid, "SIGKILL");
    await change(join(project, "shop/views.py"), "version two", "version three");
    const lifted = await bench.call(project, "up", "--json");
    expect(lifted.json, lifted.stderr).toMatchObject({ url, changed: true });
    expect(await text(url)).toBe("version three; products: tea");
  });

  it("asks before it deletes, and then leaves nothing", async () => {
    const unasked = await bench.call(project, "down", "--json");
    expect(unasked.code).toBe(2);
    const { json: status } = await bench.call(project, "status", "--json");
    const ended = await bench.call(bench.folder, "down", "my-shop-burogu/local", "--delete-data", "--json");
    expect(ended.json, ended.stderr).toMatchObject({ deletedData: true, left: [] });
    expect(ended.json.data.tables).toContainEqual({ table: "shop_product", rows: 1 });
    await expect(fetch(url)).rejects.toThrow();
    expect(isAlive(status.process.pid)).toBe(false);
    expect(existsSync(join(bench.state, "monolift/projects/my-shop-burogu"))).toBe(false);
    // It was the last project of this user.
    expect(existsSync(join(bench.state, "monolift"))).toBe(false);
  });
});

async function latestMigration(project: string): Promise<string> {
  const names = (await readdir(join(project, "shop/migrations"))).filter(
    (name) => /^\d+_/.test(name) && !name.includes("fails"),
  );
  return names.toSorted().at(-1) ?? "";
}
