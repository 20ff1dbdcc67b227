import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runProgram } from "../../src/system/processes.ts";
import { bucketName } from "../../src/providers/aws/names.ts";
import { change, createWorkbench, writeProject, type Called, type Workbench } from "../lift/workbench.ts";
import { loadContract } from "../neon/contract.ts";
import { startFakeNeon, type FakeNeon } from "../neon/fake-neon.ts";
import { startNeonDoor, type NeonDoor } from "../neon/neon-door.ts";
import { usePostgres } from "../platform/use-postgres.ts";
import { inventory } from "./inventory.ts";
import { useMinistack } from "./use-ministack.ts";

const photo = '    photo = models.FileField(upload_to="photos/", blank=True)\n';
const noPhoto = `from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [migrations.RemoveField("product", "photo")]
`;
const file = `name = "shop"

[stages.production]
provider = "aws"
region = "us-east-1"
database = "neon"

[stages."preview-*"]
provider = "aws"
region = "us-east-1"
database = "neon"

[stages.outside]
provider = "aws"
region = "us-east-1"
database = "url"
`;

describe("stages on AWS with a database at Neon", () => {
  const { postgres } = usePostgres();
  const { ministack } = useMinistack();
  let neon: FakeNeon;
  let door: NeonDoor;
  let bench: Workbench;
  let project: string;

  const call = (...parameters: readonly string[]): Promise<Called> =>
    bench.call(project, ...parameters, "--json");
  /** What a line of Python prints in the function of a stage. */
  const python = async (stage: string, code: string): Promise<string> => {
    const { json, stderr } = await bench.call(project, "run", stage, "--json", "--", "shell", "-c", code);
    expect(json, stderr).toMatchObject({ exitCode: 0 });
    return json.stdout.trim().split("\n").at(-1);
  };
  const products = (stage: string): Promise<string> =>
    python(
      stage,
      "from shop.models import Product; print(*Product.objects.order_by('pk').values_list('name', flat=True))",
    );
  const add = (stage: string, name: string): Promise<string> =>
    python(stage, `from shop.models import Product; print(Product.objects.create(name="${name}"))`);
  const branches = (): readonly string[] =>
    neon.account.projects.flatMap((one) => one.branches.map(({ name }) => name)).toSorted();

  beforeAll(async () => {
    neon = await startFakeNeon(
      {
        create: (database) => postgres().ensureDatabase(database),
        copy: (from, to) => postgres().copyDatabase(from, to),
        drop: (database) => postgres().dropDatabase(database),
      },
      loadContract(),
    );
    door = await startNeonDoor(neon.account, (database) => postgres().databaseUrl(database));
    Object.assign(neon.account, { door, looks: 0 });
    const { key, endpoint } = neon.options;
    Object.assign(process.env, ministack().environment, { NEON_API_KEY: key.value, NEON_API_HOST: endpoint });
    bench = await createWorkbench();
    project = join(bench.folder, "shop");
    await writeProject(project);
    await writeFile(join(project, "monolift.toml"), file);
  });
  afterAll(async () => {
    await bench?.remove();
    await door?.stop();
    await neon?.stop();
  });

  it("are lifted with a branch of their own, which the function reaches by its password", async () => {
    const lifted = await call("up", "production");
    expect(lifted.json, lifted.stderr).toMatchObject({ release: 1, changed: true });
    expect(branches()).toEqual(["monolift/empty", "production"]);
    await add("production", "tea");
    expect(await products("production")).toBe("tea");
    expect(door.faults).toEqual([]);
  });

  it("begin as a copy of another one: rows, uploaded files and secrets, but neither key nor password", async () => {
    const aws = ministack().connect();
    const s3 = aws.client(S3Client);
    const media = (stage: string): string => bucketName({ project: "shop", stage }, "media", aws);
    await s3.send(
      new PutObjectCommand({ Bucket: media("production"), Key: "photos/tea.txt", Body: "leaves" }),
    );
    await bench.pipe("from production", project, "secrets", "set", "PAYMENT_KEY", "production");
    const lifted = await call("up", "preview-1", "--from", "production");
    expect(lifted.json, lifted.stderr).toMatchObject({ release: 1, changed: true });
    expect(lifted.json.notices).toContainEqual({
      code: "SECRETS_COPIED",
      facts: { stage: "preview-1", from: "production", names: ["PAYMENT_KEY"] },
    });
    expect(lifted.json.steps).toContainEqual(
      expect.objectContaining({
        name: "data",
        facts: expect.objectContaining({ copyOf: "production", objects: 1 }),
      }),
    );
    expect(await products("preview-1")).toBe("tea");
    const { Body } = await s3.send(
      new GetObjectCommand({ Bucket: media("preview-1"), Key: "photos/tea.txt" }),
    );
    expect(await Body?.transformToString()).toBe("leaves");
    const own =
      "import os; print(os.environ['PAYMENT_KEY'], os.environ['SECRET_KEY'], os.environ['DATABASE_URL'])";
    const [copy, source] = [
      await python("preview-1", own),
      await python("production", own.replace("PAYMENT_KEY", "HOME")),
    ];
    const [payment, ownWord] = [copy.slice(0, "from production".length), copy.split(" ").slice(-2)];
    expect(payment).toBe("from production");
    expect(
      source
        .split(" ")
        .slice(-2)
        .filter((one) => ownWord.includes(one)),
    ).toEqual([]);
    await add("preview-1", "only here");
    expect(await products("production")).toBe("tea");
  });

  it.each([
    ["preview-1", "production", "STAGE_HAS_DATA"],
    ["preview-2", "preview-2", "FROM_ITSELF"],
    ["preview-2", "staging", "FROM_UNKNOWN_STAGE"],
    ["preview-2", "local", "FROM_OTHER_PROVIDER"],
    ["local", "production", "FROM_OTHER_PROVIDER"],
    ["outside", "production", "COPY_NOT_OFFERED"],
    ["preview-2", "./db.sqlite3", "ROWS_FILE_MISSING"],
  ])("refuse to begin %s from %s: %s", async (stage, from, code) => {
    const refused = await call("up", stage, "--from", from);
    expect(refused.json, refused.stderr).toMatchObject({ error: { code } });
    expect(refused.json.error.cause).toContain(
      code === "FROM_UNKNOWN_STAGE" ? "preview-1, production" : from,
    );
    expect(branches()).toEqual(["monolift/empty", "preview-1", "production"]);
  });

  it("take the rows of a SQLite file along, brought in by this machine", async () => {
    // Django's own SQLite settings, without Monolift: the rows that a project has been living on.
    const make = [
      "import django, os",
      "os.environ['DJANGO_SETTINGS_MODULE'] = 'site_of_shop.settings'",
      "django.setup()",
      "from django.core.management import call_command",
      "call_command('migrate', verbosity=0)",
      "from shop.models import Product",
      "Product.objects.create(id=41, name='coffee')",
    ].join("\n");
    const program = [process.env["MONOLIFT_TEST_PYTHON"] ?? "python3", "-c", make];
    const env = { PATH: process.env["PATH"], PYTHONPATH: project };
    const made = await runProgram(program, { cwd: project, env });
    expect(made.code, made.stderr).toBe(0);
    const lifted = await call("up", "preview-2", "--from", "./db.sqlite3");
    expect(lifted.json, lifted.stderr).toMatchObject({ release: 1 });
    expect(await products("preview-2")).toBe("coffee");
    const next = "from shop.models import Product; print(Product.objects.create(name='milk').pk)";
    expect(await python("preview-2", next)).toBe("42");
    const again = await call("up", "preview-2", "--from", "./db.sqlite3");
    expect(again.json, again.stderr).toMatchObject({
      error: { code: "ROWS_STAGE_HAS_ROWS", step: "rows" },
    });
  });

  it("keep the rows before a migration that cannot be undone", async () => {
    await change(join(project, "shop/models.py"), photo, "");
    await writeFile(join(project, "shop/migrations/0002_no_photo.py"), noPhoto);
    const refused = await call("up", "production");
    expect(refused.json, refused.stderr).toMatchObject({ error: { code: "MIGRATION_NEEDS_CONSENT" } });
    const lifted = await call("up", "production", "--yes-irreversible");
    expect(lifted.json, lifted.stderr).toMatchObject({ release: 3 });
    expect(lifted.json.notices).toContainEqual({
      code: "RESTORE_POINT_MADE",
      facts: { id: 1, stage: "production", hasFiles: false },
    });
    const { json } = await call("data", "points", "production");
    expect(json).toMatchObject({ points: [{ id: 1, reason: "migration", release: 1, hasFiles: false }] });
    expect(branches()).toContain("production/point-1");
  });

  it("go back to them, say that the code no longer fits, and are migrated by the next up though nothing has changed", async () => {
    await add("production", "water");
    const restored = await call("data", "restore", "production", "--yes");
    expect(restored.json, restored.stderr).toMatchObject({
      restored: { id: 1 },
      keptAs: 2,
      live: 3,
      fits: false,
      canReturn: true,
    });
    const again = await call("up", "production", "--yes-irreversible");
    expect(again.json, again.stderr).toMatchObject({ changed: true });
    expect(await products("production")).toBe("tea");
    const { json } = await call("data", "points", "production");
    expect(json.points).toMatchObject([
      { id: 3, reason: "migration" },
      { id: 2, reason: "restore", release: 3 },
      { id: 1, reason: "migration", release: 1 },
    ]);
    const undone = await call("data", "restore", "production", "--to", "2", "--yes");
    expect(undone.json, undone.stderr).toMatchObject({ keptAs: 4, fits: true });
    expect(await products("production")).toBe("tea water");
    const same = await call("up", "production");
    expect(same.json, same.stderr).toMatchObject({ changed: false });
  });

  it("are carried through a folder, with what they hold of rows and files", async () => {
    const exported = await call("data", "export", "kept", "production");
    expect(exported.json, exported.stderr).toMatchObject({ objects: 1, mediaBytes: 6 });
    expect(await readFile(join(project, "kept/media/photos/tea.txt"), "utf8")).toBe("leaves");
    await add("production", "ink");
    const refused = await call("data", "import", "kept", "production");
    expect(refused.json, refused.stderr).toMatchObject({ error: { code: "IMPORT_STAGE_HAS_DATA" } });
    const brought = await call("data", "import", "kept", "production", "--replace");
    expect(brought.json, brought.stderr).toMatchObject({ restorePoint: 5, objects: 1 });
    expect(await products("production")).toBe("tea water");
  });

  it("never get an empty database in the place of one that is gone", async () => {
    const [at] = neon.account.projects;
    const lost = at?.branches.find(({ name }) => name === "preview-1");
    if (at === undefined || lost === undefined) throw new Error("preview-1 has a branch");
    await neon.account.removeBranch(at, lost);
    const refused = await call("up", "preview-1", "--yes-irreversible");
    expect(refused.json, refused.stderr).toMatchObject({ error: { code: "DATABASE_GONE", step: "data" } });
    expect(branches()).not.toContain("preview-1");
    const empty = await call("up", "preview-1", "--new-empty", "--yes-irreversible");
    expect(empty.json, empty.stderr).toMatchObject({ changed: true });
    const count = "from shop.models import Product; print(Product.objects.count())";
    expect(await python("preview-1", count)).toBe("0");
  });

  it("leave nothing at Neon nor on AWS when they are taken down", async () => {
    for (const stage of ["preview-1", "production", "preview-2"]) {
      const ended = await call("down", stage, "--delete-data");
      expect(ended.json, ended.stderr).toMatchObject({ deletedData: true, left: [] });
    }
    expect(neon.account.projects).toEqual([]);
    expect(await inventory(ministack())).toEqual([]);
    expect([...neon.faults, ...door.faults]).toEqual([]);
  });
});
