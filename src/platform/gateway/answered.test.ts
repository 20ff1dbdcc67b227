import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { get, startPlatform, testDoor, testVersion, until } from "../../../test/platform/test-platform.ts";
import type { AnsweredRequest } from "./answered.ts";
import { createGateway } from "./gateway.ts";

/** A door that somebody follows, with one static file, and what was told. */
async function openFollowed() {
  const platform = await startPlatform();
  platform.functions.publish(testVersion({ concurrency: 1 }));
  platform.functions.setAlias("web", "live", 1);
  const folder = await mkdtemp(join(tmpdir(), "monolift-answered-"));
  await writeFile(join(folder, "app.css"), "body {}");
  const told: AnsweredRequest[] = [];
  let isFollowed = true;
  const gateway = createGateway({
    functions: platform.functions,
    language: "en",
    followerOf: (stage) => (isFollowed && stage === "local" ? (one) => void told.push(one) : undefined),
  });
  const mounts = [{ urlPrefix: "/static/", folders: [folder], hashed: [] }];
  const url = `http://127.0.0.1:${await gateway.open(testDoor({ mounts }))}`;
  return {
    url,
    told,
    end: () => (isFollowed = false),
    [Symbol.asyncDispose]: async () => {
      await gateway.closeAll();
      await platform[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

describe("whoever follows a stage", () => {
  it("is told who answered each request, with its status and time", async () => {
    await using followed = await openFollowed();
    const answer = await get(`${followed.url}/hello?a=%20b`);
    await get(`${followed.url}/static/app.css`);
    await get(`${followed.url}/exit`);
    await until("three were told of", () => followed.told.length === 3);
    expect(followed.told).toMatchObject([
      {
        method: "GET",
        target: "/hello?a=%20b",
        status: 200,
        by: "function",
        functionName: "web",
        requestId: answer.headers.get("x-amzn-requestid"),
        problem: null,
      },
      { target: "/static/app.css", status: 200, by: "static", functionName: null, requestId: null },
      { target: "/exit", status: 502, by: "gateway", functionName: "web", problem: "exited" },
    ]);
    for (const { durationMs } of followed.told) expect(durationMs).toBeGreaterThan(0);
  });

  it("is told of a client that left before there was an answer", async () => {
    await using followed = await openFollowed();
    const call = request(`${followed.url}/sleep?seconds=30`);
    call.on("error", () => undefined);
    call.end();
    await new Promise((resolve) => call.once("socket", (socket) => socket.once("connect", resolve)));
    call.destroy();
    await until("it was told of", () => followed.told.length === 1);
    expect(followed.told[0]).toMatchObject({ status: 0, by: "function" });
  });

  it("is told of nothing once it has ended", async () => {
    await using followed = await openFollowed();
    followed.end();
    await get(`${followed.url}/hello`);
    expect(followed.told).toEqual([]);
  });
});
