import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appJson, pocketToml, procfile, serverlessYml, zappaJson } from "../../../test/importers/files.ts";
import { everyKey } from "../../../test/importers/said.ts";
import { importProject } from "./import-project.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "monolift-import-"));
});
afterEach(() => rm(folder, { recursive: true }));

const put = (file: string, text: string): Promise<void> => writeFile(join(folder, file), text);
const read = (file?: string) => importProject(folder, file, everyKey);

describe("importProject", () => {
  it("finds nothing where nothing is", async () => {
    expect(await read()).toEqual({ project: undefined, notices: [] });
  });

  it("takes the first of several and names the others", async () => {
    await put("Procfile", procfile);
    await put("zappa_settings.json", zappaJson);
    await put("serverless.yml", serverlessYml);
    await put("pocket.toml", pocketToml);
    const { project } = await read();
    expect(project).toMatchObject({
      tool: "magic-pocket",
      file: "pocket.toml",
      others: ["zappa_settings.json", "serverless.yml", "Procfile"],
    });
  });

  it("takes the one that is asked for, of any name and in any folder", async () => {
    await put("pocket.toml", pocketToml);
    await put("Procfile", procfile);
    expect((await read("Procfile")).project).toMatchObject({ tool: "heroku", others: [] });
    await mkdir(join(folder, "deploy"));
    await put("deploy/zappa-shop.json", zappaJson);
    expect((await read("deploy/zappa-shop.json")).project).toMatchObject({
      tool: "zappa",
      file: "deploy/zappa-shop.json",
    });
  });

  it("reads app.json beside a Procfile, and leaves out folders and files that are not there", async () => {
    await mkdir(join(folder, "heroku"));
    await put("heroku/Procfile", procfile);
    await put("heroku/app.json", appJson);
    const { project } = await read("heroku/Procfile");
    expect(project?.name).toMatchObject({ value: "The Shop", from: { file: "heroku/app.json" } });
    expect(project?.entries.map(({ key }) => key)).not.toContain("app.root");
    expect(project?.left.map(({ advice, from }) => [advice, from.file])).toContainEqual([
      "own-detected",
      "heroku/Procfile",
    ]);
  });

  it("keeps a folder that has an application", async () => {
    await mkdir(join(folder, "backend"));
    await put("backend/manage.py", "");
    await put("Procfile", procfile);
    expect((await read()).project?.entries.map(({ key, value }) => [key, value])).toContainEqual([
      "app.root",
      "backend",
    ]);
  });

  it("changes no file and runs none", async () => {
    const text = `open("was_run", "w")\nAPI_STAGE='dev'\nDJANGO_SETTINGS='shop.settings'\n`;
    await put("zappa_settings.py", text);
    expect((await read()).project).toMatchObject({ tool: "zappa", stages: ["dev"] });
    expect(await readFile(join(folder, "zappa_settings.py"), "utf8")).toBe(text);
    await expect(readFile(join(folder, "was_run"))).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("passes over a file that cannot be read, with a notice, and a file of something else, without one", async () => {
    await put("zappa_settings.json", '{ "dev": { "aws_region": "eu-west-1", } }');
    await put("pocket.toml", '[workspace]\nname = "pocket"\n');
    await put("serverless.yml", "service: x\nprovider: [\n");
    await put("Procfile", procfile);
    const { project, notices } = await read();
    expect(project?.tool).toBe("heroku");
    expect(notices).toMatchObject([
      { code: "IMPORT_PASSED_OVER", facts: { file: "zappa_settings.json" } },
      { code: "IMPORT_PASSED_OVER", facts: { file: "serverless.yml", line: 3 } },
    ]);
  });

  it.each([
    ["IMPORT_FILE_MISSING", "nothing.json", null],
    ["IMPORT_UNKNOWN_FORMAT", "pocket.toml", '[workspace]\nname = "pocket"\n'],
    ["IMPORT_UNKNOWN_FORMAT", "Makefile", "all:\n"],
    ["IMPORT_SYNTAX", "zappa_settings.json", '{ "dev": { "aws_region": "x", } }'],
    ["IMPORT_SYNTAX", "serverless.yml", "service: [\n"],
    ["CONFIG_SYNTAX", "pocket.toml", "[general\n"],
  ])("says what is wrong with the file that was asked for: %s", async (code, file, text) => {
    if (text !== null) await put(file, text);
    await expect(read(file)).rejects.toMatchObject({ code });
  });

  it("says so when a file is not text, or may not be read", async () => {
    await writeFile(join(folder, "Procfile"), Buffer.from([0xff, 0xfe, 0x00]));
    await expect(read("Procfile")).rejects.toMatchObject({ code: "IMPORT_UNREADABLE" });
    if (process.getuid?.() === 0) return;
    await chmod(join(folder, "Procfile"), 0);
    await expect(read("Procfile")).rejects.toMatchObject({ code: "IMPORT_UNREADABLE" });
  });
});
