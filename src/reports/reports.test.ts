import { describe, expect, it } from "vitest";
import type {
  DownResult,
  ListResult,
  LogsResult,
  StageData,
  StatusResult,
  Step,
  UpResult,
} from "../actions/results.ts";
import type { CanaryResult, MoveResult } from "../actions/move-results.ts";
import type { ReleasesResult, RollbackResult } from "../actions/release-results.ts";
import type { SecretsChangeResult, SecretsListResult } from "../actions/secret-results.ts";
import type { DiffResult } from "../actions/diff-results.ts";
import type { Diagnosis } from "../actions/doctor.ts";
import { finding } from "../doctor/finding.ts";
import { UserError } from "../errors.ts";
import type { Facts } from "../facts/schema.ts";
import { languages } from "../words/words.ts";
import { sayDiff } from "./diff.ts";
import { doctorResult, sayDoctor } from "./doctor.ts";
import { sayDown, sayHeldData } from "./down.ts";
import { errorResult, sayError } from "./error.ts";
import { sayInit } from "./init.ts";
import { sayInspect, sayRoutes } from "./inspect.ts";
import { sayList } from "./list.ts";
import { sayLogs } from "./logs.ts";
import { sayOpen } from "./open.ts";
import type { Page } from "./page.ts";
import { sayActiveStep, sayFound, sayStep, sayWaiting } from "./progress.ts";
import { sayReleases } from "./releases.ts";
import { sayRollback } from "./rollback.ts";
import { saySecrets, saySecretsChange } from "./secrets.ts";
import { sayStatus } from "./status.ts";
import { sayStop } from "./stop.ts";
import { sayUp } from "./up.ts";
import { displayWidth } from "./width.ts";

const english: Page = {
  language: "en",
  colour: false,
  columns: 80,
  now: new Date("2026-05-01T12:00:00Z"),
  timeZone: "Asia/Tokyo",
};

const step = (name: Step["name"], outcome: Step["outcome"], durationMs: number, facts = {}): Step => ({
  name,
  outcome,
  durationMs,
  facts,
});

const lifted: UpResult = {
  stage: "local",
  provider: "local",
  name: "blog",
  url: "http://127.0.0.1:4100",
  browserUrl: "http://local.blog.localhost:4100",
  release: 1,
  canary: null,
  changed: true,
  steps: [step("inspect", "done", 400, { admin: true })],
  notices: [],
};

const status: StatusResult = {
  name: "blog",
  stage: "local",
  provider: "local",
  state: "serving",
  url: "http://127.0.0.1:4100",
  browserUrl: "http://local.blog.localhost:4100",
  release: 3,
  releasedAt: "2026-05-01T10:00:00Z",
  failedRelease: null,
  bundle: "9f86d081884c7d659a2feaa0c55ad015",
  canary: null,
  lastMove: null,
  functions: [
    {
      name: "web",
      version: 3,
      memoryMb: 1024,
      timeoutSeconds: 30,
      concurrency: 10,
      sandboxes: { total: 2, busy: 1, frozen: 1 },
    },
    {
      name: "report",
      version: 3,
      memoryMb: 512,
      timeoutSeconds: 900,
      concurrency: 1,
      sandboxes: { total: 0, busy: 0, frozen: 0 },
    },
  ],
  endpoints: {
    postgres: {
      host: "127.0.0.1",
      port: 5433,
      user: "blog",
      password: "hunter2",
      database: "blog_local",
      url: "postgresql://blog:hunter2@127.0.0.1:5433/blog_local",
    },
    media: {
      endpoint: "http://127.0.0.1:9100",
      region: "local",
      bucket: "blog-local-media",
      path: "/_monolift/s3",
      accessKeyId: "AKIAEXAMPLE",
      secretAccessKey: "swordfish",
    },
    mail: { path: "/home/k/.local/state/monolift/blog/mail" },
    logs: null,
  },
  process: { pid: 4242, residentBytes: 84_000_000 },
};

const canary: CanaryResult = {
  release: 4,
  from: 3,
  by: "k@laptop",
  startedAt: "2026-05-01T11:57:50Z",
  percent: 10,
  seconds: 300,
  watchedSeconds: 130,
  metric: "5xx",
  threshold: 1,
  sample: 20,
  newer: { requests: 120, errors5xx: 1, failedInvocations: 0, throttles: 2 },
  older: { requests: 1100, errors5xx: 0, failedInvocations: 0, throttles: 0 },
};

