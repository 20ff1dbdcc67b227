import { readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { change, createWorkbench, writeProject, type Workbench } from "./workbench.ts";

const text = async (url: string): Promise<string> => (await fetch(url)).text();

/** A migration that release 2 brings: the code before it does not know it. */
const migration = `from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [migrations.AddField("product", "note", models.TextField(null=True))]
`;

const hashedStatic = `STORAGES = {
    'staticfiles': {'BACKEND': 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage'},
}
DEFAULT_AUTO_FIELD`;

describe("releases and rollback", () => {
  let bench: Workbench;
  let project: string;
  let stage: string;
  let url: string;
  /** The words that the first page of the project's folder says now. */
  let says = "version one";

  const lift = async (words: string): Promise<{ readonly release: number }> => {
    await change(join(project, "shop/views.py"), says, words);
    await change(join(project, "shop/static/shop/shop.css"), "body", `/* ${words} */ body`);
    says = words;
    const { json, stderr } = await bench.call(project, "up", "--json");
    expect(json, stderr).toMatchObject({ changed: true });
    return json;
  };
  const releases = async () => (await bench.call(project, "releases", "--json")).json;
  /** The address of a release's style sheet, whose name changes with its content. */
  const styleOf = async (release: number): Promise<string> => {
    const names = await readdir(join(stage, "static", String(release), "shop"));
    return `${url}/static/shop/${names.find((name) => /^shop\.[0-9a-f]{12}\.css$/.test(name))}`;
  };

  beforeAll(async () => {
    bench = await createWorkbench();
    project = join(bench.folder, "coffee-house");
    stage = join(bench.state, "monolift/projects/coffee-house/stages/local");
    await writeProject(project);
    await writeFile(join(project, ".env"), "SHOP_TITLE=Tea\n");
    const settings = join(project, "site_of_shop/settings.py");
    await change(settings, "DEFAULT_AUTO_FIELD", hashedStatic);
    await change(settings, "from pathlib", "import os\nfrom pathlib");
    await change(settings, "STATIC_URL", "TITLE = os.environ['SHOP_TITLE']\nSTATIC_URL");
    const { json, stdout } = await bench.call(project, "up", "--json");
    expect(json, stdout).toMatchObject({ release: 1 });
    url = json.url;
  });
  afterAll(() => bench.remove());

  it("has nothing to return to after the first release", async () => {
    const refused = await bench.call(project, "rollback", "--json");
    expect(refused.json.error).toMatchObject({ code: "NO_OLDER_RELEASE" });
  });

  it("lists what is kept, newest first: who made it, of what, with which migrations", async () => {
    await writeFile(join(project, "shop/migrations/0002_note.py"), migration);
    await lift("version two");
    const { json } = await bench.call(project, "releases", "--json");
    expect(json).toMatchObject({ name: "coffee-house", stage: "local", live: 2, canary: null });
    expect(json.releases).toMatchObject([
      {
        release: 2,
        state: "live",
        by: expect.stringMatching(/^.+@.+$/) as string,
        commit: null,
        migrations: ["shop.0002_note"],
        changed: ["code"],
        secrets: null,
      },
      { release: 1, state: "kept", changed: null },
    ]);
    expect(json.releases[1].migrations).toContain("shop.0001_initial");
    expect(json.moves).toMatchObject([
      { kind: "up", from: 1, to: 2 },
      { kind: "up", from: null, to: 1 },
    ]);
  });

  it("returns to the release before in well under a second, and names the migrations that stay", async () => {
    const newer = await styleOf(2);
    const back = await bench.call(project, "rollback", "--json");
    expect(back.json, back.stdout).toMatchObject({
      from: 2,
      to: 1,
      endedCanary: null,
      migrations: ["shop.0002_note"],
      steps: [
        { name: "boot", outcome: "done" },
        { name: "switch", outcome: "done" },
      ],
    });
    expect(back.json.steps[1].durationMs).toBeLessThan(500);
    expect(await text(url)).toContain("version one");
    // Pages of either release that are open somewhere find their files.
    expect((await fetch(newer)).status).toBe(200);
    expect((await fetch(await styleOf(1))).status).toBe(200);
  });

  it("shows the rollback, and lifts again what the folder says", async () => {
    const { json: status } = await bench.call(project, "status", "--json");
    expect(status).toMatchObject({ release: 1, lastMove: { kind: "rollback", from: 2, to: 1 } });
    const lifted = await bench.call(project, "up", "--json");
    expect(lifted.json, lifted.stdout).toMatchObject({ changed: true, release: 3 });
    expect(await text(url)).toContain("version two");
    const { moves } = await releases();
    expect(moves.map(({ kind, to }: { kind: string; to: number }) => [kind, to])).toEqual([
      ["up", 3],
      ["rollback", 1],
      ["up", 2],
      ["up", 1],
    ]);
  });

  it.each([
    [["--to", "9"], 1, "UNKNOWN_RELEASE"],
    [["--to", "3"], 1, "RELEASE_IS_LIVE"],
    [["--to", "2", "--with-secrets"], 1, "RELEASE_WITHOUT_SECRETS"],
    [["--to", "latest"], 2, "BAD_RELEASE"],
  ])("refuses %s", async (flags, code, error) => {
    const refused = await bench.call(project, "rollback", ...flags, "--json");
    expect(refused).toMatchObject({ code, json: { error: { code: error } } });
    expect(await text(url)).toContain("version two");
  });

  it("moves nothing when the older release does not start any more", async () => {
    await writeFile(join(project, ".env"), "");
    const refused = await bench.call(project, "rollback", "--to", "1", "--json");
    await writeFile(join(project, ".env"), "SHOP_TITLE=Tea\n");
    expect(refused.code).toBe(1);
    expect(refused.json.error).toMatchObject({ code: "RELEASE_DOES_NOT_START", step: "boot" });
    expect(refused.json.error.cause).toContain("SHOP_TITLE");
    expect(await text(url)).toContain("version two");
    expect(await releases()).toMatchObject({ live: 3 });
  });

  it("moves nothing when something of the older release is gone", async () => {
    const packs = join(bench.state, "monolift/projects/coffee-house/packs");
    for (const name of await readdir(packs)) await rm(join(packs, name));
    const refused = await bench.call(project, "rollback", "--to", "1", "--json");
    expect(refused.json.error).toMatchObject({ code: "RELEASE_INCOMPLETE", step: null });
    expect(refused.json.error.cause).toContain(packs);
  });

  it("serves what is written when its process is killed in the middle of a rollback", async () => {
    await lift("version three");
    await lift("version four");
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { json: before } = await bench.call(project, "status", "--json");
      const target = before.release === 4 ? 5 : 4;
      const going = bench.start(project, "rollback", "--to", String(target));
      // Between the boot and the switch, and a little later at each attempt.
      await going.said("✓ boot");
      await new Promise((resolve) => setTimeout(resolve, attempt * 8));
      process.kill(before.process.pid, "SIGKILL");
      const { code } = await going.finished;
      // Whatever starts the process again serves what it had written.
      await bench.call(project, "run", "--json", "--", "check");
      const { live } = await releases();
      expect(live).toBe(code === 0 ? target : before.release);
      expect(await text(url)).toContain(live === 4 ? "version three" : "version four");
    }
  });

  it("serves as before, at the same address, when another port was asked for that is taken", async () => {
    const thief = createServer();
    await new Promise<void>((resolve) => thief.listen(0, "127.0.0.1", resolve));
    const { port } = thief.address() as AddressInfo;
    const before = await releases();
    const refused = await bench.call(project, "up", "--port", String(port), "--json");
    await new Promise((resolve) => thief.close(resolve));
    expect(refused.json.error).toMatchObject({ code: "PORT_TAKEN", step: "switch" });
    expect(await releases()).toEqual(before);
    const { json: status } = await bench.call(project, "status", "--json");
    expect(status).toMatchObject({ url, release: before.live, state: "serving" });
    const served = await text(url);
    // Also after a restart: what could not be served was not written, either.
    process.kill(status.process.pid, "SIGKILL");
    await bench.call(project, "run", "--json", "--", "check");
    expect(await text(url)).toBe(served);
  });

  it("keeps five releases, with the static files of all of them (parity: versions-kept)", async () => {
    await bench.call(project, "rollback", "--to", "5", "--json");
    const oldest = await styleOf(1);
    const second = await styleOf(2);
    expect((await fetch(oldest)).status).toBe(200);
    await lift("version five");
    const { releases: kept } = await releases();
    expect(kept).toHaveLength(5);
    expect(kept.at(-1)).toMatchObject({ release: 2 });
    expect((await fetch(second)).status).toBe(200);
    expect((await fetch(oldest)).status).toBe(404);
  });

  it("serves what is written when its process is killed in the middle of a switch", async () => {
    const { json: before } = await bench.call(project, "status", "--json");
    await change(join(project, "shop/views.py"), says, "version half");
    const lifting = bench.start(project, "up");
    await lifting.said("✓ health");
    process.kill(before.process.pid, "SIGKILL");
    const { code } = await lifting.finished;
    await bench.call(project, "run", "--json", "--", "check");
    const { live } = await releases();
    const served = await text(url);
    expect(live).toBe(code === 0 ? before.release + 1 : before.release);
    expect(served.includes("version half")).toBe(code === 0);
    await change(join(project, "shop/views.py"), "version half", says);
  });
});
