import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addReports } from "./reports-app.ts";
import { createWorkbench, writeProject, type Called, type Workbench } from "./workbench.ts";

describe("requests with a function of their own", () => {
  let bench: Workbench;
  let project: string;
  let url: string;
  const call = (...parameters: readonly string[]): Promise<Called> =>
    bench.call(project, ...parameters, "--json");
  const up = async (): Promise<Called> => {
    const lifted = await call("up");
    url = lifted.json?.url ?? url;
    return lifted;
  };
  const page = async (path: string, init?: RequestInit): Promise<string> => {
    const answer = await fetch(`${url}${path}`, init);
    return answer.text();
  };
  const isolate = (tables: string): Promise<void> =>
    writeFile(join(project, "monolift.toml"), `name = "coffee-house"\n\n${tables}`);

  beforeAll(async () => {
    bench = await createWorkbench();
    project = join(bench.folder, "coffee-house");
    await writeProject(project);
    await addReports(project);
  });
  afterAll(() => bench.remove());

  it("are answered by it, with its measures, and everything else as ever", async () => {
    await isolate('[isolate.documents]\napp = "reports"\nmemory = 512\nconcurrency = 1\ntimeout = 5\n');
    const planned = await call("diff");
    expect(planned.json, planned.stdout).toMatchObject({
      doorRoutes: { added: ["/reports/** → function.documents"], removed: [] },
    });
    const lifted = await up();
    expect(lifted.json, lifted.stdout).toMatchObject({ release: 1 });
    expect(await page("/reports/7/pdf")).toBe(
      "7 by coffee-house-local-documents with 512 MB; next: /reports/8/pdf; home: /",
    );
    expect(await page("/")).toBe("version one; products: ");
    const { json } = await call("status");
    expect(json.functions).toMatchObject([
      { name: "coffee-house-local-web", memoryMb: 1024, concurrency: 10 },
      { name: "coffee-house-local-documents", memoryMb: 512, concurrency: 1, timeoutSeconds: 5 },
    ]);
  });

  it("take nothing from the others when they are many, and say where their limit is changed", async () => {
    const slow = page("/reports/slow/1500");
    const second = await fetch(`${url}/reports/7/pdf`, { headers: { accept: "application/json" } });
    expect(second.status).toBe(429);
    expect(await second.text()).toContain("[isolate.documents] concurrency");
    expect(await page("/")).toBe("version one; products: ");
    expect(await slow).toBe("done");
  });

  it("have logs of their own", async () => {
    await page("/reports/said");
    const { json } = await call("logs");
    const said = json.records.filter((one: { readonly message: string }) =>
      /a report was made/.test(one.message),
    );
    expect(said).toMatchObject([{ function: "coffee-house-local-documents" }]);
  });

  it("go back to the whole application when the table is deleted", async () => {
    await isolate("");
    const lifted = await up();
    expect(lifted.json, lifted.stdout).toMatchObject({ release: 2, changed: true });
    expect(await page("/reports/7/pdf")).toContain("by coffee-house-local-web with 1024 MB");
  });

  it("are served by it again after a rollback", async () => {
    expect((await call("rollback")).json).toMatchObject({ to: 1 });
    expect(await page("/reports/7/pdf")).toContain("by coffee-house-local-documents");
  });

  it("are led by method, and by the paths that the file names", async () => {
    await isolate('[isolate.written]\npath = "/reports/*/pdf"\nmethods = ["POST"]\n');
    expect((await up()).json).toMatchObject({ changed: true });
    expect(await page("/reports/7/pdf", { method: "POST" })).toContain("by coffee-house-local-written");
    expect(await page("/reports/7/pdf")).toContain("by coffee-house-local-web");
  });

  it("have to be requests that the application answers", async () => {
    await isolate('[isolate.documents]\nview = "report.views.*"\n');
    const failed = await up();
    expect(failed.code).toBe(1);
    expect(failed.json.error).toMatchObject({ code: "ISOLATE_MATCHES_NOTHING" });
    expect(failed.json.error.fix).toContain("reports.views.pdf");
    expect(await page("/reports/7/pdf")).toContain("by coffee-house-local-web");
  });
});
