import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import {
  get,
  startPlatform,
  testVersion,
  until,
  type TestPlatform,
} from "../../../test/platform/test-platform.ts";
import type { InvocationFailure } from "./failure.ts";

const repository = new URL("../../../", import.meta.url);

/** Sends one event and gives the parsed body of the response, or the failure. */
function invoke(
  { functions }: TestPlatform,
  path: string,
  qualifier: string | number = "live",
): Promise<{ readonly body: string } | InvocationFailure> {
  const [rawPath, rawQueryString = ""] = path.split("?");
  return new Promise((resolve) => {
    functions.invoke(
      { functionName: "web", qualifier },
      { requestId: crypto.randomUUID(), payload: JSON.stringify({ rawPath, rawQueryString }) },
      {
        onResponse: (payload) => resolve(JSON.parse(payload.toString()) as { body: string }),
        onStream: () => undefined,
        onChunk: () => true,
        onEnd: () => resolve({ body: "streamed" }),
        onFailure: resolve,
      },
    );
  });
}

async function bodyOf(platform: TestPlatform, path: string, qualifier?: string | number): Promise<string> {
  const answer = await invoke(platform, path, qualifier);
  if (!("body" in answer)) throw new Error(JSON.stringify(answer));
  return answer.body;
}

async function commandLines(): Promise<string> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,args="]);
  return stdout;
}

const onlyVersion = (platform: TestPlatform) => {
  const [version] = platform.functions.status().versions;
  if (version === undefined) throw new Error("nothing is published");
  return version;
};

/** Whether this machine lets this user make namespaces, found out without the code under test. */
const hasNamespaces =
  process.platform === "linux" &&
  spawnSync("unshare", "--user --map-root-user --mount --pid --fork mount -t tmpfs none /tmp".split(" "))
    .status === 0;

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

describe("a request that goes wrong", () => {
  it("ends at the time limit, with its sandbox (parity: timeout)", async () => {
    await using platform = await startPlatform();
    platform.publish({ timeoutSeconds: 0.5 });
    await bodyOf(platform, "/sleep?s=0.3");
    const began = performance.now();
    expect(await invoke(platform, "/sleep?s=60")).toEqual({ kind: "timed-out", timeoutSeconds: 0.5 });
    expect(performance.now() - began).toBeGreaterThan(480);
    expect(await bodyOf(platform, "/hello")).toBe("hello");
    const messages = (await platform.records()).map(({ message }) => message).join("\n");
    expect(messages).toMatch(/RequestId: [0-9a-f-]{36} Task timed out after 0\.50 seconds/);
    expect(onlyVersion(platform)).toMatchObject({ coldStarts: 2, errors: 1 });
  });

  it("ends over the memory limit, wherever in the process tree it is (parity: memory)", async () => {
    await using platform = await startPlatform();
    platform.publish({ memoryMb: 128 });
    expect(await invoke(platform, "/grow?mb=4000")).toEqual({ kind: "out-of-memory", memoryMb: 128 });
    expect(await bodyOf(platform, "/hello")).toBe("hello");
  });

  it("is told apart by how the process ended", async () => {
    await using platform = await startPlatform();
    platform.publish();
    expect(await invoke(platform, "/exit?code=3")).toEqual({ kind: "exited", exit: "exit status 3" });
    expect(await invoke(platform, "/kill")).toEqual({ kind: "exited", exit: "signal: killed" });
  });

  it("brings the application's own error", async () => {
    await using platform = await startPlatform();
    platform.publish();
    expect(await invoke(platform, "/raise")).toEqual({
      kind: "function-error",
      error: {
        errorType: "Function.KeyError",
        errorMessage: "'name'",
        stackTrace: ['  File "views.py", line 7, in page'],
      },
    });
    expect(onlyVersion(platform)).toMatchObject({ sandboxes: { total: 1 }, coldStarts: 1 });
  });

  it("may answer with 6 MB and no more, and the sandbox goes on (parity: response-size)", async () => {
    await using platform = await startPlatform();
    platform.publish();
    expect(await invoke(platform, "/big?bytes=7000000")).toEqual({
      kind: "response-too-large",
      limitBytes: 6_291_556,
    });
    expect(await bodyOf(platform, "/big?bytes=6000000")).toHaveLength(6_000_000);
    expect(onlyVersion(platform).coldStarts).toBe(1);
  });

  it("cannot be answered twice (parity: runtime-api)", async () => {
    await using platform = await startPlatform();
    platform.publish();
    expect(await bodyOf(platform, "/twice")).toBe("first");
    await bodyOf(platform, "/hello");
    expect((await platform.records()).map(({ message }) => message)).toContain("statuses 202 400");
  });

  it("is answered for an unknown function, version or alias", async () => {
    await using platform = await startPlatform();
    platform.publish();
    expect(await invoke(platform, "/", "other")).toEqual({
      kind: "not-found",
      functionName: "web",
      qualifier: "other",
    });
    expect(await invoke(platform, "/", 7)).toEqual({
      kind: "not-found",
      functionName: "web",
      qualifier: "7",
    });
  });
});