const wentBack: MoveResult = {
  at: "2026-05-01T11:00:00Z",
  by: null,
  kind: "canary",
  from: 3,
  to: 4,
  canary: {
    ...canary,
    outcome: "went-back",
    metric: "errors",
    newer: { requests: 25, errors5xx: 3, failedInvocations: 3, throttles: 0 },
  },
};

const rolledBack: MoveResult = {
  at: "2026-05-01T11:30:00Z",
  by: "k@laptop",
  kind: "rollback",
  from: 4,
  to: 3,
  canary: null,
};

const releases: ReleasesResult = {
  name: "blog",
  stage: "local",
  live: 3,
  canary,
  releases: [
    {
      release: 4,
      state: "canary",
      createdAt: "2026-05-01T11:57:00Z",
      by: "k@laptop",
      commit: { id: "3f2a91c", isDirty: true, subject: "カートの合計を直す" },
      sizeBytes: 8_200_000,
      migrations: ["shop.0004_total"],
      changed: ["code", "configuration"],
      secrets: null,
    },
    {
      release: 3,
      state: "live",
      createdAt: "2026-05-01T10:00:00Z",
      by: "k@laptop",
      commit: { id: "0c1d2e3", isDirty: false, subject: `Sell tea ${"and more ".repeat(10)}` },
      sizeBytes: 8_100_000,
      migrations: [],
      changed: [],
      secrets: null,
    },
    {
      release: 2,
      state: "kept",
      createdAt: "2026-04-20T10:00:00Z",
      by: null,
      commit: null,
      sizeBytes: 8_000_000,
      migrations: null,
      changed: null,
      secrets: null,
    },
  ],
  moves: [
    rolledBack,
    wentBack,
    { ...wentBack, canary: { ...canary, outcome: "cut-short" } },
    { ...wentBack, canary: { ...canary, outcome: "passed" } },
    { ...rolledBack, kind: "up", from: null, to: 1 },
  ],
};

const secrets: SecretsListResult = {
  name: "blog",
  stage: "local",
  version: 4,
  secrets: [
    {
      name: "FACEBOOK_APP_ID",
      changedAt: "2026-04-30T12:00:00Z",
      changedBy: "k@laptop",
      origin: "imported",
      file: ".secrets/base.json",
      usedAs: "file",
    },
    {
      name: "STRIPE_API_KEY",
      changedAt: "2026-05-01T11:58:00Z",
      changedBy: "k@laptop",
      origin: "given",
      file: null,
      usedAs: "variable",
    },
    {
      name: "SECRET_KEY",
      changedAt: null,
      changedBy: null,
      origin: "generated",
      file: null,
      usedAs: "variable",
    },
  ],
};

const secretsChange: SecretsChangeResult = {
  name: "blog",
  stage: "local",
  version: 5,
  set: Array.from({ length: 14 }, (_, index) => `KEY_${index + 1}`),
  removed: [],
  effect: "now",
  notices: [],
};

const rollback: RollbackResult = {
  name: "blog",
  stage: "local",
  provider: "local",
  url: "http://127.0.0.1:4100",
  browserUrl: "http://local.blog.localhost:4100",
  from: 4,
  to: 3,
  endedCanary: null,
  migrations: ["shop.0004_total", "shop.0005_tax"],
  secrets: null,
  steps: [step("boot", "done", 900), step("switch", "done", 12)],
  notices: [],
};

const list: ListResult = {
  stages: [
    {
      name: "blog",
      stage: "local",
      provider: "local",
      root: "/home/k/blog",
      rootExists: true,
      state: "serving",
      url: "http://127.0.0.1:4100",
      browserUrl: "http://local.blog.localhost:4100",
      release: 3,
      releasedAt: "2026-05-01T10:00:00Z",
      lastRequestAt: "2026-05-01T11:30:00Z",
      sizeBytes: 48_000_000,
    },
    {
      name: "eigo",
      stage: "preview-1",
      provider: "local",
      root: "/home/k/英単語",
      rootExists: false,
      state: "stopped",
      url: null,
      browserUrl: null,
      release: null,
      releasedAt: null,
      lastRequestAt: null,
      sizeBytes: 8_100_000,
    },
  ],
};

