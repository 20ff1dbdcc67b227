import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deleteParameters, putParameter } from "../../src/providers/aws/data/parameters/parameters.ts";
import { parameterName, stageTags } from "../../src/providers/aws/names.ts";
import { takeStageLock } from "../../src/providers/aws/stage-lock.ts";
import { change, createWorkbench, type Called, type Workbench } from "../lift/workbench.ts";
import { builtProgram } from "../built.ts";
import { usePostgres } from "../platform/use-postgres.ts";
import { lostReply, startFaultyProxy, type FaultyProxy } from "./faulty-proxy.ts";
import { inventory } from "./inventory.ts";
import { useMinistack } from "./use-ministack.ts";

const blog = fileURLToPath(new URL("../../examples/blog", import.meta.url));
const removeFounder =
  "from django.contrib.auth import get_user_model; get_user_model().objects.filter(username='founder').delete()";
const preload = new URL("loaded-clients.mjs", import.meta.url).href;
const reading = /^[a-z0-9-]+\.(?:GET|HEAD) |\.(?:Get|List|Describe|Filter)/;

/** The emulator writes where a link leads into a plain file (`links-in-zips`), which is therefore followed by hand. */
const opensSecrets = `
text = (BASE_DIR / ".secrets/base.json").read_text()
SITE = json.loads(Path(text).read_text() if text.startswith("/tmp/monolift-secrets/") else text)
`;

