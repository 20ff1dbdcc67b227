import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { choosePort, isFree } from "./port.ts";
import { claimProject, findProject, listProjects } from "./project.ts";
import { ensureStageFolder, stageFolder } from "./stage-folder.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "monolift-stage-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("ensureStageFolder", () => {
  const names = { project: "blog", stage: "local" };

  it("gives a stage one port and one key for its whole life, which only its owner may read", async () => {
    const stage = stageFolder(folder, "local");
    const made = await ensureStageFolder(stage, names, undefined);
    expect(await ensureStageFolder(stage, names, undefined)).toEqual(made);
    expect(made.secretKey.length).toBeGreaterThanOrEqual(50);
    expect((await stat(stage.identity)).mode & 0o777).toBe(0o600);
  });

  it("changes the port when another is asked for, and keeps the key", async () => {
    const stage = stageFolder(folder, "local");
    const made = await ensureStageFolder(stage, names, undefined);
    const asked = await ensureStageFolder(stage, names, made.port + 1);
    expect(asked).toEqual({ ...made, port: made.port + 1 });
    expect(JSON.parse(await readFile(stage.identity, "utf8"))).toEqual(asked);
  });
});

describe("choosePort", () => {
  it("follows from the name, and takes the next free one when that is in use", async () => {
    const port = await choosePort("blog/local");
    expect(port).toBeGreaterThanOrEqual(8100);
    expect(port).toBeLessThan(8900);
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    try {
      expect(await isFree(port)).toBe(false);
      expect(await choosePort("blog/local")).not.toBe(port);
    } finally {
      await new Promise((resolve) => other.close(resolve));
    }
  });
});

describe("claimProject", () => {
  const homeOf = (root: string): { state: string; cache: string; config: string } => ({
    state: join(root, "state"),
    cache: join(root, "cache"),
    config: join(root, "config"),
  });

  it("gives a name to one folder at a time", async () => {
    const home = homeOf(folder);
    await claimProject(home, "blog", folder);
    await expect(claimProject(home, "blog", `${folder}-other`)).rejects.toMatchObject({
      code: "NAME_TAKEN",
      facts: { name: "blog", root: folder },
    });
    expect((await listProjects(home)).map(({ name }) => name)).toEqual(["blog"]);
  });

  it("follows the file into the folder above, once it is no longer below", async () => {
    const home = homeOf(folder);
    const inner = join(folder, "site");
    await mkdir(inner);
    await writeFile(join(inner, "monolift.toml"), 'name = "blog"\n');
    await claimProject(home, "blog", inner);
    await expect(claimProject(home, "blog", folder)).rejects.toMatchObject({ code: "NAME_TAKEN" });
    await rm(join(inner, "monolift.toml"));
    expect((await claimProject(home, "blog", folder)).movedFrom).toBe(inner);
  });

  it("follows a folder that was moved, and says from where", async () => {
    const home = homeOf(folder);
    await claimProject(home, "blog", join(folder, "gone"));
    const claimed = await claimProject(home, "blog", folder);
    expect(claimed.movedFrom).toBe(join(folder, "gone"));
    expect((await findProject(home, "blog"))?.root).toBe(folder);
  });
});