const logs: LogsResult = {
  stage: "local",
  records: [
    ["start", null, "START RequestId: 1"],
    ["application", "info", "saved 下書き"],
    ["application", "warning", "Not Found: /favicon.ico"],
    [
      "error",
      "error",
      "Traceback (most recent call last):\n  File \"blog/views.py\", line 3\nKeyError: 'x'\n",
    ],
    ["report", null, "REPORT RequestId: 1 Duration: 12 ms"],
  ].map(([kind, level, message]) => ({
    time: "2026-05-01T03:04:05.678Z",
    function: "web",
    version: 3,
    sandbox: "a",
    requestId: "1",
    kind: kind as LogsResult["records"][number]["kind"],
    level: level as LogsResult["records"][number]["level"],
    message: message ?? "",
  })),
};

const mails: LogsResult = {
  stage: "local",
  records: [],
  mails: [
    {
      time: "2026-05-01T03:04:05Z",
      from: "webmaster@localhost",
      to: ["a@example.com", "b@example.com"],
      subject: "パスワードの再設定",
      path: "/home/k/.local/state/monolift/blog/mail/1.eml",
      body: "Click here:\n\nhttp://local.blog.localhost:4100/reset/x/\n",
    },
  ],
};

const held: StageData = {
  tables: [
    { table: "auth_user", rows: 2 },
    { table: "blog_post", rows: 1204 },
    { table: "django_session", rows: 0 },
  ],
  rows: 1206,
  databaseBytes: 9_100_000,
  media: { objects: 31, bytes: 12_000_000, lastWrite: "2026-04-30T12:00:00Z" },
  mails: 1,
};

const gone: DownResult = {
  name: "blog",
  stage: "local",
  data: held,
  deletedData: true,
  removed: ["/a", "/b"],
  left: [],
};

const facts: Facts = {
  version: 1,
  framework: "django",
  frameworkVersion: "5.2.1",
  languageVersion: "3.11.7",
  settingsModule: "config.settings.base",
  interface: "wsgi",
  interfaceReason: "wsgi-default",
  application: "config.wsgi:application",
  settings: {},
  settingsAtRisk: [
    { setting: "DEBUG", risk: "debug", found: "True" },
    { setting: "DATABASES", risk: "sqlite", found: "db.sqlite3" },
  ],
  overlaid: [
    { setting: "DATABASES", source: "database", was: "sqlite3 db.sqlite3", becomes: "postgresql" },
    { setting: "ALLOWED_HOSTS", source: "hosts", was: "[]", becomes: "local.blog.localhost" },
  ],
  installedApps: [{ name: "blog", label: "blog", path: null }],
  middleware: [],
  routes: [
    {
      pattern: "admin/login/",
      segments: [],
      name: "admin:login",
      view: "django.contrib.admin.sites.login",
      lookup: "django.contrib.admin.sites.login",
      methods: null,
      converters: {},
      csrfExempt: false,
      isAsync: false,
      urlconf: "config.urls",
      syntax: "path",
      isLocalized: false,
    },
    {
      pattern: "post/<int:pk>/",
      segments: [],
      name: null,
      view: "blog.views.PostView",
      lookup: "blog.views.PostView",
      methods: ["GET", "POST"],
      converters: { pk: "int" },
      csrfExempt: false,
      isAsync: false,
      urlconf: "config.urls",
      syntax: "path",
      isLocalized: false,
    },
  ],
  models: [
    {
      label: "blog.Post",
      table: "blog_post",
      app: "blog",
      fields: [],
      isManaged: true,
      isProxy: false,
      isAutoCreated: false,
    },
    {
      label: "blog.Post_tags",
      table: "blog_post_tags",
      app: "blog",
      fields: [],
      isManaged: true,
      isProxy: false,
      isAutoCreated: true,
    },
  ],
  static: { url: "/static/", finders: [], storage: null },
  media: { url: "/media/", root: "media" },
  languages: ["en", "ja"],
  celery: { app: "config.celery:app", broker: null },
  tasks: [
    { name: "blog.tasks.send", kind: "celery", module: "blog.tasks" },
    { name: "blog.tasks.count", kind: "django.tasks", module: "blog.tasks" },
  ],
  schedules: [],
  graphql: [{ library: "graphene", schema: "blog.schema", sdl: "type Query", path: "/graphql" }],
  commands: [{ name: "migrate", app: "django.core" }],
  migrations: {
    unapplied: [{ app: "blog", name: "0002_tag" }],
    missing: ["shop"],
    conflicts: [],
    cacheTables: [],
  },
  sideEffects: {
    filesWritten: [{ path: "/tmp/x.log", by: "config/settings.py:12" }],
    processesStarted: [],
    connectionsTried: [{ address: "127.0.0.1:6379", by: null }],
    threadsStarted: [],
  },
  notRunning: [
    { kind: "celery-tasks", count: 12 },
    { kind: "websockets", count: 1 },
  ],
  warnings: [
    { code: "GRAPHQL_FAILED", about: "blog.schema:schema", text: "KeyError: x", place: "blog/schema.py:3" },
  ],
};

