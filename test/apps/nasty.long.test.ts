import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorResultSchema, upResultSchema, type UpResult } from "../../src/actions/results.ts";
import type { ErrorCode } from "../../src/words/words.ts";
import type { StepName } from "../../src/actions/results.ts";
import { factsSchema, type Facts } from "../../src/facts/schema.ts";
import { runProgram } from "../../src/system/processes.ts";
import { BrowserSession } from "../clients/browser-session.ts";
import { uvVariables } from "../test-home.ts";
import { password, type Application } from "./application.ts";
import { plainEnvironment } from "./fetch.ts";
import { drawPng } from "./draw-png.ts";
import { goIn } from "./journeys.ts";
import { findPython } from "./pythons.ts";
import { runMonolift, type TestHome } from "./served-by-monolift.ts";

const projects = fileURLToPath(new URL("nasty", import.meta.url));

let scratch = "";
let home: TestHome;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "monolift-nasty-"));
  home = {
    state: join(scratch, "state"),
    // Its own, since one test looks through all of it.
    cache: join(scratch, "cache"),
    config: join(scratch, "config"),
    variables: await uvVariables(scratch),
  };
});
afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
});

/** A copy of a project, since lifting writes `monolift.toml` into it. */
async function copyProject(name: string, into = name): Promise<string> {
  const folder = join(scratch, "projects", into);
  await mkdir(join(folder, ".."), { recursive: true });
  await cp(join(projects, name), folder, { recursive: true });
  return folder;
}

interface Lifted {
  readonly up: UpResult;
  readonly session: BrowserSession;
}

/** Lifts, uses, and takes down again, whatever happens in between. */
async function withLifted<T>(
  folder: string,
  parameters: readonly string[],
  use: (lifted: Lifted) => Promise<T>,
): Promise<T> {
  try {
    const ended = await runMonolift(home, folder, ["up", "--json", ...parameters]);
    if (ended.code !== 0) throw new Error(`up ended with ${ended.code}: ${ended.stdout}`);
    const up = upResultSchema.parse(JSON.parse(ended.stdout));
    return await use({ up, session: new BrowserSession(up.url) });
  } finally {
    await runMonolift(home, folder, ["down", "--delete-data", "--json"]);
  }
}

async function inspect(folder: string): Promise<Facts> {
  const ended = await runMonolift(home, folder, ["inspect", "--json"]);
  expect(ended).toMatchObject({ code: 0 });
  return factsSchema.parse(JSON.parse(ended.stdout));
}

interface Failing {
  readonly project: string;
  readonly why: string;
  readonly code: ErrorCode;
  readonly step: StepName | null;
  /** Texts that cause, fix or detail must hold. */
  readonly says: readonly string[];
  readonly file: string | null;
}

const failing: readonly Failing[] = [
  {
    project: "settings-raise",
    why: "settings that raise",
    code: "SETTINGS_RAISED",
    step: "inspect",
    says: ["the settings of this site are not finished", "site_of_it/settings.py"],
    file: "site_of_it/settings.py",
  },
  {
    project: "missing-variable",
    why: "a variable that nobody set",
    code: "VARIABLE_MISSING",
    step: "inspect",
    says: ["SHOP_TOKEN"],
    file: "site_of_it/settings.py",
  },
  {
    project: "broken-urlconf",
    why: "a URLconf that cannot be loaded",
    code: "URLCONF_FAILED",
    step: "inspect",
    says: ["viewz"],
    file: "site_of_it/urls.py",
  },
  {
    project: "broken-middleware",
    why: "middleware that is not there",
    code: "MODULE_MISSING",
    step: "inspect",
    says: ["site_of_it.middleware"],
    file: null,
  },
  {
    project: "empty-settings",
    why: "an empty settings package with modules to choose from",
    code: "AMBIGUOUS_SETTINGS",
    step: "detect",
    says: ["config.settings.base", "config.settings.production", "settings"],
    file: null,
  },
  {
    project: "failing-migration",
    why: "a migration that fails",
    code: "MIGRATION_FAILED",
    step: "migrate",
    says: ["order 1 has no customer", "0002_number_orders"],
    file: null,
  },
  {
    project: "no-manage",
    why: "a folder without a project",
    code: "NO_APPLICATION",
    // Nothing has begun: without a project there is no stage to work on.
    step: null,
    says: ["manage.py"],
    file: null,
  },
  {
    project: "two-manage",
    why: "two projects in one folder",
    code: "AMBIGUOUS_ROOT",
    step: "detect",
    says: ["backend", "legacy", "root"],
    file: null,
  },
];

