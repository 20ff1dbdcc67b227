import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { change, createWorkbench, writeProject, type Called, type Workbench } from "./workbench.ts";

const planted = "pl4nted-v4lue-9b1f";
const text = async (url: string): Promise<string> => (await fetch(url)).text();

/** Files below a folder that hold a text, links not followed. */
async function filesWith(folder: string, wanted: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && (await readFile(path).catch(() => Buffer.of())).includes(wanted)) found.push(path);
  }
  return found;
}

describe("secrets as variables", () => {
  let bench: Workbench;
  let project: string;
  let kept: string;
  let url: string;
  const called: Called[] = [];
  const call = async (...parameters: readonly string[]): Promise<Called> => {
    const one = await bench.call(project, ...parameters);
    called.push(one);
    return one;
  };
  const set = async (name: string, value: string): Promise<Called> => {
    const one = await bench.pipe(value, project, "secrets", "set", name, "--json");
    called.push(one);
    return one;
  };

  beforeAll(async () => {
    bench = await createWorkbench({ sharesCache: false });
    project = join(bench.folder, "herb-garden");
    kept = join(bench.state, "monolift/projects/herb-garden/stages/local/secrets");
    await writeProject(project);
    const settings = join(project, "site_of_shop/settings.py");
    await change(settings, "from pathlib", "import os\nfrom pathlib");
    await change(
      settings,
      "STATIC_URL",
      "TITLE = os.environ['SHOP_TITLE']\nLEVEL = int(os.environ.get('LEVEL', '1'))\nSTATIC_URL",
    );
    const view = join(project, "shop/views.py");
    await change(view, 'f"version one;', 'f"{settings.TITLE} {settings.LEVEL};');
    await change(view, "from django.core.mail", "from django.conf import settings\nfrom django.core.mail");
    await writeFile(join(project, ".env"), "SHOP_TITLE=from-the-file\n");
  });
  afterAll(() => bench.remove());

  it("are kept before the first `up`, and are in nothing that it makes, says or runs (parity: secrets)", async () => {
    expect((await set("SHOP_TITLE", `${planted}\n`)).json).toMatchObject({ effect: "next-up", version: 1 });
    const lifting = bench.start(project, "up", "--json");
    let isOver = false;
    const seen: string[] = [];
    const look = async (): Promise<void> => {
      const { stdout } = await promisify(execFile)("ps", ["-eo", "args"], { maxBuffer: 16 * 1024 * 1024 });
      seen.push(...stdout.split("\n").filter((line) => line.includes(planted)));
      await sleep(50);
      if (!isOver) await look();
    };
    const looking = look();
    const lifted = await lifting.finished;
    isOver = true;
    await looking;
    called.push(lifted);
    expect(lifted.json, lifted.stdout).toMatchObject({ release: 1 });
    ({ url } = lifted.json);
    expect(await text(url)).toContain(`${planted} 1`);
    for (const verb of ["status", "releases", "logs", "inspect", "list"]) await call(verb, "--json");
    await call("secrets", "list", "--json");
    expect(called.map(({ stdout, stderr }) => stdout + stderr).join("")).not.toContain(planted);
    expect(seen).toEqual([]);
    expect(await filesWith(bench.folder, planted)).toEqual([join(kept, "1.json")]);
    expect((await stat(join(kept, "1.json"))).mode & 0o777).toBe(0o600);
    expect((await bench.call(project, "secrets", "get", "SHOP_TITLE")).stdout).toBe(`${planted}\n`);
    // With a cache of its own, so that everything in it can be looked through.
  }, 180_000);

  it("are replaced without a failed request, and reach commands", async () => {
    const statuses = new Map<number, number>();
    let isOver = false;
    const ask = async (): Promise<void> => {
      const { status } = await fetch(url);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (!isOver) await ask();
    };
    const asking = [ask(), ask()];
    for (const value of ["second", "third"])
      expect((await set("SHOP_TITLE", value)).json).toMatchObject({ effect: "now", set: ["SHOP_TITLE"] });
    isOver = true;
    await Promise.all(asking);
    expect([...statuses.keys()]).toEqual([200]);
    expect(await text(url)).toContain("third 1");
    const code = "import os; print(os.environ['SHOP_TITLE'])";
    const { stdout } = await bench.call(project, "run", "--", "shell", "-c", code);
    expect(stdout).toContain("third");
    expect((await set("SHOP_TITLE", "third")).json).toMatchObject({ effect: "unchanged", version: 3 });
  });

  it("that the application does not start with are refused, with the value hidden", async () => {
    const refused = await set("LEVEL", "no-number-at-all");
    expect(refused.json).toMatchObject({ error: { code: "SECRETS_DO_NOT_START" } });
    expect(refused.json.error.cause).toContain("ValueError");
    expect(refused.json.error.detail).toContain(join(project, "site_of_shop/settings.py"));
    expect(refused.stdout).not.toContain("no-number-at-all");
    expect(await text(url)).toContain("third 1");
    expect((await set("LEVEL", "2")).json).toMatchObject({ effect: "now", version: 4 });
    expect(await text(url)).toContain("third 2");
  });

  it("are hidden in what an inspection says of them", async () => {
    const settings = join(project, "site_of_shop/settings.py");
    await change(settings, "STATIC_URL", "NUMBER = int(TITLE + '-4ever')\nSTATIC_URL");
    await set("SHOP_TITLE", "hidden-5ecret");
    const { stdout, json } = await call("up", "--json");
    expect(json).toMatchObject({ error: { code: "SETTINGS_RAISED" } });
    expect(stdout).toContain("[hidden]-4ever");
    expect(stdout).not.toContain("hidden-5ecret");
    await change(settings, "NUMBER = int(TITLE + '-4ever')\n", "");
    await set("SHOP_TITLE", "third");
  });

  it("survive a kill of the background process", async () => {
    const { process: one } = (await call("status", "--json")).json;
    process.kill(one.pid, "SIGKILL");
    expect((await call("up", "--json")).json).toMatchObject({ changed: false });
    expect(await text(url)).toContain("third 2");
  });

  it("go back with their release when that is asked for", async () => {
    await change(join(project, "shop/views.py"), "products", "goods");
    expect((await call("up", "--json")).json).toMatchObject({ release: 2 });
    await set("SHOP_TITLE", "fourth");
    const { releases } = (await call("releases", "--json")).json;
    expect(releases.map((one: { secrets: number }) => one.secrets)).toEqual([6, 1]);
    expect((await call("rollback", "--json")).json).toMatchObject({ to: 1, secrets: null });
    expect(await text(url)).toContain("fourth 2; products");
    await call("up", "--json");
    const back = await call("rollback", "--to", "1", "--with-secrets", "--json");
    expect(back.json, back.stdout).toMatchObject({ to: 1, secrets: 1 });
    expect(await text(url)).toContain(`${planted} 1; products`);
    expect((await set("SHOP_TITLE", "fifth")).json).toMatchObject({ version: 8, effect: "now" });
  });

  it("come from the `.env` file, without what the stage sets itself", async () => {
    await writeFile(join(project, ".env"), "SHOP_TITLE='of the file'\nDATABASE_URL=sqlite:///x\nEXTRA=1\n");
    const { json } = await call("secrets", "import", ".env", "--json");
    expect(json).toMatchObject({ set: ["EXTRA", "SHOP_TITLE"], effect: "now" });
    expect(json.notices.map(({ code }: { code: string }) => code)).toEqual([
      "SECRETS_BEFORE_FILE",
      "SECRETS_NOT_TAKEN",
    ]);
    expect(await text(url)).toContain("of the file 1");
    expect((await set("DATABASE_URL", "x")).json).toMatchObject({ error: { code: "SECRET_RESERVED" } });
    expect((await call("secrets", "unset", "EXTRA", "--json")).json).toMatchObject({ removed: ["EXTRA"] });
    const unknown = await call("secrets", "unset", "SHOP_TITEL", "--json");
    expect(unknown.json.error.fix).toContain("`SHOP_TITLE`");
  });

  it("have a SECRET_KEY of the stage's, until another is set", async () => {
    const keyOf = async (): Promise<string> => {
      const code = "from django.conf import settings; print(settings.SECRET_KEY)";
      return (await bench.call(project, "run", "--", "shell", "-v", "0", "-c", code)).stdout.trim();
    };
    const origin = async (): Promise<unknown> => {
      const { secrets } = (await call("secrets", "list", "--json")).json;
      return secrets.find((one: { name: string }) => one.name === "SECRET_KEY").origin;
    };
    expect(await origin()).toBe("generated");
    const { json } = await set("SECRET_KEY", "a-key-that-somebody-has-chosen-for-this-stage-alone");
    expect(json).toMatchObject({ effect: "now", notices: [{ code: "SECRET_KEY_REPLACED" }] });
    expect(await keyOf()).toBe("a-key-that-somebody-has-chosen-for-this-stage-alone");
    expect(await origin()).toBe("given");
    await call("secrets", "unset", "SECRET_KEY");
    expect(await keyOf()).not.toContain("somebody");
    const refused = await call("secrets", "unset", "SECRET_KEY", "--json");
    expect(refused.json).toMatchObject({ error: { code: "SECRET_GENERATED" } });
  });
});