const wrong = new UserError(
  "UNKNOWN_FLAG",
  { verb: "up", flag: "--form", nearest: ["from"] },
  {
    place: { file: "/home/k/blog/monolift.toml", line: 12, column: 3, excerpt: '\t"日本"= 1' },
    detail: "Traceback\n  File x",
  },
);

const diagnosis: Diagnosis = {
  name: "blog",
  stage: "local",
  root: "/home/k/blog",
  failure: null,
  findings: [
    finding("error", "METADATA_ASKED", { address: "169.254.169.254:80", isAtImport: true }, [
      { file: "config/settings.py", line: 12 },
    ]),
    finding(
      "warning",
      "THREADS_LEFT",
      {},
      [1, 2, 3, 4, 5, 6].map((line) => ({ file: "blog/views.py", line })),
    ),
    finding("note", "SERVICE_UNUSED", { packages: ["redis"] }),
  ],
};

const noChanges = {
  parts: [],
  code: { added: [], removed: [], changed: [] },
  packages: { added: [], removed: [], changed: [] },
  application: [],
  resources: { added: [], removed: [], changed: [] },
  edges: { added: [], removed: [] },
  routes: { added: [], removed: [], changed: [] },
  models: { added: [], removed: [], changed: [] },
  risks: { added: [], gone: [] },
  migrations: null,
} satisfies Partial<DiffResult>;
const unjudged: DiffResult["migrations"] = {
  pending: ["blog.0002_tag"],
  judged: null,
  problem: "KeyError: 'tag'",
};
const difference: DiffResult = {
  name: "blog",
  stage: "local",
  state: "serving",
  release: 3,
  changed: true,
  parts: ["code", "dependencies", "configuration"],
  code: {
    added: ["blog/tags.py"],
    removed: [],
    changed: Array.from({ length: 9 }, (_, n) => `blog/${n}.py`),
  },
  packages: {
    added: [{ name: "attrs", version: "25.1" }],
    removed: [{ name: "six", version: "1.16" }],
    changed: [{ name: "django", from: "5.1", to: "5.2" }],
  },
  application: [{ what: "languageVersion", from: "3.11.7", to: "3.13.1" }],
  resources: {
    added: ["cache"],
    removed: [],
    changed: [{ id: "function.web", field: "memoryMb", from: "1024", to: "512" }],
  },
  edges: { added: ["cache → database: connect"], removed: [] },
  routes: {
    added: [{ pattern: "tags/", name: "blog:tags", view: "blog.views.tags" }],
    removed: [{ pattern: "", name: null, view: "blog.views.home" }],
    changed: [],
  },
  models: { added: ["blog.Tag"], removed: [], changed: [{ model: "blog.Post", fields: ["tags"] }] },
  migrations: { pending: [], judged: null, problem: null },
  risks: {
    added: [{ setting: "DEBUG", risk: "debug", found: "True" }],
    gone: [{ setting: "SESSION_ENGINE", risk: "file-session", found: "x" }],
  },
  canary: { percent: 10, seconds: 300, threshold: 1 },
  secrets: ["STRIPE_KEY"],
};