describe("boot", () => {
  it("starts one sandbox and keeps it for the first request", async () => {
    await using platform = await startPlatform();
    platform.publish();
    const report = await platform.functions.boot("web", 1);
    expect(report).toEqual({ ok: true, initMs: expect.any(Number) });
    expect(await platform.functions.boot("web", 1)).toEqual(report);
    await bodyOf(platform, "/hello");
    expect(onlyVersion(platform).coldStarts).toBe(1);
  });

  it("brings the traceback of an application that cannot be loaded", async () => {
    await using platform = await startPlatform();
    platform.publish({ environment: { FIXTURE_INIT: "error" } });
    expect(await platform.functions.boot("web", 1)).toMatchObject({
      ok: false,
      failure: {
        kind: "init-error",
        error: {
          errorType: "Runtime.ImportError",
          errorMessage: "cannot import name '<missing>' from 'views'",
          stackTrace: expect.arrayContaining(["Traceback (most recent call last):"]),
        },
      },
    });
  });

  it("brings the last lines of a program that just ended", async () => {
    await using platform = await startPlatform();
    platform.publish({ environment: { FIXTURE_INIT: "exit" } });
    expect(await platform.functions.boot("web", 1)).toEqual({
      ok: false,
      failure: {
        kind: "init-exited",
        exit: "exit status 1",
        output: ["loading", "ModuleNotFoundError: No module named 'nothing'"],
      },
    });
  });

  it("says when there is no such program", async () => {
    await using platform = await startPlatform();
    platform.publish({ command: ["/nowhere/python"] });
    const report = await platform.functions.boot("web", 1);
    expect(report).toMatchObject({ ok: false, failure: { kind: "init-exited" } });
    expect(JSON.stringify(report)).toMatch(/\/nowhere\/python/);
  });

  it("gives up at the init limit (parity: init-time)", async () => {
    await using platform = await startPlatform({ initLimitSeconds: 1 });
    platform.publish({ environment: { FIXTURE_INIT: "slow:60" } });
    expect(await platform.functions.boot("web", 1)).toEqual({
      ok: false,
      failure: { kind: "init-timed-out", limitSeconds: 1, output: ["loading"] },
    });
  });

  it("gives up at the memory limit", async () => {
    await using platform = await startPlatform();
    platform.publish({ memoryMb: 128, environment: { FIXTURE_INIT: "grow:4000" } });
    expect(await platform.functions.boot("web", 1)).toMatchObject({
      ok: false,
      failure: { kind: "init-out-of-memory", memoryMb: 128 },
    });
  });

  it("leaves a slow init a second try inside the request that needs it (parity: init-time)", async () => {
    await using platform = await startPlatform({ initLimitSeconds: 1.5 });
    const marks = join(platform.root, "marks");
    platform.publish({ writable: [marks], environment: { FIXTURE_INIT: `once:${marks}` } });
    expect(await bodyOf(platform, "/hello")).toBe("hello");
    expect(onlyVersion(platform).coldStarts).toBe(2);
  });

  it("fails every request that waited for it, and no more than those", async () => {
    await using platform = await startPlatform();
    platform.publish({ environment: { FIXTURE_INIT: "exit" } });
    const answers = await Promise.all([1, 2, 3].map(() => invoke(platform, "/hello")));
    expect(answers.map((answer) => "kind" in answer && answer.kind)).toEqual(Array(3).fill("init-exited"));
  });
});

describe("versions", () => {
  it("switch under load without one failed request (parity: versions)", async () => {
    await using platform = await startPlatform();
    platform.publish({ version: 1 });
    const url = await platform.openDoor();
    const seen = new Set<string>();
    const done = new AbortController();
    const client = async (): Promise<void> => {
      while (!done.signal.aborted) {
        const { status, text } = await get(`${url}/whoami`);
        if (status !== 200) throw new Error(text);
        seen.add(text.split(" ")[1] ?? "");
      }
    };
    const clients = Promise.all([client(), client(), client()]);
    await until("version 1 has served", () => seen.has("1"));
    for (const version of [2, 3]) {
      platform.functions.publish(testVersion({ version }));
      expect(await platform.functions.boot("web", version)).toMatchObject({ ok: true });
      platform.functions.setAlias("web", "live", version);
      await platform.functions.remove("web", version - 1);
      await until(`version ${version} has served`, () => seen.has(String(version)));
    }
    done.abort();
    await clients;
    expect(platform.functions.status().versions.map(({ version }) => version)).toEqual([3]);
  });

  it("end the requests that they have when they are removed", async () => {
    await using platform = await startPlatform();
    platform.publish();
    const slow = bodyOf(platform, "/sleep?s=0.5");
    await until("it is at work", () => onlyVersion(platform).sandboxes.busy === 1);
    const removed = platform.functions.remove("web", 1);
    expect(await slow).toBe("slept");
    await removed;
    expect(platform.functions.status().versions).toEqual([]);
  });

  it("take the place of one of the same number", async () => {
    await using platform = await startPlatform();
    platform.publish({ environment: { A: "1" } });
    const first = await bodyOf(platform, "/whoami");
    platform.publish({ environment: { A: "1" } });
    expect(await bodyOf(platform, "/whoami")).toBe(first);
    platform.publish({ environment: { A: "2" } });
    expect(await bodyOf(platform, "/whoami")).not.toBe(first);
  });

  it("are not aliased before they are published", async () => {
    await using platform = await startPlatform();
    expect(() => platform.functions.setAlias("web", "live", 9)).toThrow("no version 9 of function web");
  });
});

