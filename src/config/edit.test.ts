import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createConfigFile } from "./create.ts";
import { setConfigValue, type ConfigValue } from "./edit.ts";
import { loadConfig } from "./load.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "config-"));
  file = join(folder, "monolift.toml");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function edit(text: string, path: readonly string[], value: ConfigValue): Promise<string> {
  await writeFile(file, text);
  await setConfigValue(file, path, value);
  return readFile(file, "utf8");
}

describe("setConfigValue", () => {
  it("keeps comments, order and spelling of everything else", async () => {
    const text = `# Our blog.
# Keep it small.

name   = 'blog' # the name

[functions.web] # what answers
# enough for images
memory = 512 # MB

# the last word
`;
    expect(await edit(text, ["functions", "web", "memory"], 2048)).toBe(text.replace("512", "2048"));
    const added = await edit(text, ["functions", "web", "timeout"], "60s");
    expect(added).toContain("# the last word");
    expect(added).toContain("[functions.web] # what answers\n# enough for images\nmemory = 512 # MB\n");
    expect((await loadConfig(folder, { HOME: folder }))?.base.functions?.web).toEqual({
      memory: 512,
      timeout: "60s",
    });
  });

  it("changes the first key without losing the head of the file", async () => {
    expect(await edit("# Head.\nname = 'a' # x\n", ["name"], "b")).toBe("# Head.\nname = 'b' # x\n");
  });

  it("adds a key to the whole file before its first table", async () => {
    const text = "name = 'a'\n\n# tables\n[app]\nroot = 'x'\n";
    await edit(text, ["database"], "settings");
    const config = await loadConfig(folder, { HOME: folder });
    expect(config?.base).toEqual({ database: "settings", app: { root: "x" } });
  });

  it("makes the tables on the way", async () => {
    await edit("name = 'a' # x\n", ["stages", "big", "provider"], "local");
    await setConfigValue(file, ["stages", "preview-*", "provider"], "local");
    await setConfigValue(file, ["app", "vendor"], ["a.whl"]);
    const config = await loadConfig(folder, { HOME: folder });
    expect(config?.stages).toEqual({ big: { provider: "local" }, "preview-*": { provider: "local" } });
    expect(config?.base.app).toEqual({ vendor: ["a.whl"] });
  });

  it("keeps a shorthand short", async () => {
    expect(await edit('name = "a"\ndatabase = "postgres"\n', ["database", "engine"], "settings")).toBe(
      'name = "a"\ndatabase = "settings"\n',
    );
  });

  it("writes nothing when the value is there already, and keeps the file's rights", async () => {
    await writeFile(file, "name='a'");
    await chmod(file, 0o640);
    const before = await stat(file);
    await setConfigValue(file, ["name"], "a");
    expect((await stat(file)).mtimeMs).toBe(before.mtimeMs);
    await setConfigValue(file, ["name"], "b");
    expect((await stat(file)).mode & 0o777).toBe(0o640);
  });

  it("keeps Windows' line ends", async () => {
    expect(await edit("name = 'a' # x\r\n[app]\r\nroot = 'x'\r\n", ["app", "root"], "y")).toBe(
      "name = 'a' # x\r\n[app]\r\nroot = 'y'\r\n",
    );
  });
});

describe("createConfigFile", () => {
  it("writes the one line that is needed, once", async () => {
    expect(await createConfigFile(folder, { name: "ying-dan-yu" })).toBe(file);
    expect(await readFile(file, "utf8")).toBe('name = "ying-dan-yu"\n');
    await expect(createConfigFile(folder, { name: "other" })).rejects.toMatchObject({
      code: "CONFIG_EXISTS",
    });
    expect((await loadConfig(folder, { HOME: folder }))?.name).toBe("ying-dan-yu");
  });
});