describe("secrets as files", () => {
  let bench: Workbench;
  let project: string;

  beforeAll(async () => {
    bench = await createWorkbench();
    project = join(bench.folder, "igloo");
    await writeProject(project);
    await splitSettings(project);
    await mkdir(join(project, ".secrets"));
    const write = (name: string, content: object): Promise<void> =>
      writeFile(join(project, ".secrets", name), JSON.stringify(content));
    await write("base.json", {
      SECRET_KEY: `igloo-${planted}-igloo-${planted}-igloo-${planted}`,
      FACEBOOK_APP_ID: planted,
    });
    const database = (password: string): object => ({
      DATABASES: { default: { PASSWORD: password } },
      RETRIES: 3,
    });
    await write("dev.json", database("dev"));
    await write("production.json", database(planted));
    await writeFile(join(project, "monolift.toml"), 'name = "igloo"\n[secrets]\nmode = "files"\n');
  });
  afterAll(() => bench.remove());

  it("are found where the project opens them, although nothing is there any more", async () => {
    const { json, stdout } = await bench.call(project, "secrets", "import", ".secrets", "--json");
    expect(json, stdout).toMatchObject({
      set: ["DATABASES__default__PASSWORD", "FACEBOOK_APP_ID", "RETRIES", "SECRET_KEY"],
      notices: [{ code: "SECRETS_ENVIRONMENT_TAKEN", facts: { file: ".secrets/dev.json" } }],
    });
    await rename(join(project, ".secrets"), join(bench.folder, "away"));
    const lifted = await bench.call(project, "up", "--json");
    expect(lifted.json, lifted.stdout).toMatchObject({ release: 1 });
    expect(await text(lifted.json.url)).toContain(`${planted} 4;`);
    const { secrets } = (await bench.call(project, "secrets", "list", "--json")).json;
    expect(secrets.map(({ usedAs }: { usedAs: string }) => usedAs)).toEqual(["file", "file", "file", "file"]);
  });

  it("change with one value, which keeps its kind, and reach commands", async () => {
    const { json } = await bench.pipe("7", project, "secrets", "set", "RETRIES", "--json");
    expect(json).toMatchObject({ effect: "now" });
    const { url } = (await bench.call(project, "status", "--json")).json;
    expect(await text(url)).toContain(`${planted} 8;`);
    const code = "from django.conf import settings; print(repr(settings.RETRIES))";
    expect((await bench.call(project, "run", "--", "shell", "-v", "0", "-c", code)).stdout).toBe("7\n");
  });

  it("go along with a copy of the stage, which has a key of its own and changes them for itself", async () => {
    const file = join(project, "monolift.toml");
    await writeFile(file, `${await readFile(file, "utf8")}\n[stages."preview-*"]\nprovider = "local"\n`);
    const copy = await bench.call(project, "up", "preview-a", "--from", "local", "--json");
    const names = ["DATABASES__default__PASSWORD", "FACEBOOK_APP_ID", "RETRIES"];
    expect(copy.json?.notices, copy.stdout).toContainEqual({
      code: "SECRETS_COPIED",
      facts: { stage: "preview-a", from: "local", names },
    });
    expect(copy.stderr + copy.stdout).not.toContain(planted);
    expect(await text(copy.json.url)).toContain(`${planted} 8;`);
    const code = "from django.conf import settings; print(settings.SECRET_KEY)";
    const keyOf = async (stage: string): Promise<string> =>
      (await bench.call(project, "run", stage, "--", "shell", "-v", "0", "-c", code)).stdout.trim();
    const [own, other] = [await keyOf("preview-a"), await keyOf("local")];
    expect(other).toContain(planted);
    expect(own.length).toBeGreaterThan(30);
    expect(own).not.toContain(planted);
    const changed = await bench.pipe("9", project, "secrets", "set", "RETRIES", "preview-a", "--json");
    expect(changed.json, changed.stdout).toMatchObject({ version: 2 });
    expect(await text(copy.json.url)).toContain(`${planted} 10;`);
    const { url } = (await bench.call(project, "status", "--json")).json;
    expect(await text(url)).toContain(`${planted} 8;`);
    const gone = await bench.call(project, "down", "preview-a", "--delete-data", "--json");
    expect(gone.json, gone.stdout).toMatchObject({ left: [] });
  });

  it("are nowhere but in the store once a command has ended", async () => {
    await rm(join(bench.folder, "away"), { recursive: true });
    const folder = join(bench.state, "monolift/projects/igloo/stages/local/secrets");
    const holding = await filesWith(bench.folder, planted);
    expect(holding.filter((path) => !path.startsWith(folder))).toEqual([]);
    const left = await readdir("/tmp");
    const ours = await Promise.all(
      left
        .filter((name) => name.startsWith("monolift-secrets-"))
        .map((name) => filesWith(join("/tmp", name), planted)),
    );
    expect(ours.flat()).toEqual([]);
  });
});

