import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { GetObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mediaClient, type MediaEndpoint } from "../media-client.ts";
import { createWorkbench, writeProject, type Workbench } from "./workbench.ts";

interface Place {
  readonly url: string;
  readonly endpoints: {
    readonly postgres: { readonly database: string; readonly url: string };
    readonly media: MediaEndpoint;
  };
}

describe("two stages side by side", () => {
  let bench: Workbench;
  let project: string;
  let local: Place;
  let preview: Place;

  const call = (...parameters: readonly string[]) => bench.call(project, ...parameters, "--json");
  const page = async ({ url }: Place): Promise<string> => (await fetch(url)).text();
  const add = async (stage: string, name: string): Promise<void> => {
    const code =
      `from django.core.files.base import ContentFile; from shop.models import Product; ` +
      `p = Product(name="${name}"); p.photo.save("${name}.txt", ContentFile(b"of ${name}")); p.save()`;
    const { json, stderr } = await bench.call(project, "run", stage, "--json", "--", "shell", "-c", code);
    expect(json, stderr).toMatchObject({ exitCode: 0 });
  };
  const keysOf = async (reader: Place, owner: Place): Promise<readonly (string | undefined)[]> => {
    const listed = await mediaClient(reader.endpoints.media).send(
      new ListObjectsV2Command({ Bucket: owner.endpoints.media.bucket }),
    );
    return (listed.Contents ?? []).map(({ Key }) => Key);
  };
  /** Databases and buckets of the project. */
  const held = async (): Promise<readonly string[]> => {
    const client = new Client({ connectionString: local.endpoints.postgres.url });
    await client.connect();
    const { rows } = await client.query<{ datname: string }>(
      "SELECT datname FROM pg_database WHERE starts_with(datname, 'corner-shop') ORDER BY 1",
    );
    await client.end();
    const buckets = await readdir(join(bench.state, "monolift/projects/corner-shop/storage/buckets"));
    return [...rows.map(({ datname }) => datname), ...buckets.toSorted()];
  };

  beforeAll(async () => {
    bench = await createWorkbench();
    project = join(bench.folder, "corner-shop");
    await writeProject(project);
    await writeFile(
      join(project, "monolift.toml"),
      'name = "corner-shop"\n\n[stages."preview-*"]\nprovider = "local"\n',
    );
    const first = await call("up");
    expect(first.json, first.stdout).toMatchObject({ release: 1 });
    await add("local", "tea");
    const second = await call("up", "preview-a", "--from", "local");
    expect(second.json, second.stdout).toMatchObject({ stage: "preview-a", release: 1 });
    local = (await call("status")).json;
    preview = (await call("status", "preview-a")).json;
  });
  afterAll(() => bench.remove());

  it("have addresses, databases, buckets and keys of their own", () => {
    expect(preview.url).not.toBe(local.url);
    expect([local, preview].map(({ endpoints }) => endpoints.postgres.database)).toEqual([
      "corner-shop-local",
      "corner-shop-preview-a",
    ]);
    expect([local, preview].map(({ endpoints }) => endpoints.media.bucket)).toEqual([
      "corner-shop-local-media",
      "corner-shop-preview-a-media",
    ]);
    const [one, other] = [local.endpoints.media, preview.endpoints.media];
    expect(other.accessKeyId).not.toBe(one.accessKeyId);
    expect(other.secretAccessKey).not.toBe(one.secretAccessKey);
  });

  it("begin with the same rows and files, and then go their own ways", async () => {
    expect(await page(preview)).toContain("products: tea");
    expect(await keysOf(preview, preview)).toEqual(["photos/tea.txt"]);
    await add("preview-a", "coffee");
    await add("local", "water");
    expect(await page(local)).toContain("products: tea, water");
    expect(await page(preview)).toContain("products: coffee, tea");
    expect(await keysOf(local, local)).toEqual(["photos/tea.txt", "photos/water.txt"]);
    expect(await keysOf(preview, preview)).toEqual(["photos/coffee.txt", "photos/tea.txt"]);
  });

  it("may not read each other's files", async () => {
    await expect(keysOf(preview, local)).rejects.toMatchObject({ name: "AccessDenied" });
    const object = { Bucket: local.endpoints.media.bucket, Key: "photos/tea.txt" };
    await expect(
      mediaClient(preview.endpoints.media).send(new GetObjectCommand(object)),
    ).rejects.toMatchObject({
      name: "AccessDenied",
    });
  });

  it("are copied only into a stage that has nothing yet", async () => {
    const again = await call("up", "preview-a", "--from", "local");
    expect(again).toMatchObject({ code: 1, json: { error: { code: "STAGE_HAS_DATA" } } });
    expect(await page(preview)).toContain("products: coffee, tea");
  });

  it("move their rows and files as a folder, on request over what is there", async () => {
    const folder = join(bench.folder, "backup");
    const exported = await call("data", "export", folder);
    expect(exported.json, exported.stdout).toMatchObject({ stage: "local", folder, release: 1, objects: 2 });
    expect(await readFile(join(folder, "rows/shop_product.csv"), "utf8")).toMatch(/^id,name,photo\n/);
    expect(await readFile(join(folder, "media/photos/tea.txt"), "utf8")).toBe("of tea");
    const full = await call("data", "export", folder);
    expect(full).toMatchObject({ code: 1, json: { error: { code: "EXPORT_FOLDER_NOT_EMPTY" } } });

    const refused = await call("data", "import", folder, "preview-a");
    expect(refused).toMatchObject({ code: 1, json: { error: { code: "IMPORT_STAGE_HAS_DATA" } } });
    expect(await page(preview)).toContain("products: coffee, tea");
    const brought = await call("data", "import", folder, "preview-a", "--replace");
    expect(brought.json, brought.stdout).toMatchObject({
      stage: "preview-a",
      from: { project: "corner-shop", stage: "local" },
      rows: exported.json.rows,
      objects: 2,
      restorePoint: 2,
    });
    expect(await page(preview)).toContain("products: tea, water");
    expect(await keysOf(preview, preview)).toEqual(["photos/tea.txt", "photos/water.txt"]);
    // Numbers go on after those that came.
    await add("preview-a", "juice");
    expect(await page(preview)).toContain("products: juice, tea, water");
    expect(await page(local)).toContain("products: tea, water");
    expect(await held()).toContain("corner-shop-preview-a~2");
  });

  it("end one by one: nothing is left of the one, everything of the other", async () => {
    const file = join(project, "monolift.toml");
    const text = await readFile(file, "utf8");
    await writeFile(file, `${text}keep = true\n`);
    const kept = await call("down", "preview-a", "--delete-data");
    expect(kept).toMatchObject({ code: 1, json: { error: { code: "STAGE_IS_KEPT" } } });
    await writeFile(file, text);
    const down = await call("down", "preview-a", "--delete-data");
    expect(down.json, down.stdout).toMatchObject({ deletedData: true, left: [] });
    expect(down.json.removed).toContain("database corner-shop-preview-a~2");
    expect(await held()).toEqual(["corner-shop-local", "corner-shop-local-media"]);
    expect(await readdir(join(bench.state, "monolift/projects/corner-shop/stages"))).toEqual(["local"]);
    await expect(fetch(preview.url)).rejects.toThrow();
    await expect(keysOf(preview, local)).rejects.toMatchObject({ name: "InvalidAccessKeyId" });
    expect(await page(local)).toContain("products: tea, water");
    expect(await keysOf(local, local)).toEqual(["photos/tea.txt", "photos/water.txt"]);
  });
});
