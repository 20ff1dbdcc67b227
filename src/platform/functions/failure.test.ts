import { describe, expect, it } from "vitest";
import { bodyOf, invoke, onlyVersion } from "../../../test/platform/invoke.ts";
import { startPlatform } from "../../../test/platform/test-platform.ts";

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