describe("a stage on AWS, on an emulator that runs functions", () => {
  const { postgres, query } = usePostgres();
  const { ministack } = useMinistack();
  let proxy: FaultyProxy;
  let bench: Workbench;
  let project: string;
  let url: string;

  const up = (): Promise<Called> => bench.call(project, "up", "production", "--json");
  const page = async (path = "/"): Promise<string> => {
    const answer = await ministack().ask(`${url}${path}`);
    const text = await answer.text();
    expect(answer.status, text).toBe(200);
    return text;
  };

  beforeAll(async () => {
    proxy = await startFaultyProxy(ministack().endpoint);
    Object.assign(process.env, ministack().environment, { AWS_ENDPOINT_URL: proxy.endpoint });
    bench = await createWorkbench();
    project = join(bench.folder, "blog");
    await cp(blog, project, { recursive: true });
    await writeFile(
      join(project, "monolift.toml"),
      'name = "blog"\n\n[secrets]\nmode = "files"\n\n[stages.production]\nprovider = "aws"\nregion = "us-east-1"\ndatabase = "url"\n',
    );
    await postgres().ensureDatabase("blog");
  });
  afterAll(async () => {
    await bench?.remove();
    await proxy?.stop();
    // Functions of the emulator share the machine's /tmp.
    await rm("/tmp/monolift-secrets", { recursive: true, force: true });
  });

  it("asks for the address of a database that is there already, before anything is made of code", async () => {
    const refused = await up();
    expect(refused.json).toMatchObject({ error: { code: "DATABASE_URL_MISSING", step: "data" } });
    const address = postgres().databaseUrl("blog");
    const kept = await bench.pipe(address, project, "secrets", "set", "DATABASE_URL", "production", "--json");
    expect(kept.json, kept.stderr).toMatchObject({ set: ["DATABASE_URL"], effect: "next-up" });
    expect(refused.stderr + kept.stderr + kept.stdout).not.toContain(address);
  });

  it("is lifted from nothing by one command, and served by the function through its door", async () => {
    const lifted = await up();
    expect(lifted.json, lifted.stderr).toMatchObject({
      provider: "aws",
      stage: "production",
      release: 1,
      changed: true,
    });
    ({ url } = lifted.json);
    expect(await page()).toContain("<title>");
    expect(await readFile(join(project, "monolift.toml"), "utf8")).toContain('account = "000000000000"');
  });

  it("says how it is", async () => {
    const { json } = await bench.call(project, "status", "production", "--json");
    expect(json).toMatchObject({ provider: "aws", state: "serving", release: 1, url });
    expect(json.functions.map(({ name }: { name: string }) => name)).toEqual(["web", "manage"]);
    const found = json.resources.map(({ type, why }: { type: string; why: string }) => `${type} ${why}`);
    for (const one of [
      "AWS::Lambda::Function function",
      "AWS::Lambda::Function function-manage",
      "AWS::S3::Bucket bucket-media",
      "AWS::SSM::Parameter secrets-own",
      "AWS::SSM::Parameter secrets-secrets",
    ])
      expect(found).toContain(one);
    expect(found.filter((one: string) => one.endsWith("null"))).toEqual([]);
    expect(json.usdPerMonthIdle).toBe(0);
  });

  it("is listed, and so is what no file names where those are asked for", async () => {
    const { json } = await bench.call(project, "list", "--json");
    expect(json.stages).toMatchObject([{ name: "blog", stage: "production", provider: "aws", url }]);
    const lost = { project: "gone", stage: "production" };
    const aws = ministack().connect();
    const name = parameterName(lost, "own");
    await putParameter(aws, { name, type: "String", value: "word", tags: stageTags(lost) });
    const orphans = await bench.call(project, "list", "--orphans", "--json");
    expect(orphans.json.stages).toMatchObject([{ name: "gone", stage: "production", root: null }]);
    await deleteParameters(aws, [name]);
    const other = join(bench.folder, "other");
    await mkdir(other);
    const place = 'provider = "aws"\nregion = "us-east-1"\naccount = "999999999999"\ndatabase = "url"\n';
    await writeFile(join(other, "monolift.toml"), `name = "other"\n\n[stages.production]\n${place}`);
    const blind = await bench.call(other, "list", "--json");
    expect(blind.json, blind.stderr).toMatchObject({
      stages: [],
      notices: [{ code: "AWS_NOT_ASKED", facts: { stages: ["other/production"] } }],
    });
  });

  it("loads no client for that which it does not use", async () => {
    const file = join(bench.folder, "loaded");
    const before = proxy.arrived().length;
    const environment = { ...bench.environment, LOADED_CLIENTS: file };
    await promisify(execFile)(
      process.execPath,
      ["--import", preload, builtProgram("cli/main.js"), "status", "production", "--json"],
      { cwd: project, env: environment },
    );
    const asked = new Set(
      proxy
        .arrived()
        .slice(before)
        .map((call) => call.split(".")[0] ?? ""),
    );
    expect((await readFile(file, "utf8")).split("\n")).toEqual([...asked].toSorted());
  });

  it("runs a command of the framework in the function, and passes its exit code on", async () => {
    const checked = await bench.call(project, "run", "production", "--", "check");
    expect([checked.code, checked.stdout], checked.stderr).toEqual([0, expect.stringContaining("no issues")]);
    const unknown = await bench.call(project, "run", "production", "--", "frobnicate");
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining("Unknown command")]);
  });

  it("refuses a command that waits for somebody at a keyboard, and says what to do instead", async () => {
    const refused = await bench.call(project, "run", "production", "--json", "--", "shell");
    expect(refused.json).toMatchObject({ error: { code: "COMMAND_NEEDS_KEYBOARD" } });
    expect(refused.json.error.fix).toContain("shell -c");
  });

  it("makes a superuser from answers that were given beforehand", async () => {
    const parameters = ["run", "production", "--", "createsuperuser", "--noinput"];
    const made = await bench.call(project, ...parameters);
    expect(made.code, made.stderr).toBe(0);
    expect(made.stdout + made.stderr).not.toContain("only-for-this-test");
    expect(await query("blog", "SELECT username FROM auth_user WHERE is_superuser")).toContainEqual({
      username: "founder",
    });
    await bench.call(project, "run", "production", "--", "shell", "-c", removeFounder);
  });

  it("says that nobody knows when the connection is lost, and does not run the command again", async () => {
    const before = proxy.arrived().length;
    proxy.meet("lambda.POST *", [lostReply]);
    const lost = await bench.call(project, "run", "production", "--json", "--", "check");
    expect(lost.json, lost.stderr).toMatchObject({ error: { code: "COMMAND_LOST" } });
    expect(proxy.unmet()).toBe(0);
    const sent = proxy.arrived().slice(before);
    expect(sent.filter((call) => call.startsWith("lambda.POST"))).toHaveLength(1);
  });

  it("writes nothing when nothing has changed, and asks little", async () => {
    const before = proxy.arrived().length;
    const again = await up();
    expect(again.json, again.stderr).toMatchObject({ release: 1, changed: false, url });
    const calls = proxy.arrived().slice(before);
    expect(calls.length).toBeLessThanOrEqual(12);
    expect(calls.filter((call) => !reading.test(call))).toEqual([]);
  });

  it("serves changed code as a new release, which finds the files of its secrets", async () => {
    await mkdir(join(project, ".secrets"));
    const secrets = join(project, ".secrets/base.json");
    await writeFile(secrets, '{"owner": {"name": "Ann of the files"}}');
    const kept = await bench.call(
      project,
      "secrets",
      "import",
      ".secrets",
      "--stage",
      "production",
      "--json",
    );
    expect(kept.code, kept.stdout).toBe(0);
    await rm(secrets);
    const settings = join(project, "blog/settings.py");
    await change(settings, "from pathlib", "import json\nfrom pathlib");
    await writeFile(settings, `${await readFile(settings, "utf8")}${opensSecrets}`);
    const file = join(project, "posts/templates/posts/base.html");
    await change(file, "<title>", "<title>Second release ");
    const place = { aws: ministack().connect(), names: { project: "blog", stage: "production" } };
    const ben = { by: "ben@desk", verb: "up", machine: "desk", breaks: false };
    const lock = await takeStageLock(place, ben);
    const refused = await up();
    expect(refused.json, refused.stderr).toMatchObject({ error: { code: "STAGE_LOCKED" } });
    expect(refused.json.error.cause).toContain("ben@desk");
    await lock?.release();
    const lifted = await up();
    expect(lifted.json, lifted.stderr).toMatchObject({ release: 2, changed: true, url });
    expect(await page()).toContain("Second release");
    const code = "from django.conf import settings; print(settings.SITE)";
    const asked = await bench.call(project, "run", "production", "--", "shell", "-c", code);
    expect(asked.stdout, asked.stderr).toContain("Ann of the files");
    // What was opened here to look at the application is gone, and was never a part of it.
    expect(lifted.stdout + lifted.stderr).not.toContain("Ann of the files");
  });

  it("serves the release before on when a new one does not start", async () => {
    const file = join(project, "posts/views.py");
    const good = await readFile(file, "utf8");
    await writeFile(
      file,
      `${good}\nimport os\nif 'AWS_LAMBDA_FUNCTION_NAME' in os.environ:\n    raise RuntimeError('only on AWS')\n`,
    );
    const failed = await up();
    expect(failed.json, failed.stderr).toMatchObject({ error: { code: "BOOT_FAILED", step: "boot" } });
    expect(failed.json.error.cause).toContain("only on AWS");
    expect(await page()).toContain("Second release");
    await writeFile(file, good);
  });

  it("returns to the release before, and says which are kept", async () => {
    const back = await bench.call(project, "rollback", "production", "--json");
    expect(back.json, back.stderr).toMatchObject({ from: 2, to: 1, url });
    expect(await page()).not.toContain("Second release");
    const { json } = await bench.call(project, "releases", "production", "--json");
    expect(json).toMatchObject({
      live: 1,
      releases: [
        { release: 2, state: "kept" },
        { release: 1, state: "live" },
      ],
      moves: [
        { kind: "rollback", from: 2, to: 1 },
        { kind: "up", from: 1, to: 2 },
        { kind: "up", from: null, to: 1 },
      ],
    });
    const status = await bench.call(project, "status", "production", "--json");
    expect(status.json.lastMove).toMatchObject({ kind: "rollback", from: 2, to: 1, canary: null });
  });

  it("shows what the functions have written", async () => {
    const { json } = await bench.call(project, "logs", "production", "--json");
    expect(json.records.length).toBeGreaterThan(0);
  });

  it("is gone after one command, which names what held data, and leaves nothing that the plain APIs know", async () => {
    const refused = await bench.call(project, "down", "production", "--json");
    expect([refused.code, refused.json.error.code]).toEqual([2, "DOWN_NEEDS_ANSWER"]);
    const ended = await bench.call(project, "down", "production", "--delete-data", "--json");
    expect(ended.json, ended.stderr).toMatchObject({ deletedData: true, left: [] });
    expect(ended.json.removed).toContain("monolift-blog-production");
    expect(await inventory(ministack())).toEqual([]);
    // The database was there before, and is nobody's but its owner's.
    expect(await query("blog", "SELECT count(*) FROM posts_post")).toEqual([{ count: "8" }]);
    const again = await bench.call(project, "down", "production", "--delete-data", "--json");
    expect(again.json, again.stderr).toMatchObject({ removed: [], left: [] });
  });
});