/** A settings package that opens its secrets as JSON files, one for all environments and one for each. */
async function splitSettings(project: string): Promise<void> {
  const site = join(project, "site_of_shop");
  await mkdir(join(site, "settings"));
  await rename(join(site, "settings.py"), join(site, "settings/base.py"));
  await writeFile(join(site, "settings/__init__.py"), "");
  const base = join(site, "settings/base.py");
  await change(base, "from pathlib", "import json\nimport os\nfrom pathlib");
  await change(base, "parent.parent", "parent.parent.parent");
  const settings = await readFile(base, "utf8");
  await writeFile(
    base,
    settings.replace(
      /^SECRET_KEY = .*$/m,
      `secrets_base = json.load(open(os.path.join(BASE_DIR, ".secrets", "base.json")))
SECRET_KEY = secrets_base["SECRET_KEY"]
FACEBOOK_APP_ID = secrets_base["FACEBOOK_APP_ID"]`,
    ),
  );
  await writeFile(
    join(site, "settings/dev.py"),
    `from .base import *

secrets = json.load(open(os.path.join(BASE_DIR, ".secrets", "dev.json")))
RETRIES = secrets["RETRIES"]
`,
  );
  for (const file of ["manage.py", "site_of_shop/wsgi.py", "site_of_shop/asgi.py"])
    await change(join(project, file), "site_of_shop.settings", "site_of_shop.settings.dev");
  const view = join(project, "shop/views.py");
  await change(view, 'f"version one;', 'f"{settings.FACEBOOK_APP_ID} {settings.RETRIES + 1};');
  await change(view, "from django.core.mail", "from django.conf import settings\nfrom django.core.mail");
}