/** Every report once, as somebody who speaks the language would review it. */
function everyReport(page: Page): string {
  const parts: Readonly<Record<string, string>> = {
    found: [
      sayFound({ what: "settings", value: "config.settings.base", from: "manage.py" }, page),
      sayFound({ what: "python", value: "3.11.7", from: ".python-version" }, page),
      sayFound({ what: "something-new", value: "x", from: "" }, page),
    ].join("\n"),
    steps: [
      sayStep(step("detect", "done", 8), page),
      sayStep(
        step("bundle", "done", 4210, {
          packages: 34,
          files: 1204,
          codeBytes: 123_456,
          dependenciesBytes: 8_000_000,
        }),
        page,
      ),
      sayStep(step("static", "skipped", 1), page),
      sayStep(step("health", "done", 42, { status: 200, unknown: 7 }), page),
      sayStep(step("migrate", "done", 900, { applied: 18 }), page),
      sayStep(step("migrate", "done", 90, { applied: 0 }), page),
      sayStep(step("migrate", "failed", 65_000), page),
      sayActiveStep({ name: "bundle", text: "resolving\nblack==24", elapsedMs: 300, frame: "⠋" }, page),
      sayActiveStep({ name: "rows", text: "あ".repeat(60), elapsedMs: 2300, frame: "⠙" }, page),
      sayWaiting({ pid: 4242, since: "2026-05-01T11:59:00Z" }, page),
    ].join("\n"),
    "up, first": sayUp(lifted, page),
    "up, unchanged": sayUp({ ...lifted, stage: "preview", changed: false, release: 3 }, page),
    status: sayStatus(status, page),
    "status, canary": sayStatus({ ...status, canary, lastMove: wentBack }, page),
    "status, rolled back": sayStatus({ ...status, lastMove: rolledBack }, page),
    "up, canary": sayUp({ ...lifted, release: 4, canary }, page),
    releases: sayReleases(releases, page),
    "releases, none": sayReleases({ ...releases, releases: [], moves: [], canary: null }, page),
    rollback: sayRollback(rollback, page),
    "rollback with secrets": sayRollback({ ...rollback, secrets: 3 }, page),
    secrets: saySecrets(secrets, page),
    "secrets, changed": saySecretsChange(secretsChange, page),
    "secrets, removed before the first up": saySecretsChange(
      { ...secretsChange, set: [], removed: ["OLD_KEY"], effect: "next-up" },
      page,
    ),
    "secrets, the same": saySecretsChange({ ...secretsChange, effect: "unchanged" }, page),
    "rollback of a canary": sayRollback({ ...rollback, from: 3, endedCanary: 4, migrations: [] }, page),
    "status, stopped": sayStatus(
      { ...status, state: "stopped", functions: [], process: null, url: null, browserUrl: null },
      page,
    ),
    "status, never served": sayStatus(
      { ...status, state: "never-lifted", functions: [], release: null, releasedAt: null, failedRelease: 1 },
      page,
    ),
    list: sayList(list, { orphans: false }, page),
    "list, nothing": sayList({ stages: [] }, { orphans: false }, page),
    "list, no orphans": sayList({ stages: [] }, { orphans: true }, page),
    logs: sayLogs(logs, { verbose: false }, page),
    "logs, verbose": sayLogs(logs, { verbose: true }, page),
    "logs, none": sayLogs({ stage: "local", records: [] }, { verbose: false }, page),
    mail: sayLogs(mails, { verbose: false }, page),
    "mail, none": sayLogs({ stage: "local", records: [], mails: [] }, { verbose: false }, page),
    stop: sayStop({ name: "blog", stage: "local", stopped: true, processStopped: true }, page),
    "stop, never served": sayStop(
      { name: "blog", stage: "local", stopped: false, processStopped: true },
      page,
    ),
    "stop, was stopped": sayStop(
      { name: "blog", stage: "local", stopped: false, processStopped: false },
      page,
    ),
    "down, asks": sayHeldData("blog/local", held, page),
    down: sayDown(gone, page),
    "down, keeps": sayDown({ ...gone, deletedData: false }, page),
    "down, held nothing": sayDown({ ...gone, data: null }, page),
    "down, left": sayDown({ ...gone, left: ["/c"] }, page),
    init: sayInit({ file: "monolift.toml", name: "blog", created: true, found: [] }, page),
    "init, was there": sayInit({ file: "monolift.toml", name: "blog", created: false, found: [] }, page),
    open: sayOpen({ url: "http://local.blog.localhost:4100", opened: true }, page),
    "open, no browser": sayOpen({ url: "http://local.blog.localhost:4100", opened: false }, page),
    inspect: sayInspect(facts, page),
    routes: sayRoutes(facts, page),
    doctor: sayDoctor(doctorResult(diagnosis, page.language), page),
    "doctor, not loaded": sayDoctor(
      doctorResult({ ...diagnosis, failure: wrong, findings: [] }, page.language),
      page,
    ),
    "doctor, nothing": sayDoctor(doctorResult({ ...diagnosis, findings: [] }, page.language), page),
    diff: sayDiff(difference, page),
    "diff, not asked": sayDiff({ ...difference, ...noChanges, changed: true }, page),
    "diff, not judged": sayDiff(
      { ...difference, ...noChanges, changed: true, migrations: unjudged, canary: null },
      page,
    ),
    "diff, first": sayDiff({ ...difference, release: null, migrations: null, canary: null }, page),
    "diff, nothing": sayDiff({ ...difference, ...noChanges, changed: false }, page),
    "diff, nothing and stopped": sayDiff(
      { ...difference, ...noChanges, changed: false, state: "stopped" },
      page,
    ),
    error: sayError(wrong, { verbose: false, cwd: "/home/k/blog" }, page),
  };
  return Object.entries(parts)
    .map(([name, text]) => `## ${name}\n${text}\n`)
    .join("\n");
}

