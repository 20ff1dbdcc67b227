import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { change, createWorkbench, writeProject, type Started, type Workbench } from "./workbench.ts";

const text = async (url: string): Promise<string> => (await fetch(url)).text();

describe("monolift dev", () => {
  let bench: Workbench;
  let project: string;
  let url: string;
  let dev: Started;

  const start = async (): Promise<void> => {
    dev = bench.start(project, "dev", "--json");
    ({ url } = await dev.printed({ type: "watching" }));
  };

  beforeAll(async () => {
    bench = await createWorkbench();
    project = join(bench.folder, "dev-shop");
    await writeProject(project);
    await start();
  });
  afterAll(async () => {
    dev.kill("SIGINT");
    await dev.finished;
    await bench.remove();
  });

  it("tells of each request what it was answered, by whom, and what it took", async () => {
    await fetch(`${url}/where/?a=1`);
    const asked = await dev.printed({ type: "request" });
    expect(asked.request).toMatchObject({
      method: "GET",
      target: "/where/?a=1",
      status: 200,
      by: "function",
      function: "web",
      problem: null,
    });
    expect(asked.request.memoryMb).toBeGreaterThan(10);
    await fetch(`${url}/static/shop/shop.css`);
    expect((await dev.printed({ type: "request" })).request).toMatchObject({ by: "static", status: 200 });
  });

  it("passes on what the application prints, with the lines of the project's own files", async () => {
    await change(join(project, "shop/views.py"), "def where(request):", "def where(request):\n    1 / 0");
    await dev.printed({ type: "reloaded" });
    expect((await fetch(`${url}/where/`)).status).toBe(500);
    const { record } = await dev.printed({ type: "log" });
    expect(record.message).toContain(`${join(project, "shop/views.py")}", line`);
    await change(join(project, "shop/views.py"), "\n    1 / 0", "");
    await dev.printed({ type: "reloaded" });
  });

  it("serves changed code at once, without a release", async () => {
    await change(join(project, "shop/views.py"), "version one", "version two");
    const reloaded = await dev.printed({ type: "reloaded" });
    expect(reloaded).toMatchObject({ files: ["shop/views.py"], release: null });
    expect(await text(url)).toBe("version two; products: ");
    const { json } = await bench.call(project, "releases", "--json");
    expect(json.releases).toHaveLength(1);
  });

  it("serves a changed style sheet", async () => {
    await change(join(project, "shop/static/shop/shop.css"), "teal", "navy");
    await dev.printed({ type: "reloaded" });
    expect(await text(`${url}/static/shop/shop.css`)).toContain("navy");
  });

  it("explains code that does not start, serves what was there on, and tries the next change", async () => {
    await change(join(project, "shop/views.py"), "import os", "import oz");
    const refused = await dev.printed({ type: "not-reloaded" });
    expect(refused).toMatchObject({ files: ["shop/views.py"], error: { code: "BOOT_FAILED" } });
    expect(refused.error.detail).toContain(`${join(project, "shop/views.py")}", line 1`);
    expect(refused.error.detail).not.toContain("importlib");
    expect(await text(url)).toBe("version two; products: ");
    await change(join(project, "shop/views.py"), "import oz", "import os  # again");
    expect(await dev.printed({ type: "reloaded" })).toMatchObject({ release: null });
  });

  it("says what is wrong with the file, and goes on", async () => {
    await writeFile(join(project, "monolift.toml"), 'nmae = "dev-shop"\n');
    expect(await dev.printed({ type: "not-reloaded" })).toMatchObject({
      error: { code: "CONFIG_UNKNOWN_KEY" },
    });
    await writeFile(join(project, "monolift.toml"), 'name = "dev-shop"\n');
    await change(join(project, "shop/views.py"), "# again", "# once more");
    await dev.printed({ type: "reloaded" });
  });

  it("lifts a release where a migration came, and applies it", async () => {
    await change(join(project, "shop/models.py"), "max_length=100)", "max_length=120)");
    await dev.printed({ type: "reloaded", release: null });
    await bench.call(project, "run", "--", "makemigrations", "shop");
    expect(await dev.printed({ type: "reloaded" })).toMatchObject({ release: 2 });
    const { json } = await bench.call(project, "run", "--json", "--", "showmigrations", "--plan", "shop");
    expect(json.stdout).not.toContain("[ ]");
  });

  it("does not look at what no bundle carries", async () => {
    await mkdir(join(project, "node_modules"), { recursive: true });
    await writeFile(join(project, "node_modules/one.js"), "");
    await writeFile(join(project, "db.sqlite3"), "");
    await change(join(project, "shop/views.py"), "# once more", "# at last");
    expect(await dev.printed({ type: "reloaded" })).toMatchObject({ files: ["shop/views.py"] });
  });

  it("refuses to run twice", async () => {
    const second = await bench.call(project, "dev", "--json");
    expect(second.code).toBe(1);
    expect(second.json).toMatchObject({ error: { code: "DEV_RUNNING" } });
  });

  it("leaves the release serving when it is killed, and can begin again", async () => {
    await change(join(project, "shop/views.py"), "version two", "version three");
    await dev.printed({ type: "reloaded" });
    expect(await text(url)).toBe("version three; products: ");
    dev.kill("SIGKILL");
    const { stdout } = await dev.finished;
    // Why the code of before did not start was told once, in one piece.
    expect(stdout.match(/No module named 'oz'/g)).toHaveLength(2);
    expect(stdout).not.toContain("could not be loaded");
    await expect.poll(() => text(url), { timeout: 10_000 }).toBe("version two; products: ");
    await start();
    expect(await text(url)).toBe("version three; products: ");
  });

  it("ends with ^C, and says what is served then", async () => {
    await change(join(project, "shop/views.py"), "version three", "version four");
    await dev.printed({ type: "reloaded" });
    dev.kill("SIGINT");
    const { code, stdout } = await dev.finished;
    expect(code).toBe(130);
    expect(JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({
      type: "ended",
      name: "dev-shop",
      stage: "local",
      reloads: 1,
      isAhead: true,
    });
    expect(await text(url)).toBe("version three; products: ");
    const kept = join(bench.state, "monolift/projects/dev-shop");
    expect(existsSync(join(kept, "stages/local/static/dev"))).toBe(false);
    expect(existsSync(join(kept, "dev-local.lock"))).toBe(false);
  });
});
