import { describe, expect, it } from "vitest";
import type { ReachedAccount } from "./account.ts";
import type { Evidence, Facts } from "../facts/schema.ts";
import type { Survey } from "../facts/survey.ts";
import { examine } from "./doctor.ts";
import type { Severity } from "./finding.ts";
import { sources } from "./sources.ts";
import type { Subject } from "./subject.ts";

const noSurvey: Survey = {
  committed: { files: [], secrets: [], databases: [] },
  imageSecrets: [],
  timeLimits: [],
  uploadLimits: [],
  serverFiles: [],
  required: [],
  production: null,
  appsMissing: [],
  packages: { versions: {}, megabytes: 60, largest: [], modules: {}, compiled: [] },
  lambda: null,
};

const healthy = {
  languageVersion: "3.13.1",
  settingsModule: "site_.settings",
  settings: {},
  settingsAtRisk: [],
  overlaid: [],
  installedApps: [],
  media: { url: null, root: null },
  celery: null,
  tasks: [],
  sideEffects: { filesWritten: [], processesStarted: [], connectionsTried: [], threadsStarted: [] },
  notRunning: [],
  evidence: { settings: {}, imports: [], found: [] },
} as unknown as Facts;

const place = { file: "site_/settings.py", line: 4 };

function subject(
  facts: Partial<Facts> | null = {},
  survey: Partial<Survey> = {},
  more: Partial<Subject> = {},
): Subject {
  return {
    facts: facts === null ? null : { ...healthy, ...facts },
    survey: { ...noSurvey, ...survey },
    account: null,
    stage: "local",
    today: "2026-12-01",
    ...more,
  };
}

const evidence = (found: Partial<Evidence>): Partial<Facts> => ({
  evidence: { settings: {}, imports: [], found: [], ...found },
});
const inCode = (kind: Evidence["found"][number]["kind"], text = "", file = "shop/views.py"): Partial<Facts> =>
  evidence({ found: [{ kind, file, line: 7, text }] });
const written = (...settings: readonly string[]): Evidence["settings"] =>
  Object.fromEntries(settings.map((name) => [name, { ...place, isLiteral: true }]));
const atRisk = (
  setting: string,
  risk: Facts["settingsAtRisk"][number]["risk"],
  found: string,
): Partial<Facts> => ({
  settingsAtRisk: [{ setting, risk, found }],
});
const overlaid = (setting: string, source: string, becomes = "ours"): Partial<Facts> => ({
  overlaid: [{ setting, source, was: "theirs", becomes }],
});
const compiled = (name: string, ...platforms: readonly string[]): Partial<Survey> => ({
  packages: { ...noSurvey.packages, compiled: [{ name, platforms }] },
});
const onLambda = { python: "3.13", architecture: "arm64" };
const sized = (megabytes: number): Partial<Survey> => ({ packages: { ...noSurvey.packages, megabytes } });
const effects = (more: Partial<Facts["sideEffects"]>): Partial<Facts> => ({
  sideEffects: { ...healthy.sideEffects, ...more },
});
const requires = (...names: readonly string[]): Partial<Survey> => ({
  required: names.map((name, index) => ({ name, place: { file: "requirements.txt", line: index + 1 } })),
});
const app = (name: string): Partial<Facts> => ({ installedApps: [{ name, label: name, path: null }] });

const onAws = (account: Partial<ReachedAccount> = {}): Subject =>
  subject(
    {},
    { lambda: { ...onLambda, missing: [] } },
    {
      stage: "production",
      account: {
        kind: "reached",
        caller: "arn:aws:iam::111111111111:user/ann",
        account: "111111111111",
        region: "us-east-1",
        wanted: null,
        needed: ["lambda:CreateFunction"],
        lacking: [],
        concurrency: { limit: 1000, wanted: 11 },
        ...account,
      },
    },
  );

const sqlite = atRisk("DATABASES['default']", "sqlite", "db.sqlite3");
const local = "http://localhost:3000";

