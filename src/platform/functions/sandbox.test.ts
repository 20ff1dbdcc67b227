import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { bodyOf, invoke, onlyVersion } from "../../../test/platform/invoke.ts";
import { hasNamespaces } from "../../../test/platform/namespaces.ts";
import { startPlatform, testVersion, until } from "../../../test/platform/test-platform.ts";

describe("sandboxes", () => {
  it("start with the first request and serve the next ones too", async () => {
    await using platform = await startPlatform();
    platform.publish();
    const first = await bodyOf(platform, "/whoami");
    expect(await bodyOf(platform, "/whoami")).toBe(first);
    expect(onlyVersion(platform)).toMatchObject({ coldStarts: 1, invocations: 2, errors: 0, throttles: 0 });
  });

  it("serve one request at a time each, and as many as the limit together (parity: one-request, concurrency)", async () => {
    await using platform = await startPlatform();
    platform.publish({ concurrency: 3 });
    const answers = await Promise.all([1, 2, 3, 4].map(() => invoke(platform, "/sleep?s=0.5")));
    expect(answers.filter((answer) => "body" in answer)).toHaveLength(3);
    expect(answers.filter((answer) => !("body" in answer))).toEqual([{ kind: "throttled", concurrency: 3 }]);
    expect(onlyVersion(platform)).toMatchObject({ sandboxes: { total: 3 }, throttles: 1 });
  });

  it("are never throttled by the end of the request before", async () => {
    await using platform = await startPlatform();
    platform.publish({ concurrency: 1 });
    for (let number = 0; number < 200; number += 1) await bodyOf(platform, "/hello");
    expect(onlyVersion(platform)).toMatchObject({ coldStarts: 1, throttles: 0 });
  });

  it("wait past the limit when they are told to have patience", async () => {
    await using platform = await startPlatform({ patienceMs: 15_000 });
    platform.publish({ concurrency: 1 });
    const answers = await Promise.all([1, 2, 3].map(() => bodyOf(platform, "/sleep?s=0.05")));
    expect(answers).toEqual(["slept", "slept", "slept"]);
    expect(onlyVersion(platform)).toMatchObject({ sandboxes: { total: 1 }, throttles: 0 });
  });

  it("stand still between requests: a thread counts on only while a request is served (parity: frozen)", async () => {
    await using platform = await startPlatform();
    platform.publish({ environment: { FIXTURE_INIT: "count" } });
    await bodyOf(platform, "/hello");
    await until("the sandbox is frozen", () => onlyVersion(platform).sandboxes.frozen === 1);
    const before = Number(await bodyOf(platform, "/count"));
    await sleep(600);
    const after = Number(await bodyOf(platform, "/count"));
    expect(after - before).toBeLessThan(30);
    await bodyOf(platform, "/sleep?s=0.6");
    expect(Number(await bodyOf(platform, "/count")) - after).toBeGreaterThan(60);
  });

  it("go away when they are idle for long enough", async () => {
    await using platform = await startPlatform({ idleSeconds: 0.2 });
    platform.publish();
    await bodyOf(platform, "/hello");
    await until("the sandbox is gone", () => onlyVersion(platform).sandboxes.total === 0);
    await until(
      "its folder is gone",
      async () => (await readdir(join(platform.root, "sandboxes"))).length === 0,
    );
    expect(await bodyOf(platform, "/hello")).toBe("hello");
  });

  it("have the variables of Lambda and nothing of the host's (parity: variables, env-files)", async () => {
    await using platform = await startPlatform();
    const file = join(platform.root, ".env");
    await writeFile(file, "FROM_FILE='yes'\nFROM_BOTH=file\n");
    const environment = { FROM_BOTH: "version", AWS_REGION: "elsewhere" };
    const { taskRoot } = platform.publish({
      environment,
      environmentFiles: [file, join(platform.root, "missing")],
    });
    const variables = JSON.parse(await bodyOf(platform, "/environment")) as Record<string, string>;
    expect(variables).toMatchObject({
      AWS_LAMBDA_FUNCTION_NAME: "web",
      AWS_LAMBDA_FUNCTION_VERSION: "1",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "256",
      AWS_LAMBDA_LOG_GROUP_NAME: "/aws/lambda/web",
      AWS_LAMBDA_LOG_STREAM_NAME: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[1\][0-9a-f]{32}$/),
      AWS_REGION: "local",
      TZ: ":UTC",
      LAMBDA_TASK_ROOT: taskRoot.replace(/\/$/, ""),
      FROM_FILE: "yes",
      FROM_BOTH: "version",
    });
    expect(Object.keys(variables)).not.toContain("npm_config_user_agent");
    expect(Object.keys(variables)).not.toContain("USER");
  });

  it("have the stage's secrets, in the place of nothing that the stage sets itself", async () => {
    await using platform = await startPlatform();
    const folder = join(platform.root, "secrets");
    await mkdir(folder);
    const content = { SECRET_KEY: "of the file", NESTED: { "app-id": 7, OPEN: true, NONE: null } };
    const values = {
      variables: { SECRET_KEY: "chosen", DATABASE_URL: "mine", FROM_FILE: "secret", API_KEY: "two\nlines" },
      files: [{ path: ".secrets/base.json", content }],
    };
    await writeFile(join(folder, "1.json"), JSON.stringify({ format: 1, ...values }));
    await writeFile(join(platform.root, ".env"), "FROM_FILE=file\n");
    platform.publish({
      environment: { SECRET_KEY: "generated", DATABASE_URL: "the stage's" },
      environmentFiles: [join(platform.root, ".env")],
      secrets: { folder, mode: "variables", replaces: ["SECRET_KEY"], version: 1 },
    });
    const variables = JSON.parse(await bodyOf(platform, "/environment")) as Record<string, string>;
    expect(variables).toMatchObject({
      SECRET_KEY: "chosen",
      MONOLIFT_SECRETS: "SECRET_KEY,NESTED__app_id,NESTED__OPEN,FROM_FILE,API_KEY",
      DATABASE_URL: "the stage's",
      FROM_FILE: "secret",
      API_KEY: "two\nlines",
      NESTED__app_id: "7",
      NESTED__OPEN: "true",
    });
    expect(Object.keys(variables)).not.toContain("NESTED__NONE");
    expect(Object.keys(variables)).not.toContain("MONOLIFT_SECRET_FILES");
  });

  it("that are replaced lose no request: a sandbox of the next starts first", async () => {
    await using platform = await startPlatform();
    platform.publish({ environment: { NAME: "first" } });
    await bodyOf(platform, "/hello");
    const slow = bodyOf(platform, "/sleep?s=0.3");
    const replaced = await platform.functions.replace(testVersion({ environment: { NAME: "second" } }));
    expect(replaced).toMatchObject({ ok: true });
    const { NAME } = JSON.parse(await bodyOf(platform, "/environment")) as Record<string, string>;
    expect(NAME).toBe("second");
    await slow;
    expect(onlyVersion(platform).coldStarts).toBe(1);
  });

  it("stay when those that should replace them do not start", async () => {
    await using platform = await startPlatform();
    platform.publish({ environment: { NAME: "first" } });
    const failed = await platform.functions.replace(testVersion({ environment: { FIXTURE_INIT: "exit:3" } }));
    expect(failed).toMatchObject({ ok: false, failure: { kind: "init-exited" } });
    const { NAME } = JSON.parse(await bodyOf(platform, "/environment")) as Record<string, string>;
    expect(NAME).toBe("first");
    expect(await platform.functions.replace(testVersion({ version: 9 }))).toMatchObject({ ok: false });
  });

  // What holds where they are missing is the next test.
  it.runIf(hasNamespaces)("see code read-only and have a /tmp of their own", async () => {
    await using platform = await startPlatform();
    expect(platform.functions.status().isolation).toBe("namespace");
    const media = join(platform.root, "media");
    const inside = join(platform.root, "code", "logs");
    await mkdir(inside, { recursive: true });
    const { taskRoot } = platform.publish({
      readOnly: [testVersion().taskRoot, join(platform.root, "code")],
      writable: [media, inside],
    });
    expect(await bodyOf(platform, `/write?path=${join(taskRoot, "new")}`)).toBe("Read-only file system");
    expect(await bodyOf(platform, `/write?path=${join(platform.root, "code", "new")}`)).toBe(
      "Read-only file system",
    );
    expect(await bodyOf(platform, `/write?path=${join(media, "photo")}`)).toBe("written");
    expect(await bodyOf(platform, `/write?path=${join(inside, "log")}`)).toBe("written");
    expect(await bodyOf(platform, "/write?path=/tmp/mine")).toBe("written");
    expect(await readFile(join(media, "photo"), "utf8")).toBe("written");
    await expect(stat("/tmp/mine")).rejects.toThrow("ENOENT");
  });

  it("have their own TMPDIR where there are no namespaces", async () => {
    await using platform = await startPlatform({ isolation: "none" });
    platform.publish();
    expect(platform.functions.status().isolation).toBe("none");
    const variables = JSON.parse(await bodyOf(platform, "/environment")) as Record<string, string>;
    expect(variables["TMPDIR"]).toContain(join(platform.root, "sandboxes"));
    await until("the sandbox is frozen", () => onlyVersion(platform).sandboxes.frozen === 1);
    expect(await invoke(platform, "/exit?code=1")).toEqual({ kind: "exited", exit: "exit status 1" });
  });
});