describe("up refuses, says where and why, and loses nothing", () => {
  it.each(failing)("$why", async ({ project, code, step, says, file }) => {
    const folder = await copyProject(project);
    const before = await listFiles(folder);
    try {
      const ended = await runMonolift(home, folder, ["up", "--json"]);
      expect(ended.code).toBe(1);
      const { error } = errorResultSchema.parse(JSON.parse(ended.stdout));
      expect(error).toMatchObject({ code, step });
      const text = [error.cause, error.fix, error.detail, error.file].join("\n");
      for (const one of says) expect(text).toContain(one);
      expect(error.file ?? "").toContain(file ?? "");
      expect((await listFiles(folder)).filter((path) => path !== "monolift.toml")).toEqual(before);
    } finally {
      await runMonolift(home, folder, ["down", "--delete-data", "--json"]);
    }
  });
});

async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}

const living = [
  {
    project: "plain",
    into: "私の 最初の サイト/it's a “site”",
    why: "in a path that many tools do not survive",
  },
  { project: "log-file", into: "log-file", why: "whose log is a file beside its code" },
  {
    project: "secrets-outside",
    into: "secrets-outside",
    why: "that reads its secrets beside the folder of manage.py",
  },
  { project: "noisy", into: "noisy", why: "that prints while it is imported" },
] as const;

