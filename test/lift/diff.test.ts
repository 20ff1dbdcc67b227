import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { change, createWorkbench, writeProject, type Workbench } from "./workbench.ts";

const migration = `from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [
        migrations.RemoveField("product", "photo"),
        migrations.AddField("product", "price", models.IntegerField(default=0)),
    ]
`;
const nothing = { added: [], removed: [], changed: [] };

describe("diff", () => {
  let bench: Workbench;
  let project: string;

  const call = (...parameters: readonly string[]) => bench.call(project, ...parameters, "--json");
  const inProject = (file: string): string => join(project, file);

  beforeAll(async () => {
    bench = await createWorkbench();
    project = join(bench.folder, "differ");
    await writeProject(project);
  });
  afterAll(() => bench.remove());

  it("says before the first up what would be made, and makes nothing", async () => {
    const { code, json } = await call("diff", "--exit-code");
    expect(code).toBe(1);
    expect(json).toMatchObject({ state: "never-lifted", release: null, changed: true, migrations: null });
    expect(json.resources.added).toContain("database");
    expect((await call("list")).json.stages).toEqual([]);
  });

  it("has nothing to say of what is lifted", async () => {
    const lifted = await call("up");
    expect(lifted.json, lifted.stderr).toMatchObject({ release: 1 });
    const { code, json } = await call("diff", "--exit-code");
    expect(code).toBe(0);
    expect(json).toMatchObject({
      state: "serving",
      release: 1,
      changed: false,
      code: nothing,
      routes: nothing,
    });
  });

  it("names what has changed since, and judges the migrations", async () => {
    await change(
      inProject("shop/urls.py"),
      'path("mail/", views.mail, name="mail")',
      'path("post/", views.mail)',
    );
    await change(
      inProject("shop/models.py"),
      '    photo = models.FileField(upload_to="photos/", blank=True)\n',
      "    price = models.IntegerField(default=0)\n",
    );
    await writeFile(inProject("shop/migrations/0002_price.py"), migration);
    await appendFile(inProject("requirements.txt"), "sqlparse==0.5.1\n");
    await appendFile(
      inProject("monolift.toml"),
      '\n[functions.web]\nmemory = 512\n\n[release]\ncanary = "5% 1m"\n',
    );
    await appendFile(inProject("site_of_shop/settings.py"), "DEBUG = False\n");
    const { code, json } = await call("diff");
    expect(code).toBe(0);
    expect(json).toMatchObject({
      changed: true,
      release: 1,
      parts: ["code", "dependencies", "configuration"],
      code: {
        added: ["shop/migrations/0002_price.py"],
        removed: [],
        changed: ["requirements.txt", "shop/models.py", "shop/urls.py", "site_of_shop/settings.py"],
      },
      packages: { added: [], removed: [], changed: [{ name: "sqlparse", to: "0.5.1" }] },
      resources: {
        ...nothing,
        changed: [{ id: "function.web", field: "memoryMb", from: "1024", to: "512" }],
      },
      edges: { added: [], removed: [] },
      doorRoutes: { added: [], removed: [] },
      routes: {
        added: [{ pattern: "post/", name: null, view: "shop.views.mail" }],
        removed: [{ pattern: "mail/", name: "mail", view: "shop.views.mail" }],
        changed: [],
      },
      models: { ...nothing, changed: [{ model: "shop.Product", fields: ["photo", "price"] }] },
      migrations: { pending: ["shop.0002_price"], problem: null },
      risks: { added: [], gone: [{ setting: "DEBUG", risk: "debug" }] },
      canary: { percent: 5, seconds: 60 },
      secrets: [],
    });
    expect(json.migrations.judged.summary).toMatchObject({ oldReleaseLives: "no", operations: 2 });
  });

  it("tells people the same, and changes nothing by telling", async () => {
    const { stdout } = await bench.call(project, "diff");
    expect(stdout).toContain("function.web memoryMb 1024 → 512");
    expect(stdout).toContain("shop.0002_price");
    const status = await call("status");
    expect(status.json).toMatchObject({ state: "serving", release: 1 });
    const { json } = await bench.call(project, "run", "--json", "--", "showmigrations", "shop");
    expect(json.stdout).toContain("[X] 0001_initial");
    expect(json.stdout).not.toContain("[X] 0002");
  });

  it("leaves a stopped stage stopped", async () => {
    await call("stop");
    const { json } = await call("diff");
    expect(json).toMatchObject({ state: "stopped", changed: true, migrations: null, canary: null });
    expect((await call("status")).json).toMatchObject({ state: "stopped", process: null });
  });
});
