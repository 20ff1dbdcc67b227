import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { BrowserSession } from "../clients/browser-session.ts";
import { uvVariables } from "../test-home.ts";
import { password, type Application } from "./application.ts";
import { catalogue } from "./catalogue.ts";
import { compareRegistries } from "./compare.ts";
import { cacheFolder, downloads, layOut, plainEnvironment } from "./fetch.ts";
import { askDjango, placeVariables, type GroundTruth } from "./ground-truth.ts";
import { goIn, loadStyleSheet, sendFile } from "./journeys.ts";
import { findPython, pythonMissing } from "./pythons.ts";
import { serveByDjango } from "./served-by-django.ts";
import { serveByMonolift, type TestHome } from "./served-by-monolift.ts";
import type { Serving } from "./serving.ts";

/**
 * `MONOLIFT_APPS=all` takes the slow ones too; a name or several, with commas, takes only those.
 * `MONOLIFT_APPS_BY=django` makes the same journeys on `runserver`.
 */
const wanted = process.env["MONOLIFT_APPS"] ?? "fast";
const byDjango = process.env["MONOLIFT_APPS_BY"] === "django";

function isWanted(app: Application): boolean {
  if (wanted === "all") return true;
  return wanted === "fast" ? app.isFast : wanted.split(",").includes(app.id);
}

interface Stand {
  readonly folder: string;
  readonly serving: Serving;
  readonly truth: GroundTruth;
  readonly upMs: number | null;
}

let scratch = "";
let uv: Readonly<Record<string, string>>;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "monolift-apps-"));
  uv = await uvVariables(scratch);
});
afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
});

async function setUp(app: Application): Promise<Stand> {
  const python = await findPython(app.python);
  if (python === undefined) throw new Error(pythonMissing(app.python));
  const folder = join(scratch, app.id);
  const truthFolder = join(scratch, `${app.id}-truth`);
  await layOut(app, python, folder);
  await layOut(app, python, truthFolder);
  const environment = await plainEnvironment(app.install, python, truthFolder);
  const truth = await askDjango(app, truthFolder, environment);
  if (byDjango) return { folder, truth, upMs: null, serving: await serveByDjango(app, folder, environment) };
  const home: TestHome = {
    state: join(scratch, "state", app.id),
    cache: join(scratch, "cache"),
    config: join(scratch, "config"),
    variables: {
      ...placeVariables(app, join(scratch, `${app.id}-files`)),
      ...downloads,
      ...uv,
    },
  };
  const serving = await serveByMonolift(home, folder);
  return { folder, truth, serving, upMs: serving.upMs };
}

const chosen = await Promise.all(
  catalogue.filter(isWanted).map(async (app) => ({
    app,
    ...((await findPython(app.python)) === undefined
      ? { title: `${app.title} (left out: ${pythonMissing(app.python)})`, isLeftOut: true }
      : { title: app.title, isLeftOut: false }),
  })),
);

/**
 * Left out are applications whose Python this machine does not have (the title names it: without it nothing can be
 * installed), what an application does not have (`none` in the catalogue, with the reason), and Monolift's own doing
 * where Django serves.
 */
