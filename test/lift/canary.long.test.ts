import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../platform/test-platform.ts";
import { change, createWorkbench, writeProject, type Called, type Workbench } from "./workbench.ts";

describe("a canary", () => {
  let bench: Workbench;
  let project: string;
  let url: string;
  let says = "version one";

  const configure = (canary: string): Promise<void> =>
    writeFile(join(project, "monolift.toml"), `name = "mine-shaft"\n[release]\ncanary = ${canary}\n`);
  const lift = async (words: string, ...flags: readonly string[]): Promise<Called> => {
    await change(join(project, "shop/views.py"), says, words);
    says = words;
    return bench.call(project, "up", "--json", ...flags);
  };
  const status = async () => (await bench.call(project, "status", "--json")).json;
  const releases = async () => (await bench.call(project, "releases", "--json")).json;
  /** Which releases answer `count` requests, by the header that says so while there are two. */
  const ask = async (path: string, count: number): Promise<ReadonlySet<string | null>> => {
    const answers = [];
    for (let index = 0; index < count; index += 1) answers.push(await fetch(`${url}${path}`));
    return new Set(answers.map(({ headers }) => headers.get("x-amz-executed-version")));
  };
  const untilEnded = (): Promise<void> =>
    until("the canary has ended", async () => (await releases()).canary === null);

  beforeAll(async () => {
    bench = await createWorkbench();
    project = join(bench.folder, "mine-shaft");
    await writeProject(project);
    await configure('"50% 6s"');
    const lifted = await bench.call(project, "up", "--json");
    // There is nothing beside the first release.
    expect(lifted.json, lifted.stdout).toMatchObject({ release: 1, canary: null });
    url = lifted.json.url;
  });
  afterAll(() => bench.remove());

  it("gives the new release a part of the requests, and all of them when its time is over (parity: canary-metrics, executed-version)", async () => {
    const lifted = await lift("version two");
    expect(lifted.json, lifted.stdout).toMatchObject({ release: 2, canary: { percent: 50, seconds: 6 } });
    expect(await ask("/", 40)).toEqual(new Set(["1", "2"]));
    expect(await status()).toMatchObject({ release: 1, canary: { release: 2, from: 1, metric: "5xx" } });
    await untilEnded();
    expect(await ask("/", 5)).toEqual(new Set([null]));
    expect(await (await fetch(url)).text()).toContain("version two");
    const { live, moves } = await releases();
    expect(live).toBe(2);
    expect(moves[0]).toMatchObject({
      kind: "canary",
      from: 1,
      to: 2,
      by: null,
      canary: { outcome: "passed" },
    });
    const { newer, older } = moves[0].canary;
    expect(newer.requests + older.requests).toBe(40);
  });

  it("goes back by itself when too many answers are errors, with nobody looking on (parity: canary)", async () => {
    await configure('{ percent = 50, for = "10m", threshold = 10, sample = 5 }');
    await change(join(project, "shop/views.py"), "def where(request):", "def where(request):\n    1 / 0");
    const lifted = await lift("version three");
    expect(lifted.json, lifted.stdout).toMatchObject({ release: 3, canary: { seconds: 600 } });
    await until("it has gone back", async () => {
      await ask("/where/", 5);
      return (await releases()).canary === null;
    });
    const now = await status();
    expect(now).toMatchObject({ release: 2, lastMove: { kind: "canary", from: 2, to: 3 } });
    expect(now.lastMove.canary).toMatchObject({ outcome: "went-back", older: { errors5xx: 0 } });
    expect(now.lastMove.canary.newer.errors5xx).toBeGreaterThanOrEqual(5);
    expect((await fetch(`${url}/where/`)).status).toBe(200);
    const { stdout } = await bench.call(project, "status");
    expect(stdout).toMatch(
      /The canary of release 3 went back to release 2 .+: \d+ of \d+ were answers of 5xx/,
    );
    // A release that was only tried is none to return to.
    expect((await bench.call(project, "rollback", "--json")).json).toMatchObject({ from: 2, to: 1 });
    await bench.call(project, "rollback", "--to", "2", "--json");
    await change(join(project, "shop/views.py"), "def where(request):\n    1 / 0", "def where(request):");
  });

  it("goes on with its numbers after its process was killed, as long as it was still to last", async () => {
    await configure('"50% 10s"');
    const lifted = await lift("version four");
    expect(lifted.json, lifted.stdout).toMatchObject({ canary: { seconds: 10 } });
    await ask("/", 20);
    const seen = async (): Promise<number> => {
      const { newer, older } = (await releases()).canary;
      return newer.requests + older.requests;
    };
    await until("its numbers are written", async () => (await seen()) === 20);
    process.kill((await status()).process.pid, "SIGKILL");
    const again = await bench.call(project, "up", "--json");
    expect(again.json, again.stdout).toMatchObject({ changed: false, release: lifted.json.release });
    expect(again.json.notices).toContainEqual(expect.objectContaining({ code: "CANARY_UNDER_WAY" }));
    expect(await ask("/", 20)).toEqual(new Set(["2", String(lifted.json.release)]));
    await until("the numbers are added up", async () => (await seen()) === 40);
    await untilEnded();
    const { live, moves } = await releases();
    expect(live).toBe(lifted.json.release);
    expect(moves[0]).toMatchObject({ to: live, canary: { outcome: "passed" } });
  });

  it("gives way to the next up, and to a rollback", async () => {
    await configure('"50% 10m"');
    const { live } = await releases();
    const first = await lift("version five");
    const second = await lift("version six");
    expect(second.json, second.stdout).toMatchObject({ changed: true, canary: { seconds: 600 } });
    expect(second.json.notices).toContainEqual(expect.objectContaining({ code: "CANARY_REPLACED" }));
    expect(await ask("/", 40)).toEqual(new Set([String(live), String(second.json.release)]));
    const ended = await bench.call(project, "rollback", "--json");
    expect(ended.json, ended.stdout).toMatchObject({
      from: live,
      to: live,
      endedCanary: second.json.release,
    });
    expect(await ask("/", 5)).toEqual(new Set([null]));
    expect(await (await fetch(url)).text()).toContain("version four");
    const { moves } = await releases();
    expect(moves.slice(0, 3)).toMatchObject([
      { kind: "rollback", from: live, to: live },
      { kind: "canary", to: second.json.release, canary: { outcome: "cut-short" } },
      { kind: "canary", to: first.json.release, canary: { outcome: "cut-short" } },
    ]);
  });

  it("is left out where the stage moves to another port", async () => {
    const lifted = await lift("version seven", "--port", String(Number(new URL(url).port) + 1000));
    expect(lifted.json, lifted.stdout).toMatchObject({ changed: true, canary: null });
    expect(lifted.json.notices).toContainEqual(expect.objectContaining({ code: "CANARY_SKIPPED" }));
    url = lifted.json.url;
    expect(await (await fetch(url)).text()).toContain("version seven");
    // The release before knew another address; it comes back at this one.
    const back = await bench.call(project, "rollback", "--json");
    expect(back.json, back.stdout).toMatchObject({ url });
    const { port } = new URL(url);
    expect(await (await fetch(`${url}/where/`)).json()).toMatchObject({ host: `127.0.0.1:${port}` });
    const login = await (await fetch(`${url}/admin/login/`)).text();
    const token = /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(login)?.[1] ?? "";
    const posted = await fetch(`${url}/admin/login/`, {
      method: "POST",
      headers: {
        cookie: `csrftoken=${token}`,
        origin: url,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams({ csrfmiddlewaretoken: token, username: "x", password: "y" }),
    });
    expect(posted.status).toBe(200);
  });
});