describe("up lifts a project", () => {
  it.each(living)("$why", async (one) => {
    const folder = await copyProject(one.project, one.into);
    await withLifted(folder, [], async ({ up, session }) => {
      expect(up).toMatchObject({ stage: "local", changed: true });
      expect((await session.get("/")).text).toBe("it lives");
      expect((await inspect(folder)).routes.map((route) => route.pattern)).toContain("admin/login/");
    });
  });

  it("from the folder above, once it has said that the secrets lie outside of the one that was lifted", async () => {
    const folder = await copyProject("secrets-outside", "igloo");
    const inner = join(folder, "site");
    const refused = await runMonolift(home, inner, ["up", "--json"]);
    expect(errorResultSchema.parse(JSON.parse(refused.stdout)).error).toMatchObject({
      code: "FILE_OUTSIDE_ROOT",
      step: "inspect",
      fix: expect.stringContaining('root = "site"') as string,
    });
    // What the error asks for: the name stays with the project.
    await rm(join(inner, "monolift.toml"));
    await writeFile(join(folder, "monolift.toml"), 'name = "site"\n\n[app]\nroot = "site"\n');
    await withLifted(folder, [], async ({ up, session }) => {
      expect(up.notices.map(({ code }) => code)).toContain("FOLDER_MOVED");
      expect((await session.get("/")).text).toBe("it lives");
    });
  });

  it("that reads its secrets at import, and never puts one into a bundle, a report or a log", async () => {
    const folder = await copyProject("secrets-file");
    const secret = "not-a-real-secret-one";
    await withLifted(folder, [], async ({ up, session }) => {
      expect(up).toMatchObject({ stage: "local", changed: true });
      expect((await session.get("/")).text).toBe("it lives");
      expect((await inspect(folder)).routes.map((route) => route.pattern)).toContain("admin/login/");
      for (const verb of ["status", "inspect", "logs", "list"] as const) {
        const ended = await runMonolift(home, folder, [verb, "--json"]);
        expect(ended.stdout + ended.stderr).not.toContain(secret);
      }
      expect(await filesThatHold(scratch, secret)).toEqual(["projects/secrets-file/.secrets/base.json"]);
    });
  });

  it("with its own user model: people sign in with what it says, and files are kept", async () => {
    const folder = await copyProject("custom-user");
    await withLifted(folder, [], async ({ up }) => {
      const created = await runMonolift(home, folder, ["run", "--", "createsuperuser", "--noinput"], {
        DJANGO_SUPERUSER_EMAIL: "ann@example.com",
        DJANGO_SUPERUSER_PASSWORD: password,
      });
      expect(created).toMatchObject({ code: 0 });
      const app: Pick<Application, "superuser"> = { superuser: { email: "ann@example.com" } };
      const signIn = {
        page: "/admin/",
        userField: "username",
        passwordField: "password",
        proof: 'id="logout-form"',
      };
      const session = await goIn(app, signIn, up.url);
      const content = drawPng(30);
      const form = await session.get("/admin/people/person/1/change/");
      const saved = await session.submit(
        form,
        { portrait: { name: "ann.png", type: "image/png", content } },
        (one) => one.fileFields.includes("portrait"),
      );
      expect(saved.redirects).toHaveLength(1);
      const read =
        "from people.models import Person; import hashlib; print(len(Person.objects.get().portrait.read()))";
      const asked = await runMonolift(home, folder, ["run", "--", "shell", "-c", read]);
      expect(asked.stdout.trim().split("\n").at(-1)).toBe(String(content.length));
    });
  });

  it("with hashed names for static files, which the function must find in the manifest", async () => {
    const folder = await copyProject("hashed-static");
    await withLifted(folder, [], async ({ session }) => {
      const [address = "", ...others] = (await session.get("/")).text.split(" ");
      expect(address).toMatch(/^\/static\/site\.[0-9a-f]{12}\.css$/);
      expect(others).toEqual(["True", "x"]);
      const sheet = await session.get(address);
      expect(sheet.text).toContain("teal");
      expect(sheet.headers.get("cache-control")).toContain("immutable");
    });
  });

  it("with a language in front of its addresses", async () => {
    const folder = await copyProject("languages");
    await withLifted(folder, [], async ({ up }) => {
      expect(await new BrowserSession(up.url).get("/")).toMatchObject({
        url: `${up.url}/ja/`,
        text: "it lives in ja",
      });
      const korean = await new BrowserSession(up.url, { "accept-language": "ko" }).get("/");
      expect(korean.text).toBe("it lives in ko");
      expect((await inspect(folder)).routes.every((route) => route.isLocalized)).toBe(true);
    });
  });

  it("with Celery: tasks and timetable are found, and it is said that they do not run (parity: tasks)", async () => {
    const folder = await copyProject("celery-beat");
    await withLifted(folder, [], async ({ session }) => {
      expect((await session.get("/")).text).toBe("it lives");
      const facts = await inspect(folder);
      expect(facts.tasks.map((task) => task.name).toSorted()).toEqual([
        "shop.tasks.count_till",
        "shop.tasks.send_bill",
        "water",
      ]);
      expect(facts.schedules.map((schedule) => schedule.task).toSorted()).toEqual([
        "shop.tasks.count_till",
        "water",
      ]);
      expect(facts.notRunning).toContainEqual({ kind: "celery-tasks", count: 3 });
      expect(facts.notRunning).toContainEqual({ kind: "celery-schedules", count: 2 });
    });
  });

  it("with graphene: the schema is read where no setting names it, and it answers", async () => {
    const folder = await copyProject("graphene");
    await withLifted(folder, [], async ({ session }) => {
      const query = JSON.stringify({ query: '{ hello(name: "Ann") }' });
      const answer = await session.post("/graphql/", query, { "content-type": "application/json" });
      expect(JSON.parse(answer.text)).toEqual({ data: { hello: "Hello, Ann" } });
      const [schema] = (await inspect(folder)).graphql;
      expect(schema).toMatchObject({
        library: "graphene",
        path: expect.stringContaining("graphql") as string,
      });
      expect(schema?.sdl).toContain('hello(name: String = "you"): String');
    });
  });

  it("with django-hosts: every URLconf is read, and the host decides which one answers", async () => {
    const folder = await copyProject("hosts");
    await withLifted(folder, [], async ({ session }) => {
      expect((await session.get("/")).text).toBe("it lives");
      const found = (await inspect(folder)).routes.map((route) => `${route.urlconf} ${route.pattern}`);
      expect(found).toContain("site_of_it.urls ");
      expect(found).toContain("site_of_it.api_urls version/");
    });
  });

  it("that is asynchronous, without a WSGI application", async () => {
    const folder = await copyProject("asgi-only");
    await withLifted(folder, [], async ({ session }) => {
      expect((await session.get("/")).text).toBe("it lives in a loop");
      expect((await session.get("/count/")).text).toBe("0\n1\n2\n3\n4\n");
      expect(await inspect(folder)).toMatchObject({ interface: "asgi" });
      const page = await session.get("/admin/login/");
      const values = {
        username: "nobody",
        password: "x",
        file: { name: "a.png", type: "image/png", content: drawPng(9) },
      };
      const refused = await session.submit(
        { ...page, text: page.text.replace("<form ", '<form enctype="multipart/form-data" ') },
        values,
      );
      expect(refused.text).toContain("Please enter the correct username and password");
    });
  });

  it("brings the rows of db.sqlite3 along, and says so when nobody asked for it", async () => {
    const folder = await copyProject("sqlite-rows");
    const python = await findPython(["3.11", "3.14"]);
    if (python === undefined) throw new Error("no Python");
    const environment = await plainEnvironment(["-r", "requirements.txt"], python, folder);
    const filled = await runProgram([join(environment, "bin/python"), "-B", "rows.py"], {
      cwd: folder,
      env: process.env,
    });
    expect(filled).toMatchObject({ code: 0 });
    const original = await readFile(join(folder, "db.sqlite3"));

    await withLifted(folder, [], async ({ up }) => {
      expect(up.notices.map((notice) => notice.code)).toContain("SQLITE_HAS_ROWS");
    });
    await withLifted(folder, ["--from", "db.sqlite3"], async ({ up }) => {
      const said = Object.fromEntries(up.notices.map(({ code, facts }) => [code, facts]));
      expect(said).toMatchObject({
        STATIC_LEFT_OUT: { sources: [{ why: `${join(folder, "assets")} is not there` }] },
        APPS_WITHOUT_MIGRATIONS: { apps: ["news"] },
        ROWS_COLUMNS_LEFT_OUT: { columns: [{ table: "shop_order", column: "colour", rows: 2 }] },
      });
      const script = [
        "from shop.models import *",
        "first = Customer.objects.get(id=7)",
        "new = Customer.objects.create(name='x', since=first.since)",
        "print(Customer.objects.count(), Order.objects.count(), first.friends.get().id, new.id > 700, len(bytes(Customer.objects.get(id=700).photo)))",
      ].join("; ");
      const asked = await runMonolift(home, folder, ["run", "--", "shell", "-c", script]);
      expect(asked.stdout.trim().split("\n").at(-1)).toBe("101 100 14 True 100");
    });
    expect((await readFile(join(folder, "db.sqlite3"))).equals(original)).toBe(true);
  });
});

/** Files below `folder` with `text` in them, relative to it. Databases that run are not read: they belong to nobody else. */
async function filesThatHold(folder: string, text: string): Promise<readonly string[]> {
  const found = await runProgram(["grep", "-rlsF", "--exclude-dir=base", "--exclude-dir=pg_wal", text, "."], {
    cwd: folder,
    env: process.env,
  });
  return found.stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.replace("./", ""))
    .toSorted();
}
