import { execFileSync, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../errors.ts";
import { factsSchema } from "../../facts/schema.ts";
import { inspectDjango, type InspectDjangoOptions } from "./inspect.ts";

const root = join(import.meta.dirname, "../../..");
const python = process.env["MONOLIFT_TEST_PYTHON"] ?? join(root, ".cache/python/bin/python");

const settings = `
SECRET_KEY = "a-key-of-the-tests-that-is-long-enough-0123456789-0123456789"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "blog.urls"
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
`;
const urls = `
from django.http import HttpResponse
from django.urls import path
def page(request, pk): return HttpResponse("page")
urlpatterns = [path("posts/<int:pk>/", page, name="post")]
`;
const wsgi = `
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
`;

describe("inspectDjango", () => {
  let folder = "";
  let code = "";
  let dependenciesDir = "";

  beforeAll(() => {
    dependenciesDir = execFileSync(python, ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
      .toString()
      .trim();
  });

  beforeEach(async () => {
    if (folder !== "") await rm(folder, { recursive: true });
    folder = await realpath(await mkdtemp(join(tmpdir(), "monolift inspect ")));
    code = join(folder, "bundle/code");
    await write("site/blog/__init__.py", "");
    await write("site/blog/settings.py", settings);
    await write("site/blog/urls.py", urls);
    await write("site/blog/wsgi.py", wsgi);
  });

  afterAll(() => rm(folder, { recursive: true }));

  async function write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(code, path)), { recursive: true });
    await writeFile(join(code, path), text);
  }

  const inspect = (options: Partial<InspectDjangoOptions> = {}): ReturnType<typeof inspectDjango> =>
    inspectDjango({
      python: { executable: python },
      projectRoot: "/home/someone/blog",
      codeRoot: code,
      appDir: "site",
      dependenciesDir,
      inspectorDir: join(root, "python/inspector"),
      runtimeDir: join(root, "python/runtime"),
      settingsModule: "blog.settings",
      wsgi: "blog.wsgi:application",
      asgi: null,
      environment: { PATH: process.env["PATH"] },
      cache: join(folder, "cache"),
      ...options,
    });

  async function failure(options: Partial<InspectDjangoOptions> = {}): Promise<UserError> {
    const caught = await inspect(options).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (!(caught instanceof UserError)) throw new Error("no UserError", { cause: caught });
    return caught;
  }

  it("says what the application is, by the contract", async () => {
    const facts = await inspect();
    expect(factsSchema.parse(facts)).toEqual(facts);
    expect(facts).toMatchObject({
      framework: "django",
      interface: "wsgi",
      application: "blog.wsgi:application",
      overlaid: [],
    });
    expect(facts.routes).toEqual([
      {
        pattern: "posts/<int:pk>/",
        segments: [
          { kind: "literal", text: "posts/" },
          { kind: "parameter", text: "<int:pk>", name: "pk", converter: "int" },
          { kind: "literal", text: "/" },
        ],
        name: "post",
        view: "blog.urls.page",
        lookup: "blog.urls.page",
        methods: null,
        converters: { pk: "int" },
        csrfExempt: false,
        isAsync: false,
        urlconf: "blog.urls",
        syntax: "path",
        isLocalized: false,
      },
    ]);
    expect(facts.models.map(({ label }) => label)).toContain("auth.User_groups");
  });

  it("tells which settings the stage lays over, and judges the project's own", async () => {
    await write("site/blog/settings.py", `${settings}DEBUG = True\n`);
    const facts = await inspect({
      environment: {
        PATH: process.env["PATH"],
        MONOLIFT_OVERLAY: JSON.stringify({ debug: false, hosts: ["blog.localhost"], secret: true }),
        DATABASE_URL: "postgres://blog:wont-tell-88@127.0.0.1:1/blog",
        SECRET_KEY: "the-secret-of-the-stage-0123456789",
      },
    });
    expect(facts.overlaid.map(({ setting }) => setting)).toEqual(
      expect.arrayContaining(["DEBUG", "DATABASES['default']", "SECRET_KEY"]),
    );
    expect(facts.settingsAtRisk.map(({ risk }) => risk)).toEqual(["debug", "sqlite", "insecure-secret"]);
    expect(JSON.stringify(facts)).not.toMatch(/wont-tell-88|the-secret-of-the-stage|a-key-of-the-tests/);
  });

  it("gives the application a home and a temporary folder that are gone afterwards", async () => {
    const home = join(folder, "real home");
    await mkdir(home);
    await write(
      "site/blog/settings.py",
      `${settings}import tempfile
from pathlib import Path
kept = Path.home().resolve() / ".blog"
kept.mkdir()
(kept / "key").write_text("k")
tempfile.NamedTemporaryFile(prefix="blog-", delete=False).close()
MEDIA_ROOT = kept / "media"
`,
    );
    const facts = await inspect({ environment: { PATH: process.env["PATH"], HOME: home, TMPDIR: home } });
    expect(facts.sideEffects.filesWritten).toEqual([
      { path: "~/.blog", by: "site/blog/settings.py:10" },
      { path: "~/.blog/key", by: "site/blog/settings.py:11" },
      { path: expect.stringMatching(/^\/tmp\/blog-\w+$/), by: "site/blog/settings.py:12" },
    ]);
    expect(facts.media.root).toBe("~/.blog/media");
    expect(await readdir(home)).toEqual([]);
    expect(await readdir(join(folder, "cache/tmp"))).toEqual([]);
  });

  it("names the scratch home as ~ in an error, and in the last words of a process that ended", async () => {
    const writeSettings = (what: string): Promise<void> =>
      write("site/blog/settings.py", `${settings}import os, sys\nhome = os.path.expanduser("~")\n${what}\n`);
    await writeSettings(`open(home + "/.blog/key")`);
    expect((await failure()).message).toContain("No such file or directory: '~/.blog/key'");
    await writeSettings(`print("no key in", home, file=sys.stderr, flush=True)\nos._exit(3)`);
    expect((await failure()).detail).toBe("no key in ~");
  });

  it("points at the line of the user's own file, not of the bundle's copy", async () => {
    await write("site/blog/settings.py", `${settings}PAGES = int("many")\n`);
    const error = await failure();
    expect(error.code).toBe("SETTINGS_RAISED");
    expect(error.place).toEqual({
      file: "/home/someone/blog/site/blog/settings.py",
      line: 7,
      excerpt: 'PAGES = int("many")',
    });
    expect(error.detail).toBe(
      `  File "site/blog/wsgi.py", line 3, in <module>
    application = get_wsgi_application()
  File "site/blog/settings.py", line 7, in <module>
    PAGES = int("many")
ValueError: invalid literal for int() with base 10: 'many'`,
    );
    expect(error.message).toContain("blog.settings raises ValueError");
  });

  it.each([
    [
      "VARIABLE_MISSING",
      "site/blog/settings.py",
      `import os\nKEY = os.environ["PAYMENT_KEY"]\n`,
      "PAYMENT_KEY",
    ],
    ["MODULE_MISSING", "site/blog/urls.py", "import corsheaders\n", "django-cors-headers"],
    ["SETTINGS_EMPTY", "site/blog/settings.py", "\n", "blog.settings"],
    ["ROOT_URLCONF_MISSING", "site/blog/settings.py", settings.replace("ROOT_", "NO_"), "ROOT_URLCONF"],
    ["URLCONF_FAILED", "site/blog/urls.py", "nothing = []\n", "blog.urls"],
    ["APPLICATION_FAILED", "site/blog/wsgi.py", "import django\n", "blog.wsgi:application"],
    [
      "LOGGING_FAILED",
      "site/blog/settings.py",
      `${settings}LOGGING = {"version": 2}\n`,
      "Unsupported version: 2",
    ],
    ["APPS_FAILED", "site/blog/settings.py", `${settings}INSTALLED_APPS *= 2\n`, "aren't unique"],
  ] as const)("answers %s in every language", async (expected, file, text, word) => {
    await write(file, text);
    const error = await failure();
    expect(error.code).toBe(expected);
    for (const language of ["en", "ja", "ko"] as const) {
      const { cause, fix } = error.say(language);
      expect(`${cause} ${fix}`).toContain(word);
    }
  });

  it("says that a file lies beside the folder that is lifted, and which folder holds both", async () => {
    const igloo = join(folder, "igloo");
    await mkdir(join(igloo, ".secrets"), { recursive: true });
    await writeFile(join(igloo, ".secrets/base.json"), "{}");
    await write(
      "site/blog/settings.py",
      `from pathlib import Path\nBASE = Path(__file__).parents[2]\nTEXT = (BASE.parent / ".secrets" / "base.json").read_text()\n`,
    );
    const error = await failure({ projectRoot: join(igloo, "web") });
    expect(error).toMatchObject({
      code: "FILE_OUTSIDE_ROOT",
      facts: { file: "../.secrets/base.json", variable: null, above: igloo, appRoot: "web/site" },
      place: { file: join(igloo, "web/site/blog/settings.py"), line: 3 },
    });
    expect(error.say("en").fix).toContain(`root = "web/site"`);
    expect(error.detail).toContain(`'${join(igloo, ".secrets/base.json")}'`);
    // Where it is missing in the project too, nothing of the kind is said.
    expect((await failure({ projectRoot: join(folder, "other/web") })).code).toBe("SETTINGS_RAISED");
  });

  it("finds the .env above the folder that is lifted that sets a missing variable", async () => {
    const igloo = join(folder, "igloo env");
    await mkdir(igloo);
    await writeFile(join(igloo, ".env.example"), "OTHER=1\n");
    await writeFile(join(igloo, ".env"), "A=1\nexport PAYMENT_KEY = 'k'\n");
    await write("site/blog/settings.py", `import os\nKEY = os.environ["PAYMENT_KEY"]\n`);
    expect(await failure({ projectRoot: join(igloo, "web") })).toMatchObject({
      code: "FILE_OUTSIDE_ROOT",
      facts: { file: "../.env", variable: "PAYMENT_KEY", above: igloo },
    });
  });

  it("says at which line an application hangs", async () => {
    await write("site/blog/urls.py", `import threading\nthreading.Event().wait()\n`);
    const error = await failure({ timeoutMs: 2000 });
    expect(error.code).toBe("INSPECTION_TIMED_OUT");
    expect(error.place).toMatchObject({ file: "/home/someone/blog/site/blog/urls.py", line: 2 });
    expect(error.message).toContain("the URLconf was loaded");
  });

  it("ends an application that lets nobody speak", async () => {
    // Holds the interpreter's lock for ever, so that not even the inspector's own time limit can run.
    await write("site/blog/urls.py", `import re\nre.match(r"(a*)*b", "a" * 64)\n`);
    const error = await failure({ timeoutMs: 1500 });
    expect(error.code).toBe("INSPECTION_TIMED_OUT");
  });

  it("tells how an application ended the process, with its last words and without its secrets", async () => {
    await write(
      "site/blog/settings.py",
      `import os, sys\nprint("token is", os.environ["BOT_TOKEN"], "at postgres://me:hush@db/x", file=sys.stderr, flush=True)\nos._exit(7)\n`,
    );
    const error = await failure({ environment: { PATH: process.env["PATH"], BOT_TOKEN: "abcd-1234" } });
    expect(error.code).toBe("INSPECTION_CRASHED");
    expect(error.message).toContain("exit code 7");
    expect(error.detail).toBe("token is [hidden] at postgres://me:[hidden]@db/x");
  });

  it("ends what the application started and left running", async () => {
    await write(
      "site/blog/settings.py",
      `${settings}import subprocess\nCHILD = subprocess.Popen(["sleep", "600"])\nopen(${JSON.stringify(join(folder, "pid"))}, "w").write(str(CHILD.pid))\n`,
    );
    const facts = await inspect();
    expect(facts.sideEffects.processesStarted).toEqual([
      { command: "sleep 600", by: "site/blog/settings.py:8" },
    ]);
    // Gone, or dead and not yet collected by the system's first process.
    const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", await readFile(join(folder, "pid"), "utf8")]);
    expect(stdout.toString()).toMatch(/^(Z.*)?\s*$/);
  });

  it("stops when it is told to", async () => {
    await write("site/blog/urls.py", "import threading\nthreading.Event().wait()\n");
    await expect(inspect({ signal: AbortSignal.timeout(500) })).rejects.toThrow(/aborted|timeout/i);
  });

  it("names the Python that cannot be started", async () => {
    await expect(inspect({ python: { executable: "/nowhere/python" } })).rejects.toMatchObject({
      code: "INSPECTION_NOT_STARTED",
    });
  });
});
