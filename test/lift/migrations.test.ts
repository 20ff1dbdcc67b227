import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { change, createWorkbench, writeProject, type Workbench } from "./workbench.ts";

const photo = '    photo = models.FileField(upload_to="photos/", blank=True)\n';
const count = "    count = models.IntegerField()\n";

const migration = (after: string, operation: string): string => `from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "${after}")]
    operations = [${operation}]
`;

describe("a migration that cannot be undone", () => {
  let bench: Workbench;
  let project: string;
  let url: string;

  const call = (...parameters: readonly string[]) => bench.call(project, ...parameters, "--json");
  const page = async (): Promise<string> => (await fetch(url)).text();
  /** What a line of Python prints in the release that is live. */
  const python = async (code: string): Promise<string> => {
    const { json, stderr } = await bench.call(project, "run", "--json", "--", "shell", "-c", code);
    expect(json, stderr).toMatchObject({ exitCode: 0 });
    return json.stdout.trim().split("\n").at(-1);
  };
  const add = (name: string): Promise<string> =>
    python(`from shop.models import Product; print(Product.objects.create(name="${name}"))`);

  beforeAll(async () => {
    bench = await createWorkbench();
    project = join(bench.folder, "ink-and-paper");
    await writeProject(project);
    const { json, stdout } = await call("up");
    expect(json, stdout).toMatchObject({ release: 1 });
    url = json.url;
    await python(
      `from django.core.files.base import ContentFile; from shop.models import Product; ` +
        `Product(name="tea").photo.save("tea.txt", ContentFile(b"leaves")); ` +
        `Product.objects.get_or_create(name="tea", photo="photos/tea.txt")`,
    );
    await change(join(project, "shop/models.py"), photo, "");
    await writeFile(
      join(project, "shop/migrations/0002_no_photo.py"),
      migration("0001_initial", 'migrations.RemoveField("product", "photo")'),
    );
    await change(join(project, "shop/views.py"), "version one", "version two");
  });
  afterAll(() => bench.remove());

  it("is refused before anything runs, and the release before goes on", async () => {
    const refused = await call("up");
    expect(refused.code).toBe(1);
    expect(refused.json.error).toMatchObject({ code: "MIGRATION_NEEDS_CONSENT", step: "migrate" });
    expect(refused.json.error.detail).toContain("shop.0002_no_photo");
    expect(refused.json.error.fix).toContain("--yes-irreversible");
    expect(await page()).toContain("version one; products: tea");
    expect(await python("from shop.models import Product; print(Product.objects.get().photo.name)")).toBe(
      "photos/tea.txt",
    );
    expect((await call("data", "points")).json).toMatchObject({ points: [] });
    const nothing = await call("data", "restore", "--yes");
    expect(nothing).toMatchObject({ code: 1, json: { error: { code: "NO_RESTORE_POINT" } } });
  });

  it("is applied with consent, after the rows and files were kept", async () => {
    const lifted = await call("up", "--yes-irreversible");
    expect(lifted.json, lifted.stdout).toMatchObject({ changed: true, release: 2 });
    expect(lifted.json.notices).toContainEqual({
      code: "RESTORE_POINT_MADE",
      facts: { id: 1, stage: "local", hasFiles: true },
    });
    await add("water");
    expect(await page()).toContain("version two; products: tea, water");
    const { json } = await call("data", "points");
    expect(json.points).toMatchObject([{ id: 1, reason: "migration", release: 1 }]);
    expect(json.points[0].databaseBytes).toBeGreaterThan(1_000_000);
  });

  it("is undone by a restore, which wants to be meant, and says that the code no longer fits", async () => {
    const unsaid = await call("data", "restore");
    expect(unsaid).toMatchObject({ code: 2, json: { error: { code: "RESTORE_NEEDS_ANSWER" } } });
    expect(await page()).toContain("tea, water");
    const restored = await call("data", "restore", "--yes");
    expect(restored.json, restored.stdout).toMatchObject({
      restored: { id: 1, release: 1 },
      keptAs: 2,
      live: 2,
      fits: false,
      canReturn: true,
      steps: [{ name: "restore", outcome: "done" }],
    });
    // Requests after it find the rows of then: no connection of before is left.
    expect(await page()).toContain("version two; products: tea");
    expect(await page()).not.toContain("water");
  });

  it("leaves two ways: to migrate again, and to return to the release that fits", async () => {
    // The code is what it was, yet there is something to do.
    const again = await call("up");
    expect(again).toMatchObject({ code: 1, json: { error: { code: "MIGRATION_NEEDS_CONSENT" } } });
    const back = await call("rollback", "--to", "1");
    expect(back.json, back.stdout).toMatchObject({ from: 2, to: 1 });
    expect(await page()).toContain("version one; products: tea");
    expect(await python("from shop.models import Product; print(Product.objects.get().photo.read())")).toBe(
      "b'leaves'",
    );
  });

  it("is undone itself: what was replaced is a point, too", async () => {
    const { json } = await call("data", "points");
    expect(json.points).toMatchObject([
      { id: 2, reason: "restore", release: 2 },
      { id: 1, reason: "migration", release: 1 },
    ]);
    const restored = await bench.call(project, "data", "restore", "--to", "2", "--yes");
    expect(restored, restored.stderr).toMatchObject({ code: 0 });
    expect(restored.stdout).toContain("Release 1 is live, and these rows are of release 2");
    const lifted = await call("up");
    expect(lifted.json, lifted.stdout).toMatchObject({ changed: true, release: 3 });
    expect(await page()).toContain("version two; products: tea, water");
    const unknown = await call("data", "restore", "--to", "9", "--yes");
    expect(unknown).toMatchObject({ code: 1, json: { error: { code: "UNKNOWN_RESTORE_POINT" } } });
  });

  it("that would fail on the rows is refused before anything runs, whatever was agreed to", async () => {
    await change(join(project, "shop/models.py"), "    def __str__", `${count}\n    def __str__`);
    const file = join(project, "shop/migrations/0003_count.py");
    await writeFile(
      file,
      migration("0002_no_photo", 'migrations.AddField("product", "count", models.IntegerField())'),
    );
    await change(join(project, "shop/views.py"), "version two", "version three");
    const refused = await call("up", "--yes-irreversible");
    expect(refused.code).toBe(1);
    expect(refused.json.error).toMatchObject({ code: "MIGRATION_WOULD_FAIL", step: "migrate" });
    expect(refused.json.error.cause).toContain("shop.0003_count");
    expect(await page()).toContain("version two; products: tea, water");
    expect((await call("data", "points")).json.points).toHaveLength(3);
    await rm(file);
    await change(join(project, "shop/models.py"), `${count}\n`, "");
    const lifted = await call("up");
    expect(lifted.json, lifted.stdout).toMatchObject({ changed: true });
    expect(await page()).toContain("version three");
  });
});
