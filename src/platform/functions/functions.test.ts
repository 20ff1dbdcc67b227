import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bodyOf, invoke, onlyVersion } from "../../../test/platform/invoke.ts";
import { get, startPlatform, testVersion, until } from "../../../test/platform/test-platform.ts";

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
