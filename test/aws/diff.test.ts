import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { change, createWorkbench, type Called, type Workbench } from "../lift/workbench.ts";
import { usePostgres } from "../platform/use-postgres.ts";
import { startFaultyProxy, type FaultyProxy } from "./faulty-proxy.ts";
import { useMinistack } from "./use-ministack.ts";

const blog = fileURLToPath(new URL("../../examples/blog", import.meta.url));

/** Calls that change nothing. The function for commands is asked what its database has seen. */
const asking =
  /^[a-z0-9-]+\.(?:GET|HEAD) |\.(?:Get|List|Describe|Filter)|-manage\/response-streaming-invocations$/;

const file = (lines: string): string =>
  `name = "blog"\n\n[stages.production]\nprovider = "aws"\nregion = "us-east-1"\naccount = "000000000000"\n${lines}\n`;

describe("what up would do on AWS", () => {
  const { postgres } = usePostgres();
  const { ministack } = useMinistack();
  let proxy: FaultyProxy;
  let bench: Workbench;
  let project: string;

  const config = (text: string): Promise<void> => writeFile(join(project, "monolift.toml"), text);
  const up = (...flags: readonly string[]): Promise<Called> =>
    bench.call(project, "up", "production", "--json", ...flags);
  /** Fails where a call has changed something. */
  const diff = async (...flags: readonly string[]): Promise<Called> => {
    const before = proxy.arrived().length;
    const called = await bench.call(project, "diff", "production", "--json", ...flags);
    expect(
      proxy
        .arrived()
        .slice(before)
        .filter((call) => !asking.test(call)),
    ).toEqual([]);
    return called;
  };
  // oxlint-disable-next-line typescript/no-explicit-any -- what the command line has printed
  const stackOf = ({ json, stderr }: Called): readonly any[] => {
    expect(json?.stack, stderr).toBeInstanceOf(Array);
    return json.stack;
  };

  beforeAll(async () => {
    proxy = await startFaultyProxy(ministack().endpoint);
    Object.assign(process.env, ministack().environment, { AWS_ENDPOINT_URL: proxy.endpoint });
    bench = await createWorkbench();
    project = join(bench.folder, "blog");
    await cp(blog, project, { recursive: true });
    await config(file('database = "url"'));
    await postgres().ensureDatabase("blog");
    const address = postgres().databaseUrl("blog");
    await bench.pipe(address, project, "secrets", "set", "DATABASE_URL", "production");
  });
  afterAll(async () => {
    await bench?.remove();
    await proxy?.stop();
  });

  it("is everything before the first release, and what it will cost", async () => {
    const said = await diff();
    expect(said.json, said.stderr).toMatchObject({
      state: "never-lifted",
      release: null,
      changed: true,
      parts: null,
      code: null,
      migrations: null,
      data: [],
      idleUsdPerMonth: { region: "us-east-1", before: null },
    });
    const made = stackOf(said);
    expect(new Set(made.map(({ action }) => action))).toEqual(new Set(["create"]));
    expect(made.map(({ type }) => type)).toContain("AWS::Lambda::Function");
    expect(made.every(({ reversible, downtime }) => reversible && !downtime)).toBe(true);
    expect(said.json.idleUsdPerMonth.after).toBeGreaterThan(0);
    expect(said.json.idleUsdPerMonth.after).toBeLessThan(2);
  });

  it("is nothing after it", async () => {
    const lifted = await up();
    expect(lifted.json, lifted.stderr).toMatchObject({ release: 1 });
    const said = await diff("--exit-code");
    expect(said.json, said.stderr).toMatchObject({ changed: false, release: 1, stack: [] });
    expect(said.code).toBe(0);
    const { before, after } = said.json.idleUsdPerMonth;
    expect([before, after]).toEqual([after, before]);
  });

  it("is another version where a function gets more memory, of the archive that is there", async () => {
    await config(file('database = "url"\n[stages.production.functions.web]\nmemory = 512'));
    const said = await diff();
    expect(said.json, said.stderr).toMatchObject({
      changed: true,
      parts: ["configuration"],
      resources: { changed: [{ id: "function.web", field: "memoryMb", from: "1024", to: "512" }] },
      migrations: { pending: [], problem: null },
    });
    const changed = stackOf(said).map(({ id, action, properties, why }) => [
      action,
      id.replace(/[0-9a-f]{12}$/, ""),
      why,
      ...properties,
    ]);
    expect(changed).toEqual([
      ["update", "FunctionWeb", "live-stays", "Environment", "MemorySize", "Tags"],
      ["create", "FunctionWebVersion", "version-waits"],
      ["update", "FunctionManage", "live-stays", "Environment", "MemorySize", "Tags"],
      ["create", "FunctionManageVersion", "version-waits"],
      ["retain", "FunctionWebVersion", "kept"],
      ["retain", "FunctionManageVersion", "kept"],
    ]);
    await config(file('database = "url"'));
  });

  it("is drawn beside the release that the bucket has a record of", async () => {
    await config(file('database = "url"\n[stages.production.functions.web]\nmemory = 512'));
    const before = proxy.arrived().length;
    const called = await bench.call(project, "map", "production", "--against", "1", "--json");
    const calls = proxy.arrived().slice(before);
    expect(calls.filter((call) => !asking.test(call))).toEqual([]);
    expect(called.json, called.stderr).toMatchObject({ stage: "production", against: 1 });
    expect(
      called.json.resources
        .filter(({ mark }: { readonly mark: string }) => mark !== "same")
        .map(({ id, mark, changed: fields }: Record<string, unknown>) => [id, mark, fields]),
    ).toEqual([["function.web", "changed", ["memoryMb"]]]);
    const none = await bench.call(project, "erd", "production", "--against", "8", "--json");
    expect(none.json, none.stderr).toMatchObject({ error: { code: "UNKNOWN_RELEASE" } });
    await config(file('database = "url"'));
  });

  it("is other code where a file has changed, with the migrations that the database has not seen", async () => {
    const models = join(project, "posts/models.py");
    const good = await readFile(models, "utf8");
    await change(join(project, "posts/views.py"), "from", "# changed\nfrom");
    await writeFile(
      join(project, "posts/migrations/0099_more.py"),
      "from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n    dependencies = [('posts', '0001_initial')]\n    operations = []\n",
    );
    const said = await diff();
    expect(said.json, said.stderr).toMatchObject({ parts: ["code"] });
    const web = stackOf(said).find(({ id }) => id === "FunctionWeb");
    expect(web.properties).toEqual(["Code", "Environment", "Tags"]);
    expect(said.json.migrations).toEqual({ pending: ["posts.0099_more"], judged: null, problem: null });
    await writeFile(models, good);
  });

  it("stops before an empty database, and says what can't be undone where one is meant", async () => {
    await config(file('database = "aurora"'));
    const stopped = await diff();
    expect(stopped.json, stopped.stderr).toMatchObject({ error: { code: "AWS_DATABASE_OTHER" } });
    expect(stopped.json.error.cause).toContain("(url, release 1)");
    expect(stopped.json.error.fix).toContain("--new-empty");
    expect((await up()).json).toMatchObject({ error: { code: "AWS_DATABASE_OTHER" } });
    const meant = await diff("--new-empty");
    expect(meant.json, meant.stderr).toMatchObject({
      data: [{ what: "database", from: "url", to: "aurora", reversible: false }],
      migrations: null,
    });
    await config(file('database = "url"'));
  });

  it("stops before a second stage where the name or the Region has changed", async () => {
    await config(file('database = "url"').replace('"blog"', '"weblog"'));
    for (const renamed of [await diff(), await up()])
      expect(renamed.json, renamed.stderr).toMatchObject({ error: { code: "AWS_STAGE_ELSEWHERE" } });
    expect((await diff("--new-empty")).json).toMatchObject({ state: "never-lifted" });

    await config(file('database = "url"').replace("us-east-1", "eu-west-1"));
    const moved = await diff();
    expect(moved.json, moved.stderr).toMatchObject({ error: { code: "AWS_STAGE_ELSEWHERE" } });
    expect(moved.json.error.cause).toContain("blog/production is in us-east-1");
  });
});
