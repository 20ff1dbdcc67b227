import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { change, createWorkbench, writeProject, type Called, type Workbench } from "./workbench.ts";

describe("what the verbs say of what they cannot know, or of what is not as on AWS", () => {
  let bench: Workbench;
  let project: string;
  const call = (...parameters: readonly string[]): Promise<Called> =>
    bench.call(project, ...parameters, "--json");

  beforeAll(async () => {
    bench = await createWorkbench();
    project = join(bench.folder, "coffee-house");
    await writeProject(project);
  });
  afterAll(() => bench.remove());

  it("a limit that the first page runs into stands in the error, with the way out", async () => {
    const view = join(project, "shop/views.py");
    await change(view, "    names = ", "    open(__file__ + '.log', 'a')\n    names = ");
    const failed = await call("up");
    expect(failed.json?.error, failed.stdout).toMatchObject({ code: "HEALTH_FAILED", step: "health" });
    expect(failed.json.error.cause).toMatch(
      /a limit of Lambda's: .*coffee-house\/shop\/views.py.log cannot be written to.*Write to \/tmp/,
    );
    await change(view, "    open(__file__ + '.log', 'a')\n", "");
    expect((await call("up")).json).toMatchObject({ release: 1 });
  });

  it("status says how code is kept apart, as long as something runs that could be asked", async () => {
    expect(["namespace", "none"]).toContain((await call("status")).json.isolation);
    await call("stop");
    expect((await call("status")).json).toMatchObject({ state: "stopped", isolation: null });
  });

  it("down removes data that cannot be read, and says so; with the last project it names the cache", async () => {
    const folder = join(bench.state, "monolift/projects/coffee-house");
    await rm(join(folder, "postgres/cluster/global/pg_control"));
    const gone = await bench.call(project, "down", "--delete-data", "--json");
    expect(gone.json, gone.stdout).toMatchObject({
      data: null,
      unread: { code: "POSTGRES_DATA_DAMAGED", cause: expect.stringContaining(folder) as string },
      deletedData: true,
      left: [],
      cache: { path: join(bench.environment["XDG_CACHE_HOME"] ?? "", "monolift") },
    });
    expect(gone.json.cache.sizeBytes).toBeGreaterThan(1_000_000);
    expect(existsSync(folder)).toBe(false);
  });
});
