import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { change, createWorkbench, type Workbench } from "../lift/workbench.ts";
import { usePostgres } from "../platform/use-postgres.ts";
import { startMinistack, type Ministack } from "./ministack.ts";

const blog = fileURLToPath(new URL("../../examples/blog", import.meta.url));

describe("a stage on AWS, on an emulator that runs functions", () => {
  const { postgres } = usePostgres();
  let ministack: Ministack;
  let bench: Workbench;
  let project: string;
  let url: string;

  beforeAll(async () => {
    ministack = await startMinistack();
    Object.assign(process.env, ministack.environment);
    bench = await createWorkbench();
    project = join(bench.folder, "blog");
    await cp(blog, project, { recursive: true });
    await writeFile(
      join(project, "monolift.toml"),
      'name = "blog"\n\n[stages.production]\nprovider = "aws"\nregion = "us-east-1"\ndatabase = "url"\n',
    );
    await postgres().ensureDatabase("blog");
    const kept = await bench.pipe(
      postgres().databaseUrl("blog"),
      project,
      "secrets",
      "set",
      "DATABASE_URL",
      "production",
    );
    expect(kept.code, kept.stderr).toBe(0);
  });
  afterAll(async () => {
    await bench?.remove();
    await ministack?.stop();
  });

  it("is lifted from nothing by one command, and served by the function through its door", async () => {
    const lifted = await bench.call(project, "up", "production", "--json");
    expect(lifted.json, lifted.stderr).toMatchObject({
      provider: "aws",
      stage: "production",
      release: 1,
      changed: true,
    });
    ({ url } = lifted.json);
    const page = await ministack.ask(url);
    expect(page.status, await page.clone().text()).toBe(200);
  });
});
