import { execFile } from "node:child_process";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inventory } from "./aws/inventory.ts";
import { startMinistack, type Ministack } from "./aws/ministack.ts";
import { procfile, zappaJson } from "./importers/files.ts";
import { change, createWorkbench, writeProject, type Workbench } from "./lift/workbench.ts";
import { usePostgres } from "./platform/use-postgres.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const execute = promisify(execFile);
const readmes = ["README.md", "README.ja.md", "README.ko.md"];
const documents = [
  ...readmes,
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
  "decisions/README.md",
];

/** The lines of a document's `sh` blocks. */
async function commandsOf(document: string): Promise<readonly string[]> {
  const text = await readFile(join(root, document), "utf8");
  return [...text.matchAll(/```sh\n([^`]*)```/g)].flatMap(([, block = ""]) => block.trim().split("\n"));
}

describe("the documents", () => {
  it.each(documents)("%s links only to files that are there", async (document) => {
    const text = await readFile(join(root, document), "utf8");
    const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = ""]) => link);
    const missing = links.filter(
      (link) => !/^https?:/.test(link) && !existsSync(join(root, dirname(document), link)),
    );
    expect(missing).toEqual([]);
  });

  it("say the same commands in each language", async () => {
    const [english, japanese, korean] = await Promise.all(readmes.map(commandsOf));
    expect(japanese).toEqual(english);
    expect(korean).toEqual(english);
  });

  it("show a file that is accepted as it stands", async () => {
    const { fileSchema } = await import("../src/config/schema.ts");
    const { parse } = await import("smol-toml");
    for (const document of [
      ...readmes,
      "docs/aws.md",
      "docs/coming-from.md",
      "docs/isolate.md",
      "docs/configuration.md",
      "docs/releases.md",
      "docs/stages.md",
    ]) {
      const text = await readFile(join(root, document), "utf8");
      for (const [, block = ""] of text.matchAll(/```toml\n([^`]*)```/g)) {
        expect(fileSchema.safeParse(parse(block)).error, `${document}: ${block}`).toBeUndefined();
      }
    }
  });
});

