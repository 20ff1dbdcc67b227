import { existsSync } from "node:fs";
import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findDaemon, type Daemon } from "../../src/platform/daemon/client.ts";
import { takeLock } from "../../src/system/lock.ts";
import { change, createWorkbench, writeProject, type Called, type Workbench } from "./workbench.ts";

const week = 7 * 86_400_000;
const parts = {
  database: "market-stall-preview-a",
  bucket: "market-stall-preview-a-media",
  functions: ["market-stall-preview-a-web"],
};

describe("a stage that ends by itself", () => {
  let bench: Workbench;
  let project: string;
  let folder: string;

  const call = (...parameters: readonly string[]): Promise<Called> =>
    bench.call(project, ...parameters, "--json");
  const daemon = async (): Promise<Daemon> => {
    const found = await findDaemon(folder);
    if (found === undefined) throw new Error("no background process");
    return found;
  };
  const stages = (): Promise<readonly string[]> => readdir(join(folder, "stages"));
  /** Databases and buckets of the project. */
  const held = async (): Promise<readonly string[]> => {
    const { url } = (await call("status")).json.endpoints.postgres;
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ datname: string }>(
      "SELECT datname FROM pg_database WHERE starts_with(datname, 'market-stall') ORDER BY 1",
    );
    await client.end();
    const buckets = await readdir(join(folder, "storage/buckets"));
    return [...rows.map(({ datname }) => datname), ...buckets.toSorted()];
  };
  const only = (...names: readonly string[]): readonly string[] => [
    ...names.map((name) => `market-stall-${name}`),
    ...names.map((name) => `market-stall-${name}-media`),
  ];
  /** Ends the background process, as a machine does that is switched off, and sets a stage's written times back. */
  const sleep = async (stage: string, forMs: number): Promise<void> => {
    const running = await findDaemon(folder);
    if (running !== undefined) {
      process.kill(running.address.pid, "SIGTERM");
      await expect.poll(() => existsSync(join(folder, "daemon.lock")), { timeout: 30_000 }).toBe(false);
    }
    const file = join(folder, "stages", stage, "expiry.json");
    const expiry = JSON.parse(await readFile(file, "utf8")) as { readonly liftedAt: string };
    const before = (time: string): string => new Date(Date.parse(time) - forMs).toISOString();
    await writeFile(file, JSON.stringify({ ...expiry, liftedAt: before(expiry.liftedAt) }));
    const requests = join(folder, "stages", stage, "last-request");
    if (existsSync(requests))
      await writeFile(requests, `${before((await readFile(requests, "utf8")).trim())}\n`);
  };

  beforeAll(async () => {
    bench = await createWorkbench();
    project = join(bench.folder, "market-stall");
    folder = join(bench.state, "monolift/projects/market-stall");
    await writeProject(project);
    await writeFile(
      join(project, "monolift.toml"),
      'name = "market-stall"\n\n[stages."preview-*"]\nprovider = "local"\nttl = "7d"\n',
    );
    const first = await call("up");
    expect(first.json, first.stdout).toMatchObject({ release: 1, expiresAt: null });
  });
  afterAll(() => bench.remove());

  it("says when it goes; its time begins anew with every up, and goes away with the key", async () => {
    const before = Date.now();
    const lifted = await call("up", "preview-a");
    expect(lifted.json, lifted.stdout).toMatchObject({ stage: "preview-a", release: 1 });
    const expiresAt = Date.parse(lifted.json.expiresAt);
    expect(expiresAt).toBeGreaterThan(before + week);
    expect((await call("status", "preview-a")).json.expiresAt).toBe(lifted.json.expiresAt);
    expect((await call("list")).json.stages).toMatchObject([
      { stage: "local", expiresAt: null },
      { stage: "preview-a", expiresAt: lifted.json.expiresAt },
    ]);
    const again = await call("up", "preview-a");
    expect(again.json).toMatchObject({ changed: false });
    expect(Date.parse(again.json.expiresAt)).toBeGreaterThan(expiresAt);

    const file = join(project, "monolift.toml");
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace('"7d"', '"1h"'));
    const shorter = await call("up", "preview-a");
    expect(shorter.json).toMatchObject({ changed: false });
    expect(Date.parse(shorter.json.expiresAt)).toBeLessThan(Date.now() + 3_600_001);
    await writeFile(file, text.replace('ttl = "7d"', ""));
    expect((await call("up", "preview-a")).json).toMatchObject({ changed: false, expiresAt: null });
    await writeFile(file, text);
  });

  it("lives on with every request", async () => {
    await call("up", "preview-a");
    await sleep("preview-a", week - 60_000);
    const { json } = await call("up");
    expect(json).toMatchObject({ changed: false });
    const { url } = (await call("status", "preview-a")).json;
    expect((await fetch(url)).status).toBe(200);
    await expect
      .poll(async () => Date.parse((await call("status", "preview-a")).json.expiresAt) - Date.now())
      .toBeGreaterThan(week);
  });

  it("is ended by the next command after weeks in which nothing ran, which says what went", async () => {
    await call("up", "preview-ab");
    await sleep("preview-a", 3 * week);
    const listed = await call("list");
    expect(listed.json.stages.map(({ stage }: { stage: string }) => stage)).toEqual(["local", "preview-ab"]);
    expect(listed.json.notices).toEqual([
      {
        code: "STAGE_EXPIRED",
        facts: expect.objectContaining({
          name: "market-stall",
          stage: "preview-a",
          ttlSeconds: week / 1000,
          data: expect.objectContaining({ rows: expect.any(Number) as number, objects: 0 }) as object,
        }) as object,
      },
    ]);
    expect(listed.json.notices[0].facts.data.rows).toBeGreaterThan(0);
    expect(listed.stderr).toContain("market-stall/preview-a");
    // What did not run before does not run afterwards.
    expect(await findDaemon(folder)).toBeUndefined();
    expect((await call("list")).json.notices).toEqual([]);
    const gone = await call("status", "preview-a");
    expect(gone).toMatchObject({ code: 1, json: { error: { code: "NEVER_LIFTED" } } });
    await call("up");
    expect(await held()).toEqual(only("local", "preview-ab"));
    expect(existsSync(join(folder, "logs/market-stall-preview-a-web.jsonl"))).toBe(false);
  });

  it("goes without anybody's doing while the background process runs, and not while an up is under way", async () => {
    await call("up", "preview-a");
    const lock = await takeLock(join(folder, "up.lock"), {
      onWait: () => undefined,
      signal: new AbortController().signal,
    });
    try {
      const renewed = await (await daemon()).call("renew", { stage: "preview-a", ttlSeconds: 1, parts });
      const over = Date.parse(renewed.expiresAt ?? "") + 200;
      await expect.poll(() => Date.now(), { timeout: 10_000 }).toBeGreaterThan(over);
      expect(await stages()).toEqual(["local", "preview-a", "preview-ab"]);
      // A request that comes too late gives it no new life.
      const { json } = await call("list");
      expect((await fetch(json.stages[1].url)).status).toBe(200);
      expect(existsSync(join(folder, "stages/preview-a/last-request"))).toBe(false);
    } finally {
      await lock.release();
    }
    await (await daemon()).call("renew", { stage: "preview-a", ttlSeconds: 1, parts });
    await expect.poll(stages, { timeout: 20_000 }).toEqual(["local", "preview-ab"]);
    expect(await held()).toEqual(only("local", "preview-ab"));
    // Whoever looks next is told.
    const late = await call("status", "preview-a");
    expect(late).toMatchObject({ code: 1, json: { error: { code: "NEVER_LIFTED" } } });
  });

  it("waits for a canary and for dev", async () => {
    const file = join(project, "monolift.toml");
    const text = await readFile(file, "utf8");
    await call("up", "preview-a");
    await writeFile(file, `${text}release.canary = "10% 10m"\n`);
    await change(join(project, "shop/views.py"), "version one", "version two");
    expect((await call("up", "preview-a")).json).toMatchObject({ canary: { percent: 10 } });
    await (await daemon()).call("renew", { stage: "preview-a", ttlSeconds: 1, parts });
    const overSince = async (): Promise<number> =>
      Date.now() - Date.parse((await call("status", "preview-a")).json.expiresAt);
    await expect.poll(overSince, { timeout: 20_000 }).toBeGreaterThan(0);
    expect((await call("list")).json.notices).toEqual([]);
    await writeFile(file, text);
    const working = await takeLock(join(folder, "dev-preview-a.lock"), {
      onWait: () => undefined,
      signal: new AbortController().signal,
    });
    expect((await call("rollback", "preview-a")).json).toMatchObject({ to: 1 });
    expect((await call("list")).json.notices).toEqual([]);
    await working.release();
    expect((await call("list")).json.notices).toMatchObject([{ facts: { stage: "preview-a" } }]);
    expect(await held()).not.toContain("market-stall-preview-a");
  });

  it("goes too while it is stopped, and when the project's folder is gone", async () => {
    expect((await call("stop", "preview-ab")).json).toMatchObject({ stopped: true });
    await sleep("preview-ab", 3 * week);
    await rename(project, `${project}-elsewhere`);
    const status = await bench.call(bench.folder, "status", "market-stall/preview-ab", "--json");
    expect(status).toMatchObject({ code: 1, json: { error: { code: "STAGE_EXPIRED" } } });
    await rename(`${project}-elsewhere`, project);
    expect(await stages()).toEqual(["local"]);
  });

  it("leaves nothing of the project when it was the last one", async () => {
    await call("up", "preview-a");
    await call("down", "local", "--delete-data");
    await (await daemon()).call("renew", { stage: "preview-a", ttlSeconds: 1, parts });
    await expect.poll(() => existsSync(folder), { timeout: 30_000 }).toBe(false);
    expect(existsSync(bench.state)).toBe(true);
    expect(existsSync(join(bench.state, "monolift"))).toBe(false);

    await call("up", "preview-a");
    await sleep("preview-a", 3 * week);
    const lifted = await call("up", "preview-a");
    expect(lifted.json).toMatchObject({ stage: "preview-a", release: 1, changed: true });
    expect(lifted.json.notices.map(({ code }: { code: string }) => code)).toContain("STAGE_EXPIRED");
  });
});
