import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../errors.ts";
import { languages } from "../words/words.ts";
import { loadConfig, type Config } from "./load.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "config 設定-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function load(text: string): Promise<Config> {
  await writeFile(join(folder, "monolift.toml"), text);
  const config = await loadConfig(folder, { HOME: folder });
  if (config === undefined) throw new Error("no file");
  return config;
}

/** Code, facts and place of the error that a text is answered with. */
async function refusal(text: string): Promise<UserError> {
  try {
    await load(text);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("The text was accepted");
}

describe("loadConfig", () => {
  it("reads a file of one line", async () => {
    const config = await load('name = "blog"\n');
    expect(config).toEqual({
      name: "blog",
      root: folder,
      file: join(folder, "monolift.toml"),
      base: {},
      stages: {},
    });
  });

  it("finds the file above the current folder", async () => {
    await load('name = "blog"');
    await mkdir(join(folder, "a/b"), { recursive: true });
    expect((await loadConfig(join(folder, "a/b"), { HOME: "/" }))?.root).toBe(folder);
  });

  it("does not leave a git repository, nor the home folder", async () => {
    await load('name = "other"');
    const repository = join(folder, "repository");
    await mkdir(join(repository, ".git"), { recursive: true });
    await mkdir(join(repository, "app"));
    expect(await loadConfig(join(repository, "app"), { HOME: "/" })).toBeUndefined();
    await mkdir(join(folder, "home/app"), { recursive: true });
    expect(await loadConfig(join(folder, "home/app"), { HOME: join(folder, "home") })).toBeUndefined();
  });

  it("accepts everything that the schema has", async () => {
    const config = await load(`
      name = "blog"
      database = "settings"
      [app]
      framework = "django"
      root = "backend"
      settings = "config.settings.base"
      python = ">=3.11, <3.14"
      requirements = "requirements/production.txt"
      interface = "asgi"
      vendor = ["wheels/tool-1.0-py3-none-any.whl"]
      [functions.web]
      memory = 512
      timeout = "1m30s"
      concurrency = 20
      [stages.local]
      database.engine = "postgres"
      [stages."preview-*"]
      provider = "local"
      functions.web.memory = 256
    `);
    expect(config.base.functions?.web).toEqual({ memory: 512, timeout: "1m30s", concurrency: 20 });
    expect(Object.keys(config.stages)).toEqual(["local", "preview-*"]);
  });

  it("accepts a byte order mark and Windows' line ends", async () => {
    expect((await load('\uFEFFname = "blog"\r\n[app]\r\nroot = "x"\r\n')).base.app).toEqual({ root: "x" });
  });
});

describe("an error of the file", () => {
  it("shows line, column and the line itself", async () => {
    const error = await refusal('name = "blog"\n\n[functions.web]\n  memry = 512 # more\n');
    expect(error.place).toEqual({
      file: join(folder, "monolift.toml"),
      line: 4,
      column: 3,
      excerpt: "  memry = 512 # more",
    });
    expect(error).toMatchObject({
      code: "CONFIG_UNKNOWN_KEY",
      facts: { key: "functions.web.memry", nearest: "memory" },
    });
    expect(error.say("en")).toEqual({
      cause: '"functions.web.memry" is not a key of monolift.toml.',
      fix: 'Did you mean "memory"?',
    });
  });

  it.each([
    ["nmae = 'blog'", { key: "nmae", nearest: "name" }],
    ["name = 'blog'\n[function.web]\nmemory = 1", { key: "function", nearest: "functions" }],
    ["name = 'blog'\n[app]\nsetings = 'a'", { key: "app.setings", nearest: "settings" }],
    [
      "name = 'blog'\n[stages.local]\nprovder = 'local'",
      { key: "stages.local.provder", nearest: "provider" },
    ],
    [
      "name = 'blog'\n[stages.'preview-*']\nprovider='local'\nx = 1",
      { key: 'stages."preview-*".x', nearest: null },
    ],
  ])("names the nearest key: %s", async (text, facts) => {
    expect(await refusal(text)).toMatchObject({ code: "CONFIG_UNKNOWN_KEY", facts });
  });

  it.each([
    ["name = 'blog'\nmemory = 512", { key: "memory", table: "functions.web" }],
    [
      "name = 'blog'\n[stages.x]\nprovider='local'\nengine = 'postgres'",
      { key: "engine", table: "stages.x.database" },
    ],
    ["name = 'blog'\n[functions]\nsettngs = 'a'", { key: "settings", table: "app" }],
  ])("names the table that a key belongs to: %s", async (text, belongs) => {
    expect(await refusal(text)).toMatchObject({
      code: "CONFIG_UNKNOWN_KEY",
      facts: { nearest: null, belongs },
    });
  });

  it("lists the keys of a table when nothing is near", async () => {
    const error = await refusal("name = 'blog'\n[functions.web]\nzzzzzz = 1");
    expect(error.say("en").fix).toBe(
      "Remove it. The keys of this table are: memory, tmp, timeout, concurrency, architecture, snapstart.",
    );
  });

  it.each([
    ["name = 1", "name", "1", "integer", ["text"], 'name = "blog"', 1, 8],
    ["name = 'b'\n[app]\npython = 3.12", "app.python", "3.12", "number", ["text"], 'python = "3.12"', 3, 10],
    ["name = 'b'\napp = 'x'", "app", '"x"', "text", ["table"], "[app]", 2, 7],
    [
      "name = 'b'\n[app]\nframework = 5",
      "app.framework",
      "5",
      "integer",
      ["text"],
      'framework = "django"',
      3,
      13,
    ],
    [
      "name = 'b'\ndatabase = 5",
      "database",
      "5",
      "integer",
      ["text", "table"],
      'database = "postgres"',
      2,
      12,
    ],
    [
      "name = 'b'\n[functions.web]\nmemory = '512'",
      "functions.web.memory",
      '"512"',
      "text",
      ["integer"],
      "memory = 512",
      3,
      10,
    ],
    [
      "name = 'b'\n[functions.web]\ntimeout = true",
      "functions.web.timeout",
      "true",
      "boolean",
      ["integer", "text"],
      'timeout = "60s"',
      3,
      11,
    ],
    [
      "name = 'b'\n[app]\nvendor = ['a.whl', 2]",
      "app.vendor.1",
      "2",
      "integer",
      ["text"],
      'vendor = ["wheels/tool-1.0-py3-none-any.whl"]',
      3,
      20,
    ],
  ])(
    "says what was given and what is wanted: %s",
    async (text, key, given, kind, wanted, example, line, column) => {
      expect(await refusal(text)).toMatchObject({
        code: "CONFIG_WRONG_TYPE",
        facts: { key, given, kind, wanted, example },
        place: { line, column },
      });
    },
  );

  it.each([
    ["memory = 64", { given: "64", least: 128, most: 10_240, unit: "MB" }],
    ["memory = 20000", { given: "20000", least: 128, most: 10_240, unit: "MB" }],
    ["timeout = 901", { given: "901", least: 1, most: 900, unit: "s" }],
    ["timeout = '16m'", { given: '"16m"', least: 1, most: 900, unit: "s" }],
    ["timeout = '0s'", { given: '"0s"', least: 1, most: 900, unit: "s" }],
    ["concurrency = 0", { given: "0", least: 1, most: 1000, unit: "" }],
    ["\n[release.canary]\nthreshold = 101", { given: "101", least: 0, most: 100, unit: "" }],
  ])("says the limits: %s", async (line, facts) => {
    expect(await refusal(`name = "b"\n[functions.web]\n${line}`)).toMatchObject({
      code: "CONFIG_OUT_OF_RANGE",
      facts,
    });
  });

  it.each(["1m", "90s", "366d", "53w"])("says how long a stage may live: %s", async (ttl) => {
    expect(
      await refusal(`name = "b"\n[stages."preview-*"]\nprovider = "local"\nttl = "${ttl}"`),
    ).toMatchObject({
      code: "CONFIG_OUT_OF_RANGE",
      facts: { key: 'stages."preview-*".ttl', given: `"${ttl}"`, least: "5m", most: "365d", unit: "" },
      place: { line: 4, column: 7 },
    });
  });

  it.each(["ttl = '7d'", "provider = 'local'", "domain = 'blog.example.com'", "door = 'rest'"])(
    "says of a key of one stage that it cannot hold for all: %s",
    async (line) => {
      expect(await refusal(`name = "b"\n${line}`)).toMatchObject({
        code: "CONFIG_STAGE_ONLY_KEY",
        facts: { key: line.split(" ")[0], table: 'stages."preview-*"' },
        place: { line: 2, column: 1 },
      });
    },
  );

  it.each([
    ["database = 'postgress'", { key: "database", given: "postgress", nearest: "postgres" }],
    [
      "database.engine = 'mysql'",
      { key: "database.engine", nearest: null, allowed: ["postgres", "neon", "aurora", "url", "settings"] },
    ],
    ["[stages.x]\nprovider = 'asw'", { key: "stages.x.provider", nearest: "aws", allowed: ["local", "aws"] }],
    ["[app]\ninterface = 'agsi'", { key: "app.interface", nearest: "asgi" }],
    ["[release.canary]\nmetric = 'error'", { key: "release.canary.metric", nearest: "errors" }],
  ])("names the nearest value: %s", async (line, facts) => {
    expect(await refusal(`name = "b"\n${line}`)).toMatchObject({ code: "CONFIG_UNKNOWN_VALUE", facts });
  });

  it.each([
    "[app]\nroot = '../other'",
    "[app]\nroot = '/srv'",
    "[app]\nroot = 'a/../../b'",
    "[app]\nroot = ''",
    "[app]\nsettings = 'config/settings.py'",
    "[app]\npython = 'three'",
    "[app]\nvendor = ['wheels/tool.tar.gz']",
    "[functions.web]\ntimeout = 'soon'",
    "[release]\ncanary = '10 % 5m'",
    "[release]\ncanary = '100% 5m'",
    "[release]\ncanary = '10% 25000m'",
    "[release.canary]\nfor = '2d'",
    "[stages.local]\nttl = 'a week'",
    "[database]\nawake = 'weekdays 08:30-19:00 Asia/Tokyo'",
    "[database]\nawake = 'mon-fri 08:30-08:30 Asia/Tokyo'",
    "[database]\nmin = 0.7",
    "[network]\nvpc = 'main'",
    "[network]\nvpc = 'vpc-0a1b2c3d4e5f6071'",
    "[network]\ncidr = '10.0.0.0/8'",
    "[network]\ncidr = '10.0.0.1/20'",
    "[network]\nsecurity_groups = []",
    "[stages.local]\ndomain = 'https://blog.example.com'",
    "[stages.local]\ndomain = 'Blog.example.com'",
    "[stages.local]\ndomain = 'localhost'",
    "[stages.local.alb]\nlistener = 'main'",
    "[stages.local.alb]\npaths = ['blog/*']",
  ])("says the form of a value: %s", async (line) => {
    expect(await refusal(`name = "b"\n${line}`)).toMatchObject({
      code: "CONFIG_UNFIT_VALUE",
      place: { line: 3 },
      facts: { example: expect.stringContaining("=") as string },
    });
  });

  it.each([
    ["name = 'My Project'", { what: "project", given: "My Project", suggestion: "my-project" }, 8],
    ["name = '-x'", { what: "project", given: "-x", suggestion: "x" }, 8],
    ["name = ''", { what: "project", given: "", suggestion: "app" }, 8],
    [`name = '${"x".repeat(41)}'`, { what: "project", suggestion: "x".repeat(40) }, 8],
    ["name = 'b'\n[stages.Production]", { what: "stage", given: "Production", suggestion: "production" }, 9],
    ["name = 'b'\n[stages.'a*b']", { what: "stage", given: "a*b", suggestion: "a-b" }, 9],
  ])("suggests a name that is safe: %s", async (text, facts, column) => {
    expect(await refusal(text)).toMatchObject({ code: "CONFIG_NAME_UNSAFE", facts, place: { column } });
  });

  it("asks for the keys that have to be there", async () => {
    expect(await refusal("[app]\nroot = 'x'")).toMatchObject({
      code: "CONFIG_KEY_MISSING",
      facts: { key: "name", example: 'name = "blog"' },
    });
    expect(await refusal("name = 'b'\n\n[stages.production]\ndatabase = 'postgres'")).toMatchObject({
      code: "CONFIG_KEY_MISSING",
      facts: { key: "stages.production.provider", example: 'provider = "local"' },
      place: { line: 3, excerpt: "[stages.production]" },
    });
  });

  it("does not let a name stand in a stage", async () => {
    expect(await refusal("name = 'b'\n[stages.local]\nname = 'c'")).toMatchObject({
      code: "CONFIG_UNKNOWN_KEY",
      facts: { key: "stages.local.name" },
    });
  });

  it("takes the first problem of several, from the top", async () => {
    const error = await refusal("name = 'b'\n[app]\nroot = 5\nsetings = 'x'\n[functions.web]\nmemory = 1");
    expect(error).toMatchObject({ code: "CONFIG_WRONG_TYPE", place: { line: 3 } });
  });

  it("shows where the text stops being TOML", async () => {
    const error = await refusal('name = "blog"\n[app\nroot = "x"');
    expect(error).toMatchObject({ code: "CONFIG_SYNTAX", place: { line: 2, excerpt: "[app" } });
    expect(await refusal("name = 'a'\nname = 'b'")).toMatchObject({
      code: "CONFIG_SYNTAX",
      place: { line: 2 },
    });
  });

  it("says so when the file is a folder, or not UTF-8", async () => {
    await mkdir(join(folder, "monolift.toml"));
    await expect(loadConfig(folder, { HOME: folder })).rejects.toMatchObject({
      code: "CONFIG_UNREADABLE",
      facts: { reason: "folder" },
    });
    await rm(join(folder, "monolift.toml"), { recursive: true });
    await writeFile(join(folder, "monolift.toml"), Buffer.from([0x6e, 0xff, 0xfe]));
    await expect(loadConfig(folder, { HOME: folder })).rejects.toMatchObject({
      facts: { reason: "not-utf8" },
    });
  });

  it("never repeats a password that was pasted", async () => {
    const error = await refusal("name = 'b'\ndatabase = 'postgres://me:hunter2@db.example.com/x'");
    const shown = [
      JSON.stringify(error.place),
      ...languages.map((language) => JSON.stringify(error.say(language))),
    ];
    expect(shown.join()).not.toContain("hunter2");
    expect(shown.join()).toContain("db.example.com");
  });
});