describe("every command of the README", () => {
  let bench: Workbench;
  let project: string;

  beforeAll(async () => {
    bench = await createWorkbench();
    project = join(bench.folder, "blog");
    await cp(join(root, "examples/blog"), project, { recursive: true });
  });
  afterAll(() => bench.remove());

  it("is one that is run here", async () => {
    const commands = await commandsOf("README.md");
    const known = ["npm run demo", "npm run build", "npm install --global ."];
    expect(commands.filter((line) => !line.startsWith("monolift ") && !known.includes(line))).toEqual([]);
  });

  it("lifts the example: npm run demo", async () => {
    const { stdout } = await execute("npm", ["run", "--silent", "demo"], {
      cwd: root,
      env: bench.environment,
    });
    const url = /http:\/\/local\.blog\.localhost:\d+/.exec(stdout)?.[0] ?? "";
    const page = await fetch(url.replace("local.blog.localhost", "127.0.0.1"));
    expect(page.status, stdout).toBe(200);
    const ended = await bench.call(bench.folder, "down", "blog/local", "--delete-data", "--json");
    expect(ended.json).toMatchObject({ left: [] });
  });

  it("puts the command in place: npm install --global .", async () => {
    const prefix = join(bench.folder, "global");
    await execute("npm", ["install", "--global", "--silent", "--prefix", prefix, "."], { cwd: root });
    const { stdout } = await execute(join(prefix, "bin/monolift"), ["--version"]);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it("works in a project, in the order in which it is told", async () => {
    const commands = (await commandsOf("README.md")).filter(
      (line) => line.startsWith("monolift ") && !isForAws(line),
    );
    expect(commands).toHaveLength(4);
    for (const command of commands) {
      const [, ...parameters] = command.split(" ");
      // What a person would answer on the terminal.
      const answers = { createsuperuser: ["--noinput"], down: ["--delete-data"] };
      const last = parameters.at(-1) ?? "";
      const answer = Object.hasOwn(answers, last) ? answers[last as keyof typeof answers] : [];
      const called = await bench.call(project, ...parameters, ...answer);
      expect(called.code, `${command}\n${called.stderr}${called.stdout}`).toBe(0);
    }
  });
});

/** The README's own stage on AWS. */
const isForAws = (command: string): boolean => command.split(" ").includes("production");

describe("every command of the README that is for AWS", () => {
  const { postgres } = usePostgres();
  let ministack: Ministack;
  let bench: Workbench;
  let project: string;

  beforeAll(async () => {
    ministack = await startMinistack();
    bench = await createWorkbench({ environment: ministack.environment });
    project = join(bench.folder, "blog");
    await cp(join(root, "examples/blog"), project, { recursive: true });
    const blocks = (await readFile(join(root, "README.md"), "utf8")).matchAll(/```toml\n([^`]*)```/g);
    const file = [...blocks]
      .map(([, text = ""]) => text)
      .find((text) => text.includes("[stages.production]"));
    // A database that is there already, since Neon is not to be had here.
    await writeFile(join(project, "monolift.toml"), (file ?? "").replace('"neon"', '"url"'));
    await postgres().ensureDatabase("blog");
    const address = postgres().databaseUrl("blog");
    await bench.pipe(address, project, "secrets", "set", "DATABASE_URL", "production", "--json");
  });
  afterAll(async () => {
    await bench?.remove();
    await ministack?.stop();
  });

  it("works on an emulator, in the order in which it is told", async () => {
    const commands = (await commandsOf("README.md")).filter(isForAws);
    expect(commands).toHaveLength(4);
    for (const command of commands) {
      const [, ...parameters] = command.split(" ");
      const answer = parameters[0] === "down" ? ["--delete-data"] : [];
      const called = await bench.call(project, ...parameters, ...answer);
      expect(called.code, `${command}\n${called.stderr}${called.stdout}`).toBe(0);
    }
    expect(await inventory(ministack)).toEqual([]);
  });
});

describe("every command of the other documents", () => {
  let bench: Workbench;
  let project: string;

  /** Gives what was said by a command that failed; empty where all is well. */
  const call = async (...parameters: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await bench.call(project, ...parameters);
    return code === 0 ? "" : `${parameters.join(" ")}: ${code}\n${stderr}${stdout}`;
  };
  /** Runs the commands of a document in their order, each with what a person would answer on the terminal. */
  const runAll = async (document: string, between = async () => ""): Promise<readonly string[]> => {
    const said: string[] = [];
    for (const command of await commandsOf(document)) {
      if (said.length > 0) await between();
      const answers = command === "monolift data restore" ? ["--yes"] : [];
      said.push(await call(...command.split(" ").slice(1), ...answers));
    }
    return said;
  };

  beforeAll(async () => {
    bench = await createWorkbench();
    project = join(bench.folder, "documented");
    await writeProject(project);
    await writeFile(
      join(project, "monolift.toml"),
      'name = "documented"\n\n[stages."preview-*"]\nprovider = "local"\nttl = "7d"\n',
    );
    await call("up");
    for (const [from, to] of [
      ["one", "two"],
      ["two", "three"],
    ] as const) {
      await change(join(project, "shop/views.py"), `version ${from}`, `version ${to}`);
      await call("up");
    }
  });
  afterAll(() => bench.remove());

  it("is in one that is run here", async () => {
    const names = documents.filter((name) => !readmes.includes(name));
    const told = await Promise.all(names.map(async (name) => [name, await commandsOf(name)] as const));
    expect(told.flatMap(([name, commands]) => (commands.length > 0 ? [name] : [])).toSorted()).toEqual([
      "docs/coming-from.md",
      "docs/data.md",
      "docs/development.md",
      "docs/inspect.md",
      "docs/releases.md",
      "docs/stages.md",
    ]);
  });

  it("works: docs/inspect.md", async () => {
    const said = await runAll("docs/inspect.md");
    // The project has no GraphQL schema to print.
    expect(said.filter((one) => !one.startsWith("inspect --graphql"))).toEqual(said.slice(1).map(() => ""));
    expect(said.find((one) => one.startsWith("inspect --graphql"))).toContain("GraphQL");
    const made = ["api.json", "models.svg", "map.svg", "cold.svg"];
    for (const name of made) await rm(join(project, name));
  });

  it("works: docs/releases.md", async () => {
    expect(await runAll("docs/releases.md")).toEqual(["", "", ""]);
  });

  it("works: docs/stages.md", async () => {
    const end = (): Promise<string> => call("down", "preview-login", "--delete-data");
    expect(await runAll("docs/stages.md", end)).toEqual(["", ""]);
  });

  it("works: docs/data.md", async () => {
    // A migration that cannot be undone makes the restore point that is gone back to.
    await writeFile(
      join(project, "shop/migrations/0002_count.py"),
      `from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [migrations.RunPython(lambda apps, editor: None)]
`,
    );
    const up = (...stage: readonly string[]): Promise<string> => call("up", ...stage, "--yes-irreversible");
    expect([await up(), await up("preview-a")]).toEqual(["", ""]);
    // What was restored lacks the migration, which the next `up` applies again.
    expect(await runAll("docs/data.md", up)).toEqual(["", "", "", ""]);
  });

  it("works: docs/coming-from.md", async () => {
    const shop = join(bench.folder, "shop");
    await writeProject(shop);
    const old = { "zappa_settings.json": zappaJson, Procfile: procfile };
    for (const [file, text] of Object.entries(old)) await writeFile(join(shop, file), text);
    const [first = "", second = ""] = await commandsOf("docs/coming-from.md");
    const zappa = await bench.call(shop, ...first.split(" ").slice(1), "--json");
    expect(zappa.json, zappa.stderr).toMatchObject({
      created: true,
      name: "shop-api",
      imported: { tool: "zappa", file: "zappa_settings.json", others: ["Procfile"] },
    });
    const refused = await bench.call(shop, ...second.split(" ").slice(1), "--json");
    expect(refused.json).toMatchObject({ error: { code: "CONFIG_EXISTS" } });
    await rm(join(shop, "monolift.toml"));
    const heroku = await bench.call(shop, ...second.split(" ").slice(1));
    expect(heroku.code, heroku.stderr).toBe(0);
    expect(heroku.stdout).toContain("Read Procfile (Heroku); it stays as it is.");
    expect(`${zappa.stdout}${heroku.stdout}`).not.toContain("hunter2");
    for (const [file, text] of Object.entries(old))
      expect(await readFile(join(shop, file), "utf8")).toBe(text);
  });

  it("works: docs/development.md", async () => {
    expect(await commandsOf("docs/development.md")).toEqual(["monolift dev"]);
    const dev = bench.start(project, "dev");
    await dev.said("Watching");
    dev.kill("SIGINT");
    expect((await dev.finished).code).toBe(130);
  });
});