/** What is looked at, and the codes that are found with their severities; `[]` where it only looks like it. */
const cases: readonly (readonly [
  what: string,
  subject: Subject,
  found: readonly `${Severity} ${string}`[],
])[] = [
  ["a healthy application", subject(), []],
  ["an account in which all that is needed is allowed", onAws(), ["note AWS_CALLER"]],
  [
    "an account that is not the stage's",
    onAws({ wanted: "222222222222" }),
    ["error AWS_ACCOUNT_WRONG", "note AWS_CALLER"],
  ],
  [
    "somebody who lacks a right",
    onAws({ lacking: ["lambda:CreateFunction"] }),
    ["error AWS_RIGHTS_MISSING", "note AWS_CALLER"],
  ],
  [
    "somebody who may not ask for rights",
    onAws({ lacking: null }),
    ["note AWS_CALLER", "note AWS_RIGHTS_NOT_ASKED"],
  ],
  [
    "a new account",
    onAws({ concurrency: { limit: 10, wanted: 11 } }),
    ["warning AWS_CONCURRENCY_LOW", "note AWS_CALLER"],
  ],
  ["an account whose limits nobody knows", onAws({ concurrency: null }), ["note AWS_CALLER"]],
  [
    "an account that is not reached",
    subject({}, {}, { account: { kind: "unreached", why: "credentials", message: "" } }),
    ["error AWS_NOT_REACHED"],
  ],
  [
    "DEBUG, written out, on this machine",
    subject({ settings: { DEBUG: true }, ...evidence({ settings: written("DEBUG") }) }),
    ["note DEBUG_ON"],
  ],
  ["DEBUG from the environment, on this machine", subject({ settings: { DEBUG: true } }), []],
  [
    "DEBUG on another stage",
    subject({ settings: { DEBUG: true } }, {}, { stage: "demo" }),
    ["error DEBUG_ON"],
  ],
  [
    "DEBUG in settings for production",
    subject({ settings: { DEBUG: true }, settingsModule: "config.settings.productions" }),
    ["error DEBUG_ON"],
  ],
  ["SQLite that nothing takes the place of", subject(sqlite), ["error DATABASE_IN_FILE"]],
  [
    "SQLite in place of which Monolift gives PostgreSQL",
    subject({ ...sqlite, ...overlaid("DATABASES['default']", "database") }),
    ["note DATABASE_IN_FILE"],
  ],
  ["SQLite in memory", subject(atRisk("DATABASES['default']", "sqlite", ":memory:")), []],
  ["uploads in a folder", subject(atRisk("MEDIA_ROOT", "local-media", "media")), ["error MEDIA_ON_DISK"]],
  [
    "uploads that go to a bucket",
    subject({ ...atRisk("MEDIA_ROOT", "local-media", "media"), ...overlaid("STORAGES['default']", "media") }),
    ["note MEDIA_ON_DISK"],
  ],
  [
    "a storage of the project's own that stays",
    subject({
      ...atRisk("MEDIA_ROOT", "local-media", "media"),
      ...overlaid("STORAGES['default']", "media", "left as it is"),
    }),
    ["error MEDIA_ON_DISK"],
  ],
  [
    "the key of startproject",
    subject(atRisk("SECRET_KEY", "insecure-secret", "begins with django-insecure-")),
    ["note SECRET_KEY_IN_CODE"],
  ],
  [
    "a key in the code",
    subject(atRisk("SECRET_KEY", "insecure-secret", "written in the source code")),
    ["warning SECRET_KEY_IN_CODE"],
  ],
  ["a short key", subject(atRisk("SECRET_KEY", "insecure-secret", "12 characters long")), []],
  [
    "a generated key",
    subject(atRisk("SECRET_KEY", "generated-secret", "made")),
    ["error SECRET_KEY_GENERATED"],
  ],
  ["tokens", subject(inCode("token-key", "jwt.encode")), ["warning TOKENS_SIGNED_WITH_SECRET_KEY"]],
  [
    "hosts in the code",
    subject({
      settings: { ALLOWED_HOSTS: ["example.com"] },
      ...evidence({ settings: written("ALLOWED_HOSTS") }),
    }),
    ["note HOSTS_WRITTEN"],
  ],
  [
    "hosts of this machine in the code",
    subject({
      settings: { ALLOWED_HOSTS: ["localhost", "127.0.0.1", "[::1]"] },
      ...evidence({ settings: written("ALLOWED_HOSTS") }),
    }),
    [],
  ],
  ["hosts from the environment", subject({ settings: { ALLOWED_HOSTS: ["example.com"] } }), []],
  [
    "the metadata service, asked while importing",
    subject(effects({ connectionsTried: [{ address: "169.254.169.254:80", by: "site_/settings.py:9" }] })),
    ["error METADATA_ASKED"],
  ],
  [
    "the metadata service in other code",
    subject(inCode("instance-metadata", "169.254.169.254", "shop/machines.py")),
    [],
  ],
  [
    "the metadata service in the settings",
    subject(
      evidence({
        settings: written("DEBUG"),
        found: [{ kind: "instance-metadata", ...place, text: "169.254.169.254" }],
      }),
    ),
    ["warning METADATA_ASKED"],
  ],
  [
    "CORS for this machine only",
    subject({ settings: { CORS_ALLOWED_ORIGINS: [local] } }),
    ["warning CORS_LOCAL_ONLY"],
  ],
  [
    "CORS for this machine and another",
    subject({ settings: { CORS_ALLOWED_ORIGINS: [local, "https://example.com"] } }),
    [],
  ],
  [
    "CORS for everybody",
    subject({ settings: { CORS_ORIGIN_WHITELIST: [local], CORS_ORIGIN_ALLOW_ALL: true } }),
    [],
  ],
  ["a redirect", subject(inCode("local-redirect", `${local}/back`)), ["warning REDIRECT_TO_LOCALHOST"]],
  [
    "a cache in memory",
    subject(atRisk("CACHES['default']", "local-cache", "django.core.cache.backends.locmem.LocMemCache")),
    ["warning CACHE_LOCAL"],
  ],
  [
    "a second cache in memory, which is one on purpose",
    subject(atRisk("CACHES['local']", "local-cache", "django.core.cache.backends.locmem.LocMemCache")),
    [],
  ],
  [
    "sessions in a cache in memory",
    subject({ settings: { SESSION_ENGINE: "django.contrib.sessions.backends.cache", CACHES: {} } }),
    ["error SESSIONS_LOCAL"],
  ],
  [
    "sessions in a shared cache",
    subject({
      settings: {
        SESSION_ENGINE: "django.contrib.sessions.backends.cache",
        CACHES: {
          default: { BACKEND: "django.core.cache.backends.redis.RedisCache", LOCATION: "redis://cache:6379" },
        },
      },
    }),
    [],
  ],
  [
    "sessions in files",
    subject({ settings: { SESSION_ENGINE: "django.contrib.sessions.backends.file" } }),
    ["error SESSIONS_LOCAL"],
  ],
  [
    "a channel layer in memory",
    subject(atRisk("CHANNEL_LAYERS['default']", "local-channel-layer", "InMemoryChannelLayer")),
    ["warning CHANNELS_LOCAL"],
  ],
  [
    "Redis on this machine",
    subject({
      settings: {
        CACHES: {
          default: { BACKEND: "django_redis.cache.RedisCache", LOCATION: "redis://127.0.0.1:6379/1" },
        },
      },
    }),
    ["error SERVICE_ON_LOCALHOST"],
  ],
  [
    "a second database on this machine",
    subject({ settings: { DATABASES: { old: { HOST: "localhost", PORT: "5432" } } } }),
    ["error SERVICE_ON_LOCALHOST"],
  ],
  [
    "mail on this machine, chosen",
    subject({
      settings: {
        EMAIL_HOST: "localhost",
        EMAIL_BACKEND: "django.core.mail.backends.smtp.EmailBackend",
        overridden: ["EMAIL_HOST"],
      },
    }),
    ["warning MAIL_LOCAL"],
  ],
  [
    "mail that nobody has set up",
    subject({
      settings: {
        EMAIL_HOST: "localhost",
        EMAIL_BACKEND: "django.core.mail.backends.smtp.EmailBackend",
        overridden: [],
      },
    }),
    [],
  ],
  ["a log file", subject(atRisk("LOGGING['handlers']['file']", "file-log", "x.log")), ["error LOG_FILE"]],
  [
    "a log file that goes to stderr",
    subject({
      ...atRisk("LOGGING['handlers']['file']", "file-log", "x.log"),
      ...overlaid("LOGGING['handlers']['file']", "logging"),
    }),
    ["note LOG_FILE"],
  ],
  [
    "secrets in git",
    subject({}, { committed: { files: [], secrets: [".secrets/base.json"], databases: [] } }),
    ["error SECRETS_COMMITTED"],
  ],
  [
    "secrets of development in git",
    subject({}, { committed: { files: [], secrets: [".envs/.local/.django"], databases: [] } }),
    ["warning SECRETS_COMMITTED"],
  ],
  [
    "a database in git",
    subject({}, { committed: { files: [], secrets: [], databases: ["db.sqlite3"] } }),
    ["warning DATABASES_COMMITTED"],
  ],
  [
    "uploads in git",
    subject(
      { media: { url: "/media/", root: "media" } },
      { committed: { files: ["media/a.jpg", "media/.gitkeep", "x.py"], secrets: [], databases: [] } },
    ),
    ["warning MEDIA_COMMITTED"],
  ],
  [
    "an empty media folder in git",
    subject(
      { media: { url: "/media/", root: "media" } },
      { committed: { files: ["media/.gitkeep"], secrets: [], databases: [] } },
    ),
    [],
  ],
  [
    "secrets in an image",
    subject({}, { imageSecrets: [{ place, files: [".env"] }] }),
    ["warning SECRETS_IN_IMAGE"],
  ],
  [
    "a proxy that waits for minutes",
    subject({}, { timeLimits: [{ place, name: "proxy_read_timeout", seconds: 300 }] }),
    ["warning TIME_LIMIT_LONG"],
  ],
  [
    "a server that waits as AWS does",
    subject({}, { timeLimits: [{ place, name: "timeout", seconds: 29 }] }),
    [],
  ],
  ["large uploads", subject({}, { uploadLimits: [{ place, megabytes: 128 }] }), ["warning UPLOADS_LARGE"]],
  ["small uploads", subject({}, { uploadLimits: [{ place, megabytes: 5 }] }), []],
  ["nginx", subject({}, { serverFiles: ["nginx.conf"] }), ["note SERVER_FILES_IGNORED"]],
  [
    "apps that are not installed, of an application that does not load",
    subject(null, { appsMissing: [{ app: "debug_toolbar", place }] }),
    ["error APPS_MISSING"],
  ],
  [
    "apps that are not found, of one that loads",
    subject({}, { appsMissing: [{ app: "plugin", place }] }),
    [],
  ],
  [
    "an app that production's requirements lack",
    subject(app("debug_toolbar"), {
      ...requires("django", "django-debug-toolbar"),
      production: { file: "prod.txt", names: ["django"] },
      packages: { ...noSurvey.packages, modules: { debug_toolbar: "django-debug-toolbar" } },
    }),
    ["error APPS_NOT_REQUIRED"],
  ],
  [
    "an app that comes with another package",
    subject(app("rest_framework"), {
      ...requires("django", "drf-spectacular"),
      production: { file: "prod.txt", names: ["django", "drf-spectacular"] },
      packages: { ...noSurvey.packages, modules: { rest_framework: "djangorestframework" } },
    }),
    [],
  ],
  [
    "packages for tests",
    subject({}, requires("django", "pytest-django")),
    ["warning TEST_PACKAGES_REQUIRED"],
  ],
  ["a bundle that is nearly full", subject({}, sized(230)), ["note PACKAGE_LARGE"]],
  ["a bundle that becomes an image", subject({}, sized(251)), ["warning PACKAGE_LARGE"]],
  ["a bundle that fits nowhere", subject({}, sized(10_241)), ["error PACKAGE_LARGE"]],
  [
    "a package that was compiled here",
    subject({}, compiled("mysqlclient", "linux_x86_64")),
    ["warning PACKAGES_BUILT_HERE"],
  ],
  [
    "packages that have no wheel for the function",
    subject({}, { lambda: { ...onLambda, missing: [{ name: "uwsgi", version: "2.0.28" }] } }),
    ["error PACKAGES_WITHOUT_WHEEL"],
  ],
  [
    "a package that was compiled here and has a wheel for the function",
    subject({}, { ...compiled("mysqlclient", "linux_x86_64"), lambda: { ...onLambda, missing: [] } }),
    [],
  ],
  [
    "a wheel for Lambda's Linux",
    subject({}, compiled("pillow", "manylinux_2_27_x86_64", "manylinux_2_28_x86_64")),
    [],
  ],
  [
    "a wheel that is too new for Python 3.11 there",
    subject(
      { languageVersion: "3.11.7" },
      compiled("pillow", "manylinux_2_27_x86_64", "manylinux_2_28_x86_64"),
    ),
    ["warning PACKAGES_NEED_NEWER_LINUX"],
  ],
  [
    "a wheel that also runs on an older Linux",
    subject(
      { languageVersion: "3.11.7" },
      compiled("numpy", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    ),
    [],
  ],
  ["Python 3.9", subject({ languageVersion: "3.9.2" }), ["warning PYTHON_NOT_OFFERED"]],
  ["Python 3.15", subject({ languageVersion: "3.15.0" }), ["warning PYTHON_NOT_OFFERED"]],
  ["a Python that AWS has given up", subject({ languageVersion: "3.10.1" }), ["warning PYTHON_ENDS"]],
  [
    "a Python that AWS gives up soon",
    subject({ languageVersion: "3.11.7" }, {}, { today: "2027-03-01" }),
    ["warning PYTHON_ENDS"],
  ],
  ["GeoDjango", subject(app("django.contrib.gis")), ["error LIBRARIES_NEEDED"]],
  ["a package that needs a library", subject({}, requires("weasyprint")), ["error LIBRARIES_NEEDED"]],
  ["ctypes", subject(inCode("library", "libvips.so.42")), ["error LIBRARIES_NEEDED"]],
  ["a program", subject(inCode("program", "ffmpeg")), ["warning PROGRAMS_NEEDED"]],
  ["a program of unknown kind", subject(inCode("program", "make-report")), []],
  [
    "django-crontab with jobs",
    subject({ ...app("django_crontab"), settings: { CRONJOBS: 2 } }),
    ["warning CRON_DECLARED"],
  ],
  ["django-crontab without any", subject(app("django_crontab")), ["note CRON_DECLARED"]],
  [
    "tasks with a broker on this machine",
    subject({
      celery: { app: "a:b", broker: "redis://localhost:6379/0" },
      notRunning: [{ kind: "celery-tasks", count: 3 }],
    }),
    ["error TASKS_NOT_EXECUTED"],
  ],
  [
    "tasks with a broker elsewhere",
    subject({
      celery: { app: "a:b", broker: "amqp://me:[hidden]@mq.example.com//" },
      notRunning: [{ kind: "celery-tasks", count: 3 }],
    }),
    ["warning TASKS_NOT_EXECUTED"],
  ],
  [
    "tasks that take an hour",
    subject({ settings: { CELERY_TASK_TIME_LIMIT: 3600 } }),
    ["warning TASK_TIME_LIMIT_LONG"],
  ],
  ["redis that nothing uses", subject({}, requires("redis")), ["note SERVICE_UNUSED"]],
  ["redis that is imported", subject(evidence({ imports: ["redis"] }), requires("redis")), []],
  ["WebSockets", subject({ notRunning: [{ kind: "websockets", count: 2 }] }), ["warning WEBSOCKETS"]],
  [
    "a thread that importing starts, told once",
    subject({
      ...effects({ threadsStarted: [{ function: "watch", by: "shop/views.py:7" }] }),
      ...inCode("thread", "threading.Thread"),
    }),
    ["warning THREADS_AT_IMPORT"],
  ],
  ["a thread in a view", subject(inCode("thread", "threading.Thread")), ["warning THREADS_LEFT"]],
  [
    "a program that importing runs",
    subject(effects({ processesStarted: [{ command: "git describe", by: null }] })),
    ["warning PROCESSES_AT_IMPORT"],
  ],
  [
    "a connection that importing makes",
    subject(effects({ connectionsTried: [{ address: "10.0.0.1:80", by: null }] })),
    ["warning NETWORK_AT_IMPORT"],
  ],
  ["multiprocessing", subject(inCode("semaphore", "multiprocessing.Pool")), ["error SEMAPHORES"]],
  [
    "files that importing writes",
    subject(effects({ filesWritten: [{ path: "var/x", by: "site_/settings.py:3" }] })),
    ["error FILES_WRITTEN_AT_IMPORT"],
  ],
  ["temporary files", subject(effects({ filesWritten: [{ path: "/tmp/x", by: null }] })), []],
  ["files that a view writes", subject(inCode("file-write", "BASE_DIR / 'x'")), ["warning FILES_WRITTEN"]],
  [
    "files that a command writes",
    subject(inCode("file-write", "'x'", "shop/management/commands/dump.py")),
    [],
  ],
  ["rows to begin with", subject(inCode("start-up-data", "Size.fill")), ["note START_UP_DATA"]],
];

describe("examine", () => {
  it.each(cases)("looks at %s", (_, given, expected) => {
    expect(examine(given).map(({ severity, code }) => `${severity} ${code}`)).toEqual(expected);
  });

  it("has a case for every code", () => {
    const seen = new Set(cases.flatMap(([, given]) => examine(given).map(({ code }) => code)));
    expect([...seen].toSorted()).toEqual(Object.keys(sources).toSorted());
  });

  it("tells the gravest first, and each place once", () => {
    const found = examine(
      subject(
        {
          settings: { DEBUG: true },
          ...evidence({
            settings: written("DEBUG"),
            found: [
              { kind: "semaphore", ...place, text: "multiprocessing.Pool" },
              { kind: "semaphore", ...place, text: "multiprocessing.Queue" },
            ],
          }),
        },
        requires("moto"),
      ),
    );
    expect(found.map(({ severity }) => severity)).toEqual(["error", "warning", "note"]);
    expect(found[0]?.places).toEqual(
      [{ kind: "semaphore", text: "multiprocessing.Pool", ...place }].map(({ file, line }) =>
        expect.objectContaining({ file, line }),
      ),
    );
  });
});
