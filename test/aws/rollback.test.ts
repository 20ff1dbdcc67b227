import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { awayLock } from "../../src/providers/local/project.ts";
import { takeLock } from "../../src/system/lock.ts";
import { change, createWorkbench, writeProject, type Called, type Workbench } from "../lift/workbench.ts";
import { usePostgres } from "../platform/use-postgres.ts";
import { useMinistack } from "./use-ministack.ts";

describe("a rollback on AWS", () => {
  const { postgres } = usePostgres();
  const { ministack } = useMinistack();
  let bench: Workbench;
  let project: string;
  let url: string;

  const call = async (...parameters: readonly string[]): Promise<Called> => {
    const called = await bench.call(project, ...parameters);
    expect(called.code, called.stderr).toBe(0);
    return called;
  };
  const keep = async (name: string, value: string): Promise<void> => {
    const { code, stderr } = await bench.pipe(value, project, "secrets", "set", name, "production");
    expect(code, stderr).toBe(0);
  };
  const greeting = async (): Promise<string> => (await ministack().ask(`${url}/`)).text();

  beforeAll(async () => {
    Object.assign(process.env, ministack().environment);
    bench = await createWorkbench();
    project = join(bench.folder, "shop");
    await writeProject(project);
    const views = join(project, "shop/views.py");
    await change(views, 'f"version one; products: {names}"', "f\"one {os.environ.get('GREETING')}\"");
    await change(
      views,
      "def index",
      'if os.environ.get("GREETING") == "nothing":\n    raise RuntimeError("no greeting")\n\n\ndef index',
    );
    await writeFile(
      join(project, "monolift.toml"),
      'name = "shop"\n\n[stages.production]\nprovider = "aws"\nregion = "us-east-1"\ndatabase = "url"\n',
    );
    await postgres().ensureDatabase("shop");
    await keep("DATABASE_URL", postgres().databaseUrl("shop"));
    await keep("GREETING", "hello");
    ({ url } = (await call("up", "production", "--json")).json);
    expect(await greeting()).toBe("one hello");
    await change(views, "one {", "two {");
    await keep("GREETING", "good day");
    await call("up", "production", "--json");
    expect(await greeting()).toBe("two good day");
  });
  afterAll(async () => {
    await bench?.remove();
  });

  it("serves the older code with the secrets of today, through the same door", async () => {
    const { json } = await call("rollback", "production", "--json");
    expect(json).toMatchObject({ from: 2, to: 1, url, secrets: null });
    expect(await greeting()).toBe("one good day");
  });

  it.each(["rollback", "secrets"])(
    "is waited for by %s where an `up` of this machine is under way",
    async (verb) => {
      const folder = join(bench.state, "monolift/projects/shop");
      const signal = AbortSignal.timeout(30_000);
      const lock = await takeLock(awayLock({ folder }, "production"), { signal, onWait: () => undefined });
      const verbs = { rollback: ["rollback"], secrets: ["secrets", "unset", "GREETING"] };
      try {
        const started = bench.start(project, ...verbs[verb as keyof typeof verbs], "production", "--json");
        await started.said("waiting for another monolift");
        started.kill("SIGINT");
        expect((await started.finished).code).toBe(130);
      } finally {
        await lock.release();
      }
    },
  );

  it("publishes nothing where the release reads those already", async () => {
    const { json } = await call("rollback", "production", "--to", "2", "--json");
    expect(json.steps).toContainEqual(expect.objectContaining({ name: "stack", outcome: "skipped" }));
    expect(await greeting()).toBe("two good day");
  });

  it("brings the secrets of the release back when asked to, and makes them the current ones", async () => {
    await call("rollback", "production", "--to", "1", "--with-secrets", "--json");
    expect(await greeting()).toBe("one hello");
    const { json } = await call("secrets", "get", "GREETING", "production", "--json");
    expect(json).toMatchObject({ value: "hello" });
  });

  it("serves the release before on when the older one does not start with the secrets of today", async () => {
    await keep("GREETING", "nothing");
    const failed = await bench.call(project, "rollback", "production", "--to", "2", "--json");
    expect(failed.json, failed.stderr).toMatchObject({ error: { code: "RELEASE_DOES_NOT_START" } });
    expect(failed.json.error.cause + failed.json.error.detail).toContain("no greeting");
    expect(await greeting()).toBe("one hello");
  });
});
