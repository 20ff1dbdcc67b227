import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inParallel } from "../../src/providers/aws/data/in-parallel.ts";
import { createWorkbench, writeProject, type Called, type Workbench } from "../lift/workbench.ts";
import { usePostgres } from "../platform/use-postgres.ts";
import { parameterNames } from "./faults/census.ts";
import { inventory } from "./inventory.ts";
import { startMinistack, type Ministack } from "./ministack.ts";

const stages = Array.from({ length: 20 }, (_, index) => `preview-${index + 1}`);
/** Calls of the command line at one time: as many as there are cores. */
const together = 2;

describe("twenty stages of one project on AWS, side by side", () => {
  const { postgres, query } = usePostgres();
  let ministack: Ministack;
  let bench: Workbench;
  let project: string;
  const urls = new Map<string, string>();
  const keys = new Map<string, string>();

  const call = (verb: string, stage: string, ...flags: readonly string[]): Promise<Called> =>
    bench.call(project, verb, stage, ...flags, "--json");
  const page = async (stage: string): Promise<string> => {
    const answer = await ministack.ask(`${urls.get(stage)}/`);
    return answer.text();
  };

  beforeAll(async () => {
    ministack = await startMinistack();
    bench = await createWorkbench({ environment: ministack.environment });
    project = join(bench.folder, "shop");
    await writeSmallProject(project);
  });
  afterAll(async () => {
    await bench?.remove();
    await ministack?.stop();
  });

  it("are lifted by one file, two at a time, and none waits for another", { timeout: 600_000 }, async () => {
    const lifted: Called[] = [];
    await inParallel(stages, together, async (stage) => {
      await postgres().ensureDatabase(stage);
      const address = postgres().databaseUrl(stage);
      await bench.pipe(address, project, "secrets", "set", "DATABASE_URL", stage, "--json");
      const ended = await call("up", stage);
      lifted.push(ended);
      urls.set(stage, String(ended.json?.url));
    });
    expect(lifted.filter(({ code }) => code !== 0).map(({ json }) => json.error)).toEqual([]);
    expect(lifted.filter(({ stderr }) => /waiting|waits/i.test(stderr)).map(({ stderr }) => stderr)).toEqual(
      [],
    );
    expect(new Set(urls.values()).size).toBe(stages.length);
  });

  it("are served at their own addresses, with their own databases and keys", async () => {
    for (const stage of stages) {
      await query(stage, `INSERT INTO shop_product (name, photo) VALUES ('of ${stage}', '')`);
      const [said = "", key = ""] = (await page(stage)).split("; key: ");
      expect(said).toBe(`version one; products: of ${stage}`);
      keys.set(stage, key);
    }
    expect(new Set(keys.values()).size).toBe(stages.length);
  });

  it("have their own parameters", async () => {
    const aws = ministack.connect();
    const names = await parameterNames(aws);
    aws.close();
    const wanted = stages.flatMap((stage) =>
      ["own", "secrets"].map((name) => `/monolift/shop/${stage}/${name}`),
    );
    expect(names).toEqual(expect.arrayContaining(wanted));
  });

  it("are touched by no verb for a stage of another project whose names run together with theirs", async () => {
    const other = join(bench.folder, "other");
    await cp(project, other, { recursive: true });
    const table = 'provider = "aws"\nregion = "us-east-1"\ndatabase = "url"\n';
    await writeFile(join(other, "monolift.toml"), `name = "shop-preview"\n\n[stages.1]\n${table}`);
    const before = await inventory(ministack);
    for (const verb of [["up"], ["status"], ["rollback"], ["down", "--delete-data"]]) {
      const [name = "", ...flags] = verb;
      const refused = await bench.call(other, name, "1", ...flags, "--json");
      expect(refused.json, refused.stderr).toMatchObject({ error: { code: "STAGE_NAMES_RUN_TOGETHER" } });
      expect(refused.json.error.cause).toContain("shop/preview-1");
    }
    expect(await inventory(ministack)).toEqual(before);
    expect(await page("preview-1")).toContain("of preview-1");
  });

  it("leave each other alone when one of them ends", async () => {
    const [first = "", ...others] = stages;
    const before = await inventory(ministack);
    const ended = await call("down", first, "--delete-data");
    expect(ended.json, ended.stderr).toMatchObject({ left: [] });
    const isOfFirst = (one: string): boolean => new RegExp(`${first}(?!\\d)`).test(one);
    expect(before.some(isOfFirst)).toBe(true);
    expect(await inventory(ministack)).toEqual(before.filter((one) => !isOfFirst(one)));
    for (const stage of others) expect(await page(stage)).toContain(`of ${stage}; key: ${keys.get(stage)}`);
  });

  it("leave nothing when all of them have ended", { timeout: 300_000 }, async () => {
    await inParallel(stages.slice(1), together, async (stage) => {
      const ended = await call("down", stage, "--delete-data");
      expect(ended.json, ended.stderr).toMatchObject({ left: [] });
    });
    expect(await inventory(ministack)).toEqual([]);
  });
});

/** The small project without what it does not use, so that twenty of it start in little time; its page tells of its key. */
async function writeSmallProject(folder: string): Promise<void> {
  await writeProject(folder);
  const settings = join(folder, "site_of_shop/settings.py");
  const unused =
    /^ .*django\.(?:contrib\.(?!staticfiles)|middleware\.csrf|template\.context_processors\.auth).*\n/gm;
  await writeFile(settings, (await readFile(settings, "utf8")).replaceAll(unused, ""));
  const routes = join(folder, "site_of_shop/urls.py");
  await writeFile(
    routes,
    'from django.urls import include, path\n\nurlpatterns = [path("", include("shop.urls"))]\n',
  );
  await writeFile(join(folder, "shop/admin.py"), "");
  const views = join(folder, "shop/views.py");
  const text = await readFile(views, "utf8");
  await writeFile(
    views,
    `import hashlib\n\nfrom django.conf import settings\n${text.replace(
      "products: {names}",
      "products: {names}; key: {hashlib.sha256(settings.SECRET_KEY.encode()).hexdigest()}",
    )}`,
  );
  await writeFile(
    join(folder, "monolift.toml"),
    'name = "shop"\n\n[stages."preview-*"]\nprovider = "aws"\nregion = "us-east-1"\ndatabase = "url"\n',
  );
}