describe.each(chosen)("$title", ({ app, isLeftOut }) => {
  const { signIn, upload } = app;
  const passed: string[] = [];
  let stand: Stand | undefined;
  let isRemoved = false;
  let failure: string | null = null;
  const use = (): Stand => {
    if (stand === undefined) throw new Error(`${app.id} was not set up`);
    return stand;
  };

  beforeAll(async () => {
    if (isLeftOut) return;
    try {
      stand = await setUp(app);
    } catch (error) {
      failure = error instanceof Error ? (error.message.split("\n")[0] ?? null) : null;
      throw error;
    }
  });
  afterEach(({ task }) => {
    if (task.result?.state !== "fail") passed.push(task.name);
  });
  afterAll(async () => {
    if (!byDjango && !isLeftOut) await record(app, stand, passed, failure);
    if (!isRemoved) await stand?.serving.remove();
  });

  it.skipIf(isLeftOut)("has at least the routes, models and tasks that are known", () => {
    const { truth } = use();
    expect(truth.routes.length).toBeGreaterThanOrEqual(app.atLeast.routes);
    expect(truth.models.length).toBeGreaterThanOrEqual(app.atLeast.models);
    expect(truth.tasks.length).toBeGreaterThanOrEqual(app.atLeast.tasks);
  });

  it.skipIf(isLeftOut || byDjango)("is told as Django itself tells it: routes, models, tasks", () => {
    const { truth, serving } = use();
    if (serving.facts === null) throw new Error("nobody looked");
    const { routes, models, tasks } = serving.facts;
    const found = {
      routes,
      models: models.map((model) => ({ ...model, fields: model.fields.map((field) => field.name) })),
      tasks: tasks.filter((task) => task.kind === "celery").map((task) => task.name),
    };
    expect(compareRegistries(truth, found)).toEqual(app.differences.map((difference) => difference.what));
  });

  it.skipIf(isLeftOut || byDjango)("is called as it is made to be: by WSGI or ASGI", () => {
    expect(use().serving.facts?.interface).toBe(app.interface);
  });

  it.skipIf(isLeftOut)("answers on its front page", async () => {
    const page = await new BrowserSession(use().serving.url).get(app.front.path);
    expect(page.text).toContain(app.front.proof);
    expect(page.status).toBe(app.front.status);
  });

  it.skipIf(isLeftOut || "none" in signIn)("lets its first user in: cookie, CSRF, redirect", async () => {
    if ("none" in signIn) return;
    const { serving } = use();
    await serving.manage(["createsuperuser", "--noinput", ...app.superuserOptions], superuserVariables(app));
    const session = await goIn(app, signIn, serving.url);
    expect(session.cookie("sessionid")).toMatch(/\w{16,}/);
  });

  it.skipIf(isLeftOut || "none" in signIn)("loads static files", async () => {
    if ("none" in signIn) return;
    const sheet = await loadStyleSheet(new BrowserSession(use().serving.url), signIn.page);
    expect(sheet.headers.get("content-type")).toMatch(/^text\/css/);
    expect(sheet.body.length).toBeGreaterThan(100);
  });

  it.skipIf(isLeftOut || "none" in signIn || "none" in upload)("takes a POST with a file", async () => {
    if ("none" in signIn || "none" in upload) return;
    const page = await sendFile(app, signIn, upload, use().serving.url);
    expect(page.status).toBe(200);
  });

  it.skipIf(isLeftOut || byDjango)("leaves nothing after down", async () => {
    isRemoved = true;
    expect(await use().serving.remove()).toEqual([]);
  });
});

/** What `createsuperuser --noinput` reads. */
function superuserVariables(app: Application): Readonly<Record<string, string>> {
  const fields = Object.entries({ ...app.superuser, password });
  return Object.fromEntries(
    fields.map(([field, value]) => [`DJANGO_SUPERUSER_${field.toUpperCase()}`, value]),
  );
}

/** Keeps what was seen, for the table of docs/compatibility.md; `scripts/compatibility.mjs` reads it. */
async function record(
  app: Application,
  stand: Stand | undefined,
  passed: readonly string[],
  error: string | null,
): Promise<void> {
  const folder = join(cacheFolder, "results");
  await mkdir(folder, { recursive: true });
  const { truth, upMs } = stand ?? { truth: undefined, upMs: null };
  const signInTests = ["lets its first user in: cookie, CSRF, redirect", "loads static files"];
  const notApplicable = [
    ...("none" in app.signIn ? [...signInTests, "takes a POST with a file"] : []),
    ...("none" in app.upload ? ["takes a POST with a file"] : []),
  ];
  const result = {
    title: app.title,
    django: truth?.django ?? null,
    python: truth?.python ?? null,
    routes: truth?.routes.length ?? null,
    models: truth?.models.length ?? null,
    tasks: truth?.tasks.length ?? null,
    upSeconds: upMs === null ? null : Math.round(upMs / 100) / 10,
    passed,
    notApplicable,
    notWorking: app.notWorking,
    differences: [...new Set(app.differences.map((difference) => difference.reason))],
    error,
  };
  await writeFile(join(folder, `${app.id}.json`), `${JSON.stringify(result, null, 2)}\n`);
}
