import { describe, expect, it } from "vitest";
import { sayFinding, type FindingCode, type FindingFacts } from "./finding-words.ts";

/** Facts for every sentence, several where it has branches. A new code is a compile error until it has a sample. */
const samples: { readonly [C in FindingCode]: readonly FindingFacts<C>[] } = {
  DEBUG_ON: [{ settingsModule: "config.settings" }],
  DATABASE_IN_FILE: [
    { setting: "DATABASES['default']", file: "db.sqlite3", isProvided: true },
    { setting: "DATABASES['default']", file: "db.sqlite3", isProvided: false },
  ],
  MEDIA_ON_DISK: [
    { folder: "media", isProvided: true, needsDebug: true },
    { folder: "media", isProvided: false, needsDebug: false },
  ],
  SECRET_KEY_GENERATED: [{ isProvided: true }, { isProvided: false }],
  SECRET_KEY_IN_CODE: [{ isStartproject: true }, { isStartproject: false }],
  TOKENS_SIGNED_WITH_SECRET_KEY: [{ what: "jwt.encode" }],
  HOSTS_WRITTEN: [{ hosts: ["example.com"] }],
  CORS_LOCAL_ONLY: [{ origins: ["http://localhost:3000"] }],
  REDIRECT_TO_LOCALHOST: [{ addresses: ["http://localhost:8000/"] }],
  METADATA_ASKED: [
    { address: "169.254.169.254:80", isAtImport: true },
    { address: "169.254.169.254", isAtImport: false },
  ],
  CACHE_LOCAL: [
    { setting: "CACHES['default']", isProvided: true },
    { setting: "CACHES['default']", isProvided: false },
  ],
  SESSIONS_LOCAL: [
    { engine: "file", isProvided: true },
    { engine: "file", isProvided: false },
  ],
  CHANNELS_LOCAL: [{ setting: "CHANNEL_LAYERS['default']" }],
  MAIL_LOCAL: [
    { host: "localhost", isProvided: true },
    { host: "localhost", isProvided: false },
  ],
  SERVICE_ON_LOCALHOST: [{ setting: "CACHES['default']", address: "redis://127.0.0.1:6379" }],
  LOG_FILE: [
    { files: ["x.log"], isProvided: true },
    { files: ["x.log"], isProvided: false },
  ],
  SECRETS_COMMITTED: [
    { files: [".env"], more: 0 },
    { files: [".env"], more: 3 },
  ],
  DATABASES_COMMITTED: [{ files: ["db.sqlite3"] }],
  MEDIA_COMMITTED: [
    { folder: "media", files: 1 },
    { folder: "media", files: 2 },
  ],
  SECRETS_IN_IMAGE: [{ files: [".env"] }],
  SERVER_FILES_IGNORED: [{ files: ["nginx.conf"] }],
  TIME_LIMIT_LONG: [{ name: "proxy_read_timeout", seconds: 300, limitSeconds: 29 }],
  UPLOADS_LARGE: [{ megabytes: 128, limitMb: 6 }],
  APPS_MISSING: [{ apps: ["debug_toolbar"] }],
  APPS_NOT_REQUIRED: [
    { apps: [{ app: "debug_toolbar", package: "django-debug-toolbar" }], file: "prod.txt" },
  ],
  TEST_PACKAGES_REQUIRED: [{ packages: ["moto"] }],
  PACKAGE_LARGE: (["near", "image", "too-large"] as const).map((kind) => ({
    megabytes: 300,
    zipMb: 250,
    imageMb: 10_240,
    largest: [{ name: "torch", megabytes: 200 }],
    kind,
  })),
  PACKAGES_WITHOUT_WHEEL: [
    {
      packages: [
        { name: "uwsgi", version: "2.0.28" },
        { name: "mysqlclient", version: null },
      ],
      python: "3.13",
      architecture: "arm64",
    },
  ],
  PACKAGES_BUILT_HERE: [{ packages: ["mysqlclient"] }],
  PACKAGES_NEED_NEWER_LINUX: [
    { packages: [{ name: "pillow", glibc: "2.27" }], python: "3.11", glibc: "2.26" },
  ],
  PYTHON_NOT_OFFERED: [{ python: "3.9", oldest: "3.10", newest: "3.14" }],
  PYTHON_ENDS: [
    { python: "3.10", date: "2026-10-31", isOver: true },
    { python: "3.11", date: "2027-06-30", isOver: false },
  ],
  LIBRARIES_NEEDED: [{ needs: [{ by: "weasyprint", library: "Pango" }] }],
  PROGRAMS_NEEDED: [{ programs: ["ffmpeg"] }],
  CRON_DECLARED: [
    { package: "django_crontab", jobs: 0 },
    { package: "django_crontab", jobs: 2 },
    { package: "django_cron", jobs: null },
  ],
  TASKS_NOT_EXECUTED: [
    { tasks: 2, schedules: 1, broker: "redis://localhost", isLocal: true },
    { tasks: 1, schedules: 0, broker: null, isLocal: false },
    { tasks: 0, schedules: 1, broker: null, isLocal: false },
  ],
  TASK_TIME_LIMIT_LONG: [{ setting: "CELERY_TASK_TIME_LIMIT", seconds: 3600 }],
  SERVICE_UNUSED: [{ packages: ["redis"] }],
  WEBSOCKETS: [{ routes: 1 }, { routes: 2 }],
  THREADS_AT_IMPORT: [{ functions: ["watch"] }],
  THREADS_LEFT: [{}],
  PROCESSES_AT_IMPORT: [{ commands: ["git describe"] }],
  NETWORK_AT_IMPORT: [{ addresses: ["10.0.0.1:80"] }],
  SEMAPHORES: [{ names: ["multiprocessing.Pool"] }],
  FILES_WRITTEN_AT_IMPORT: [{ files: ["var"] }],
  FILES_WRITTEN: [{ paths: ["BASE_DIR / 'x'"] }],
  AWS_NOT_REACHED: (["region", "credentials", "refused", "unreachable"] as const).map((why) => ({
    stage: "production",
    why,
    message: why === "region" ? "" : "connect ECONNREFUSED 127.0.0.1:4566",
  })),
  AWS_CALLER: [
    { caller: "arn:aws:iam::111111111111:user/ann", account: "111111111111", region: "us-east-1" },
  ],
  AWS_ACCOUNT_WRONG: [
    {
      stage: "production",
      wanted: "222222222222",
      account: "111111111111",
      caller: "arn:aws:iam::111111111111:user/ann",
    },
  ],
  AWS_RIGHTS_MISSING: [
    { caller: "arn:aws:iam::111111111111:user/ann", actions: ["lambda:CreateFunction"] },
    { caller: "arn:aws:iam::111111111111:user/ann", actions: ["iam:PassRole", "lambda:CreateFunction"] },
  ],
  AWS_RIGHTS_NOT_ASKED: [
    { caller: "arn:aws:sts::111111111111:federated-user/ann", actions: ["lambda:CreateFunction"] },
  ],
  AWS_CONCURRENCY_LOW: [{ limit: 10, wanted: 11 }],
  START_UP_DATA: [{ methods: ["Size.fill"] }],
};

const cases = Object.entries(samples).flatMap(([code, all]) =>
  all.map((facts, index) => [code as FindingCode, index, facts as unknown] as const),
);

describe("sayFinding", () => {
  it.each(cases)("says %s (%i) in whole sentences of each language", (code, _, facts) => {
    const said = {
      en: sayFinding(code, facts, "en"),
      ja: sayFinding(code, facts, "ja"),
      ko: sayFinding(code, facts, "ko"),
    };
    for (const { what, why, fix } of Object.values(said)) {
      for (const text of [what, why, fix]) {
        expect(text.trim()).not.toBe("");
        expect(text).not.toMatch(/undefined|null|NaN|\[object/);
      }
    }
    for (const part of ["what", "why", "fix"] as const) {
      expect(said.ja[part]).toMatch(/[ぁ-んァ-ヶ一-龠]/);
      expect(said.ko[part]).toMatch(/[가-힣]/);
      expect(said.en[part]).toMatch(/[.`)]$/);
    }
  });
});