describe("logs", () => {
  it("hold the program's lines between Lambda's own, each with its request (parity: logs)", async () => {
    await using platform = await startPlatform();
    platform.publish();
    await bodyOf(platform, "/print");
    await platform.functions.remove("web", 1);
    const records = await platform.records();
    expect(records.map(({ kind }) => kind)).toEqual([
      "application",
      "start",
      ...Array<string>(4).fill("application"),
      "end",
      "report",
    ]);
    const [start] = records.filter(({ kind }) => kind === "start");
    const written = records.slice(2, 6);
    expect(new Set(written.map(({ message }) => message))).toEqual(
      new Set([
        "one line",
        "and another",
        "to stderr",
        'Traceback (most recent call last):\n  File "x.py", line 1\nValueError: no',
      ]),
    );
    expect(written.every(({ requestId }) => requestId === start?.requestId && requestId !== undefined)).toBe(
      true,
    );
    expect(written.find(({ message }) => message.startsWith("Traceback"))?.level).toBe("error");
    expect(records.at(-1)?.message).toMatch(
      /^REPORT RequestId: [0-9a-f-]{36}\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 256 MB\tMax Memory Used: \d+ MB\tInit Duration: [\d.]+ ms$/,
    );
  });

  it("are put aside by size, and the oldest is given up", async () => {
    await using platform = await startPlatform({ logRotation: { maxBytes: 2_000, keep: 2 } });
    platform.publish();
    for (let number = 0; number < 40; number += 1) {
      await bodyOf(platform, "/hello");
      await platform.functions.flushLogs();
    }
    const files = await readdir(join(platform.root, "logs"));
    expect(files.toSorted()).toEqual(["web.jsonl", "web.jsonl.1", "web.jsonl.2"]);
  });
});

describe("what a sandbox starts", () => {
  it("ends with it, also what made itself independent", async () => {
    for (const options of [{}, { isolation: "none" as const }]) {
      await using platform = await startPlatform(options);
      platform.publish();
      const children = async (): Promise<number> =>
        (await commandLines()).split("\n").filter((line) => line.includes("sleep 1000")).length;
      const before = await children();
      await bodyOf(platform, "/detach");
      expect(await children()).toBe(before + 1);
      await platform.functions.remove("web", 1);
      await until("the child is gone", async () => (await children()) === before);
    }
  });

  it("ends when this process is killed, frozen or at work", async () => {
    const root = await mkdtemp(join(tmpdir(), "monolift-killed-"));
    for (const isolation of ["namespace", "none"]) {
      const folder = join(root, isolation);
      await mkdir(folder);
      const { kill } = await startDaemon(folder, isolation);
      const alive = async (): Promise<number> =>
        (await commandLines()).split("\n").filter((line) => line.includes(`program.py ${folder}`)).length;
      expect(await alive()).toBeGreaterThanOrEqual(2);
      await kill();
      await until("all sandboxes are gone", async () => (await alive()) === 0);
    }
    await rm(root, { recursive: true });
  });
});

/** A process of its own with one frozen and one working sandbox; `kill` sends SIGKILL. */
async function startDaemon(
  root: string,
  isolation: string,
): Promise<{ readonly pid: number; readonly kill: () => Promise<void> }> {
  const compiled = await compileFunctions(root);
  const daemon = fileURLToPath(new URL("test/platform/daemon.mjs", repository));
  const [python = "", program = ""] = testVersion().command;
  const child = spawn(process.execPath, [daemon, compiled, root, isolation, python, program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await Promise.race([
    once(child.stdout, "data"),
    exited.then(() => Promise.reject(new Error("the daemon ended"))),
  ]);
  return {
    pid: child.pid ?? 0,
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

/** A process that can be killed needs JavaScript: compiles what is tested here. */
async function compileFunctions(root: string): Promise<string> {
  const config = {
    extends: fileURLToPath(new URL("tsconfig.json", repository)),
    compilerOptions: {
      noEmit: false,
      outDir: join(root, "js"),
      rootDir: fileURLToPath(new URL("src", repository)),
    },
    files: [fileURLToPath(new URL("functions.ts", import.meta.url))],
    include: [],
  };
  await writeFile(join(root, "tsconfig.json"), JSON.stringify(config));
  const compiler = fileURLToPath(new URL("node_modules/typescript/bin/tsc", repository));
  await promisify(execFile)(process.execPath, [compiler, "-p", join(root, "tsconfig.json")]).catch(
    () => undefined,
  );
  await writeFile(join(root, "js", "package.json"), '{"type":"module"}');
  await symlink(fileURLToPath(new URL("node_modules", repository)), join(root, "node_modules"));
  return join(root, "js", "platform", "functions", "functions.js");
}