describe("the reports", () => {
  it.each(languages)("read well in %s", async (language) => {
    await expect(everyReport({ ...english, language })).toMatchFileSnapshot(`snapshots/${language}.txt`);
  });

  it.each(languages)("say the same in %s with and without colour", (language) => {
    const coloured = everyReport({ ...english, language, colour: true });
    // oxlint-disable-next-line no-control-regex -- an escape sequence begins with a control character
    const plain = coloured.replaceAll(/\u001B\[\d+m/g, "");
    expect(coloured).not.toBe(plain);
    expect(plain.replaceAll("`", "")).toBe(everyReport({ ...english, language }).replaceAll("`", ""));
  });

  it.each(languages)("show no password in %s", (language) => {
    expect(everyReport({ ...english, language })).not.toContain("hunter2");
  });
});

describe("sayActiveStep", () => {
  it.each([20, 40, 80, 200])(
    "stays within %i columns, or overwriting it would leave rests behind",
    (columns) => {
      const active = { name: "bundle", text: "解決中 ".repeat(40), elapsedMs: 61_000, frame: "⠋" } as const;
      const page: Page = { ...english, language: "ja", columns };
      expect(displayWidth(sayActiveStep(active, page))).toBeLessThan(Math.max(columns, 44));
    },
  );
});

describe("sayError", () => {
  const long = new UserError(
    "UNKNOWN_VERB",
    { input: "x", nearest: [] },
    {
      detail: Array.from({ length: 40 }, (_, index) => `line ${index + 1}`).join("\n"),
      cause: new Error("the reason below"),
    },
  );

  it("keeps the end of a long traceback, and says how to see the rest", () => {
    const text = sayError(long, { verbose: false, cwd: "/" }, english);
    expect(text).toContain("… 16 lines above; --verbose shows all of it\n    line 17\n");
    expect(text).toContain("line 40");
    expect(text).not.toContain("the reason below");
  });

  it("shows everything with verbose", () => {
    const text = sayError(long, { verbose: true, cwd: "/" }, english);
    expect(text).toContain("    line 1\n");
    expect(text).toContain("the reason below");
  });
});

describe("errorResult", () => {
  it("has every field, null where there is nothing", () => {
    expect(errorResult(wrong, "bundle", "ja")).toStrictEqual({
      error: {
        code: "UNKNOWN_FLAG",
        step: "bundle",
        cause: "`up` に `--form` というオプションはありません。",
        fix: "`--from` ではありませんか？",
        file: "/home/k/blog/monolift.toml",
        line: 12,
        detail: "Traceback\n  File x",
      },
    });
    expect(errorResult(new UserError("DOWN_TWO_ANSWERS", {}), null, "en").error).toMatchObject({
      step: null,
      file: null,
      line: null,
      detail: null,
    });
  });
});
