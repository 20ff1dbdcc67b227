import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { GetFunctionUrlConfigCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addReports } from "../lift/reports-app.ts";
import { createWorkbench, writeProject, type Called, type Workbench } from "../lift/workbench.ts";
import { usePostgres } from "../platform/use-postgres.ts";
import { inventory } from "./inventory.ts";
import { startMinistack, type Ministack } from "./ministack.ts";

const table = '[isolate.documents]\napp = "reports"\nmemory = 512\n\n';
const stage = '[stages.production]\nprovider = "aws"\nregion = "us-east-1"\ndatabase = "url"\n';

describe("requests with a function of their own on AWS", () => {
  const { postgres } = usePostgres();
  let ministack: Ministack;
  let bench: Workbench;
  let project: string;
  let url: string;

  const call = async (...parameters: readonly string[]): Promise<Called> => {
    const called = await bench.call(project, ...parameters, "--json");
    expect(called.code, called.stdout + called.stderr).toBe(0);
    return called;
  };
  const isolate = (tables: string): Promise<void> =>
    writeFile(join(project, "monolift.toml"), `name = "shop"\n\n${tables}${stage}`);
  /** Asks the function itself, as CloudFront does whose program at the edge leads there; the emulator runs no such program. */
  const document = async (): Promise<string> => {
    const aws = ministack.connect();
    try {
      const found = { FunctionName: "shop-production-documents", Qualifier: "live" };
      const { FunctionUrl = "" } = await aws
        .client(LambdaClient)
        .send(new GetFunctionUrlConfigCommand(found));
      const { Parameter } = await aws
        .client(SSMClient)
        .send(new GetParameterCommand({ Name: "/monolift/shop/production/origin" }));
      const headers = { "x-monolift-origin": Parameter?.Value ?? "" };
      return (await ministack.ask(`${FunctionUrl}reports/7/pdf`, { headers })).text();
    } finally {
      aws.close();
    }
  };
  const page = async (): Promise<string> => (await ministack.ask(`${url}/reports/7/pdf`)).text();

  beforeAll(async () => {
    ministack = await startMinistack();
    bench = await createWorkbench({ environment: ministack.environment });
    project = join(bench.folder, "shop");
    await writeProject(project);
    await addReports(project);
    await postgres().ensureDatabase("shop");
    await isolate(table);
    await bench.pipe(postgres().databaseUrl("shop"), project, "secrets", "set", "DATABASE_URL", "production");
    ({ url } = (await call("up", "production")).json);
  });
  afterAll(async () => {
    await bench?.remove();
    await ministack?.stop();
  });

  it("are answered by it from the first release on", async () => {
    expect(await document()).toContain("7 by shop-production-documents with 512 MB; next: /reports/8/pdf");
    const { json } = await call("status", "production");
    const names = json.functions.map((one: { readonly name: string }) => one.name);
    expect(names).toEqual(expect.arrayContaining([expect.stringContaining("documents")]));
    expect((await call("up", "production")).json).toMatchObject({ changed: false });
  });

  it("go back to the whole application when the table is deleted, and its function goes", async () => {
    await isolate("");
    const { json } = await call("diff", "production");
    expect(json.doorRoutes).toEqual({ added: [], removed: ["/reports/** → function.documents"] });
    await call("up", "production");
    expect(await page()).toContain("by shop-production-web with 1024 MB");
    expect((await inventory(ministack)).filter((one) => one.includes("documents"))).toEqual([]);
  });

  it("have a function again after a rollback, and after the table is back", async () => {
    expect((await call("rollback", "production")).json).toMatchObject({ to: 1 });
    expect(await page()).toContain("by shop-production-web");
    await isolate(table);
    expect((await call("up", "production")).json).toMatchObject({ changed: true });
    expect(await document()).toContain("7 by shop-production-documents");
  });

  it("leave nothing", async () => {
    expect((await call("down", "production", "--delete-data")).json).toMatchObject({ left: [] });
    expect(await inventory(ministack)).toEqual([]);
  });
});
