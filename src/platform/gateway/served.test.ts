import { describe, expect, it } from "vitest";
import { get, startPlatform, testDoor, testVersion, until } from "../../../test/platform/test-platform.ts";
import { createGateway } from "./gateway.ts";
import type { ServedRequest } from "./served.ts";

/** A door whose alias sends a share of the requests to version 2, and what is told of them. */
async function openShared(weight: number, concurrency = 4) {
  const platform = await startPlatform();
  for (const version of [1, 2]) platform.functions.publish(testVersion({ version, concurrency }));
  platform.functions.setAlias("web", "live", 1, { version: 2, weight });
  const served: ServedRequest[] = [];
  const gateway = createGateway({
    functions: platform.functions,
    language: "en",
    onServed: (one) => void served.push(one),
  });
  const url = `http://127.0.0.1:${await gateway.open(testDoor())}`;
  return {
    url,
    served,
    functions: platform.functions,
    [Symbol.asyncDispose]: async () => {
      await gateway.closeAll();
      await platform[Symbol.asyncDispose]();
    },
  };
}

const versionOf = ({ headers }: { readonly headers: Headers }): string | null =>
  headers.get("x-amz-executed-version");

describe("an alias with two versions", () => {
  it("lets both answer, says which one did, and tells of each request", async () => {
    await using shared = await openShared(0.5);
    const versions: (string | null)[] = [];
    while (new Set(versions).size < 2) versions.push(versionOf(await get(`${shared.url}/hello`)));
    expect(new Set(versions)).toEqual(new Set(["1", "2"]));
    await until("all were told of", () => shared.served.length === versions.length);
    expect(shared.served.map(({ version }) => String(version))).toEqual(versions);
    expect(shared.served[0]).toMatchObject({ stage: "local", outcome: "answered", status: 200 });
  });

  it("says the version that really ran", async () => {
    await using shared = await openShared(0.5);
    for (let index = 0; index < 10; index += 1) {
      const answer = await get(`${shared.url}/whoami`);
      expect(answer.text.split(" ").at(-1)).toBe(versionOf(answer));
    }
  });

  it("tells errors of the application from failed invocations, and both from what was throttled", async () => {
    await using shared = await openShared(1, 1);
    await get(`${shared.url}/server-error`);
    await get(`${shared.url}/raise`);
    await get(`${shared.url}/exit`);
    await get(`${shared.url}/not-json`);
    await get(`${shared.url}/stream-fails`).catch(() => undefined);
    await until("five were told of", () => shared.served.length === 5);
    expect(shared.served.map(({ outcome, status }) => [outcome, status])).toEqual([
      ["answered", 500],
      ["failed", 502],
      ["failed", 502],
      ["answered", 502],
      ["failed", 502],
    ]);
    const statuses = await Promise.all(
      [1, 2, 3].map(async () => (await get(`${shared.url}/sleep?s=0.2`)).status),
    );
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    await until("all were told of", () => shared.served.length === 8);
    const throttled = shared.served.filter(({ outcome }) => outcome === "throttled");
    expect(throttled.map(({ status }) => status)).toEqual(statuses.filter((status) => status === 429));
  });

  it("sends everything to its own version again once the second is removed", async () => {
    await using shared = await openShared(1);
    expect(versionOf(await get(`${shared.url}/hello`))).toBe("2");
    await shared.functions.remove("web", 2);
    const answer = await get(`${shared.url}/whoami`);
    expect(answer.text).toMatch(/ 1$/);
    expect(versionOf(answer)).toBeNull();
  });

  it("is refused for a version that is not there", async () => {
    await using shared = await openShared(0.5);
    expect(() => shared.functions.setAlias("web", "live", 1, { version: 9, weight: 0.5 })).toThrow(
      "no version 9 of function web",
    );
  });
});
