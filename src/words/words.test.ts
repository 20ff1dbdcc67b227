import { describe, expect, it } from "vitest";
import { stackSamples } from "../../test/words/aws-stack.ts";
import { dataSamples } from "../../test/words/aws-data.ts";
import { packagesSamples } from "../../test/words/aws-packages.ts";
import { databasesSamples } from "../../test/words/aws-databases.ts";
import { doorsSamples } from "../../test/words/aws-doors.ts";
import { importersSamples } from "../../test/words/aws-importers.ts";
import { networkSamples } from "../../test/words/aws-network.ts";
import { accountSamples } from "../../test/words/aws-account.ts";
import { stageSamples } from "../../test/words/aws-stage.ts";
import {
  languages,
  sayError,
  sayNotice,
  wordsOf,
  type ErrorCode,
  type ErrorFacts,
  type Language,
  type Notice,
  type NoticeCode,
  type NoticeFacts,
} from "./words.ts";

const raised = { exception: "KeyError", message: "'x'" };
const unreadable = { about: "shop.schema", text: "KeyError: x", place: "shop/schema.py:3" };
const namedSizes = [
  { name: "pandas", megabytes: 71 },
  { name: "numpy", megabytes: 58 },
];
const paths = { count: 7, paths: ["alpha/", "beta/"] };

/**
 * Facts for every sentence, as they might really be; several where the sentence has branches.
 * A new code is a compile error here until it has a sample.
 */
const errorSamples: { readonly [C in ErrorCode]: readonly ErrorFacts<C>[] } = {
  ...stackSamples.errors,
  ...dataSamples.errors,
  ...packagesSamples.errors,
  ...databasesSamples.errors,
  ...doorsSamples.errors,
  ...importersSamples.errors,
  ...networkSamples.errors,
  ...accountSamples.errors,
  ...stageSamples.errors,
  // config
  CONFIG_SYNTAX: [{ reason: "unclosed-string" }],
  CONFIG_UNREADABLE: [
    { file: "/x/monolift.toml", reason: "denied" },
    { file: "/x/monolift.toml", reason: "folder" },
    { file: "/x/monolift.toml", reason: "not-utf8" },
  ],
  CONFIG_UNKNOWN_KEY: [
    { key: "nmae", nearest: "name", belongs: null, known: ["name", "app"] },
    { key: "memory", nearest: null, belongs: { key: "memory", table: "functions.web" }, known: ["name"] },
    { key: "zzz", nearest: null, belongs: null, known: ["name", "app"] },
  ],
  CONFIG_STAGE_ONLY_KEY: [{ key: "ttl", table: 'stages."preview-*"', example: 'ttl = "7d"' }],
  CONFIG_KEY_MISSING: [{ key: "name", example: 'name = "blog"' }],
  CONFIG_WRONG_TYPE: [
    { key: "name", given: "12", kind: "integer", wanted: ["text", "table"], example: 'name = "x"' },
  ],
  CONFIG_OUT_OF_RANGE: [
    { key: "memory", given: "64", least: 128, most: 10240, unit: "MB" },
    { key: "concurrency", given: "0", least: 1, most: 1000, unit: "" },
    { key: "stages.demo.ttl", given: '"1m"', least: "5m", most: "365d", unit: "" },
  ],
  CONFIG_UNKNOWN_VALUE: [
    { key: "engine", given: "postgers", nearest: "postgres", allowed: ["postgres", "settings"] },
    { key: "engine", given: "zzz", nearest: null, allowed: ["postgres", "settings"] },
  ],
  CONFIG_UNFIT_VALUE: [{ key: "timeout", given: "soon", example: 'timeout = "30s"' }],
  CONFIG_NAME_UNSAFE: [
    { what: "project", given: "My Blog", longest: 40, suggestion: "my-blog" },
    { what: "stage", given: "Prod!", longest: 20, suggestion: "prod" },
  ],
  CONFIG_EXISTS: [{ file: "/x/monolift.toml" }],
  CONFIG_FOLDER_READ_ONLY: [{ file: "/x/monolift.toml", name: "blog" }],
  CONFIG_NOT_EDITED: [{ file: "/x/monolift.toml", line: 'app.settings = "x"' }],
  STAGE_IS_KEPT: [{ stage: "production" }],
  ISOLATE_MATCHES_NOTHING: [
    { name: "reports", kind: "view", text: "report.*", nearest: ["reports.views.export"] },
    { name: "reports", kind: "view", text: "report.*", nearest: [] },
  ],
  ISOLATE_TABLE_TOO_LONG: [{ lines: 200 }],
  ISOLATE_BEHIND_ALB: [{ name: "reports", stage: "production" }],
  ISOLATE_TOO_MANY: [{ count: 41, most: 30 }],
  ISOLATE_TWICE: [{ route: "/reports/export/", names: ["reports", "exports"] }],
  ISOLATE_WITHOUT_REQUESTS: [{ name: "reports" }],
  KEEP_WITH_TTL: [{ stage: "preview-1" }],
  TTL_NOT_ON_AWS: [{ stage: "preview-7" }],
  KEY_NOT_ON_AWS: [{ key: 'mail.engine = "mailbox"', stage: "production" }],
  SHARE_NEEDS_SECRETS_MANAGER: [{ stage: "production" }],
  MAIL_FROM_MISSING: [{ stage: "production" }],
  DATABASE_NOT_CHOSEN: [{ stage: "production" }],
  UNKNOWN_STAGE: [
    { stage: "prod", nearest: "production", known: ["local", "production"] },
    { stage: "zzz", nearest: null, known: ["local"] },
  ],
  STAGE_NAME_UNSAFE: [{ stage: "preview-ä", longest: 20 }],
  // frameworks
  NO_APPLICATION: [{ folder: "/x" }],
  FRAMEWORK_NOT_SUPPORTED: [{ framework: "Flask", file: "app.py" }],
  AMBIGUOUS_ROOT: [{ key: "app.root", candidates: ["backend", "legacy"] }],
  AMBIGUOUS_SETTINGS: [{ key: "app.settings", candidates: ["config.dev", "config.prod"], from: "manage.py" }],
  SETTINGS_MISSING: [
    { key: "app.settings", module: "config.x", from: "manage.py", candidates: [] },
    { key: "app.settings", module: "config.x", from: "manage.py", candidates: ["config.dev"] },
  ],
  SETTINGS_UNKNOWN: [{ key: "app.settings", manage: "backend/manage.py" }],
  APP_ROOT_MISSING: [{ root: "backend" }],
  REQUIREMENTS_MISSING: [{ file: "requirements/prod.txt" }],
  NO_DEPENDENCIES: [{ folder: "." }],
  PYTHON_NOT_FOUND: [{ found: [] }, { found: ["3.7.1"] }],
  PYTHON_UNSUPPORTED: [{ specifier: ">=3.13", from: "pyproject.toml", available: ["3.11.7"] }],
  SETTINGS_RAISED: [{ ...raised, settingsModule: "config.settings" }],
  SETTINGS_EMPTY: [
    { settingsModule: "config.settings", candidates: [] },
    { settingsModule: "config.settings", candidates: ["config.settings.dev", "config.settings.prod"] },
  ],
  VARIABLE_MISSING: [{ variable: "STRIPE_KEY" }],
  FILE_OUTSIDE_ROOT: [
    {
      file: "../.secrets/base.json",
      variable: null,
      root: "/x/igloo/site",
      above: "/x/igloo",
      appRoot: "site",
    },
    {
      file: "../.env",
      variable: "PAYMENT_KEY",
      root: "/home/x/site",
      above: null,
      appRoot: "site",
    },
  ],
  MODULE_MISSING: [
    { module: "yaml", package: "PyYAML", removedIn: null, isOwnModule: false },
    { module: "cgi", package: null, removedIn: "3.13", isOwnModule: false },
    { module: "shop.helper", package: null, removedIn: null, isOwnModule: true },
  ],
  LOGGING_FAILED: [raised],
  APPS_FAILED: [raised],
  MODELS_FAILED: [raised],
  ROOT_URLCONF_MISSING: [{ settingsModule: "config.settings" }],
  URLCONF_FAILED: [{ ...raised, urlconf: "config.urls" }],
  APPLICATION_FAILED: [{ ...raised, application: "config.wsgi:application" }],
  INSPECTION_TIMED_OUT: [{ seconds: 60, step: "settings" }],
  INSPECTION_CRASHED: [
    { step: "facts", code: 3, signal: null },
    { step: "pack", code: null, signal: "SIGSEGV" },
  ],
  INSPECTION_NOT_STARTED: [{ python: "/usr/bin/python3.11" }],
  // bundle
  REQUIREMENTS_FILE_MISSING: [{ file: "base.txt" }],
  REQUIREMENT_UNREADABLE: [{ text: "dj ango" }],
  PYPROJECT_UNREADABLE: [{ file: "pyproject.toml", reason: "unclosed" }],
  LOCK_UNREADABLE: [{ file: "uv.lock", reason: "no-version" }],
  LOCK_OUTDATED: [
    {
      file: "uv.lock",
      source: "pyproject.toml",
      name: "django",
      wanted: ">=5",
      locked: "4.2",
      command: "uv lock",
    },
    {
      file: "uv.lock",
      source: "pyproject.toml",
      name: "django",
      wanted: ">=5",
      locked: null,
      command: "uv lock",
    },
  ],
  LOCK_WRONG_PYTHON: [{ file: "uv.lock", requires: ">=3.13", python: "3.11.7" }],
  DEPENDENCY_NOT_FOUND: [{ name: "djagno", requirement: "djagno>=5" }],
  DEPENDENCY_VERSION_NOT_FOUND: [
    { name: "django", requirement: "django==99", newest: ["5.2", "5.1"], python: "3.11.7" },
    { name: "django", requirement: "django==99", newest: [], python: "3.11.7" },
  ],
  DEPENDENCY_NOT_FOR_PYTHON: [{ name: "django", requires: ">=3.12", python: "3.11.7" }],
  DEPENDENCY_NO_WHEEL: [{ name: "numpy", file: "numpy.whl", python: "3.11.7" }],
  DEPENDENCY_FILE_MISSING: [{ path: "wheels/x.whl" }],
  DEPENDENCY_BUILD_FAILED: [
    { name: "mysqlclient", python: "3.11.7" },
    { name: "", python: "3.11.7" },
  ],
  DEPENDENCY_HASH_MISMATCH: [{ name: "django" }],
  DEPENDENCIES_NEED_COMPILING: [
    {
      packages: [{ name: "uwsgi", version: "2.0.28" }],
      python: "3.13",
      architecture: "arm64",
      platform: "manylinux_2_34_aarch64",
    },
    {
      packages: [
        { name: "uwsgi", version: "2.0.28" },
        { name: "mysqlclient", version: null },
      ],
      python: "3.13",
      architecture: "x86_64",
      platform: "manylinux_2_34_x86_64",
    },
  ],
  DEPENDENCIES_CONFLICT: [{}],
  INDEX_UNREACHABLE: [{ index: "https://pypi.org" }],
  REPOSITORY_UNREACHABLE: [{ repository: "git+https://example.com/x" }],
  INSTALLER_MISSING: [{ python: "/usr/bin/python3.11" }],
  INSTALLER_FAILED: [{ tool: "uv 0.5" }],
  PACKAGE_NEEDS_IMAGE: [{ megabytes: 412, zipMb: 250, files: 20_111, largest: namedSizes }],
  PACKAGE_OVER_IMAGE_LIMIT: [{ megabytes: 11_021, imageMb: 10_240, largest: namedSizes }],
  VENDOR_FILE_MISSING: [{ file: "wheels/x.whl" }],
  VENDOR_NOT_A_WHEEL: [{ file: "wheels/x.zip" }],
  CODE_FILE_UNREADABLE: [{ path: "keys/a.pem" }],
  CODE_KEEPS_CHANGING: [{ path: "build/a.js" }],
  BUNDLE_DISK_FULL: [{ folder: "/home/k/.cache" }],
  // platform
  ENVIRONMENT_TOO_LARGE: [
    {
      functionName: "blog-local-web",
      bytes: 5021,
      limitBytes: 4096,
      largest: [
        { name: "GOOGLE_CREDENTIALS", bytes: 2412 },
        { name: "MONOLIFT_OVERLAY", bytes: 702 },
      ],
    },
  ],
  DAEMON_FAILED: [{ log: "/x/daemon.log" }],
  DAEMON_GONE: [{ operation: "publish" }],
  PORT_TAKEN: [
    { port: 4100, holder: "nginx" },
    { port: 4100, holder: null },
  ],
  POSTGRES_NOT_AVAILABLE: [{ platform: "linux", architecture: "riscv64" }],
  POSTGRES_PORT_TAKEN: [{ port: 5433 }],
  POSTGRES_DISK_FULL: [{ folder: "/x/pg" }],
  MIGRATION_NEEDS_CONSENT: [
    { stage: "local", operations: 1 },
    { stage: "local", operations: 3 },
  ],
  MIGRATION_WOULD_FAIL: [{ migration: "shop.0002_required", operations: 1 }],
  MIGRATION_NOT_JUDGED: [{ stage: "local", message: "KeyError: 'x'" }],
  FROM_ITSELF: [{ stage: "local" }],
  FROM_UNKNOWN_STAGE: [
    { from: "lokal", stages: ["local", "preview-a"] },
    { from: "lokal", stages: [] },
  ],
  STAGE_HAS_DATA: [{ stage: "preview-a", from: "local" }],
  DATABASE_BUSY: [{ database: "blog-local" }],
  EXPORT_FOLDER_NOT_EMPTY: [{ folder: "/x/backup" }],
  EXPORT_FOLDER_IS_FILE: [{ folder: "/x/backup" }],
  IMPORT_NO_MANIFEST: [{ folder: "/x/backup" }],
  IMPORT_MANIFEST_UNREADABLE: [{ file: "/x/backup/manifest.json", reason: "format: expected 1" }],
  IMPORT_FILE_DIFFERS: [{ file: "/x/backup/media/sea.jpg" }],
  IMPORT_MIGRATIONS_DIFFER: [
    { missing: ["shop.0002_note"], extra: [], release: 2 },
    { missing: [], extra: ["shop.0002_note"], release: null },
  ],
  IMPORT_TABLES_DIFFER: [{ unknown: ["shop_product.note", "legacy.orders"] }],
  IMPORT_STAGE_HAS_DATA: [
    { rows: 1, objects: 1 },
    { rows: 12, objects: 0 },
  ],
  IMPORT_ROWS_REFUSED: [
    { table: "shop_product", message: "invalid input syntax" },
    { table: "", message: "duplicate key" },
  ],
  IMPORT_ROWS_MISSING: [{ table: "shop_product", expected: 12, found: 11 }],
  POSTGRES_OTHER_VERSION: [{ folder: "/x/pg", found: 17, available: [18] }],
  POSTGRES_DATA_DAMAGED: [{ folder: "/x/pg" }],
  POSTGRES_IN_USE: [{ folder: "/x/pg", pid: 12, owner: 34 }],
  POSTGRES_INIT_FAILED: [{ folder: "/x/pg" }],
  POSTGRES_DID_NOT_START: [{ log: "/x/pg.log" }],
  POSTGRES_PASSWORD_REFUSED: [{ file: "/x/password" }],
  POSTGRES_URL_UNREADABLE: [{ url: "postgres:/x" }],
  POSTGRES_UNREACHABLE: [{ host: "db.example.com", port: 5432, reason: "ECONNREFUSED" }],
  POSTGRES_NOT_ALLOWED: [{ user: "blog", database: "blog_local" }],
  // providers
  NAME_TAKEN: [{ name: "blog", root: "/y/blog" }],
  PROCESS_DOES_NOT_END: [{ pid: 4242 }],
  // actions
  NO_PROJECT: [{ folder: "/x" }],
  NEVER_LIFTED: [
    { name: "blog", stage: "preview", known: [] },
    { name: "blog", stage: "local", known: ["shop", "wiki"] },
  ],
  STAGE_EXPIRED: [{ name: "blog", stage: "preview-a", lastUseAt: "2026-05-01T12:00:00.000Z" }],
  STAGE_STOPPED: [{ name: "blog", stage: "local" }],
  STILL_THERE: [{ left: ["/x/pg", "process 12"] }],
  BOOT_FAILED: [{ what: "KeyError: x" }],
  BOOT_TIMED_OUT: [{ seconds: 30 }],
  BOOT_OUT_OF_MEMORY: [{ memoryMb: 512 }],
  BOOT_EXITED: [{ exit: "exit code 3" }],
  HEALTH_FAILED: [
    { status: 500, path: "/", isFirst: true, hint: null },
    { status: 500, path: "/", isFirst: false, hint: "/x/a.txt cannot be written to" },
  ],
  STATIC_FAILED: [{ message: "STATIC_ROOT" }],
  MIGRATION_FAILED: [
    { migration: "blog.0002_tag", message: "relation exists", isRolledBack: true },
    { migration: "blog.0002_tag", message: "relation exists", isRolledBack: false },
  ],
  MIGRATE_FAILED: [{ message: "relation exists" }],
  ROWS_FILE_MISSING: [{ file: "db.sqlite3" }],
  ROWS_NOT_BROUGHT: [{ file: "db.sqlite3", message: "no such table" }],
  ROWS_STAGE_HAS_ROWS: [{ stage: "local", message: "blog_post: 3" }],
  DATABASE_NOT_OURS: [{ stage: "local" }],
  NO_RESTORE_POINT: [
    { stage: "local", known: [] },
    { stage: "local", known: [3, 2] },
  ],
  UNKNOWN_RESTORE_POINT: [
    { stage: "local", point: 9, known: [] },
    { stage: "local", point: 9, known: [3, 2] },
  ],
  DEV_RUNNING: [{ pid: 4711, stage: "local" }],
  TOO_MANY_WATCHES: [{ folder: "/home/ann/blog" }],
  NO_OLDER_RELEASE: [{ live: 12 }],
  UNKNOWN_RELEASE: [{ release: 21, kept: [15, 14] }],
  RELEASE_IS_LIVE: [{ release: 14 }],
  RELEASE_INCOMPLETE: [
    { release: 14, missing: ["/x/cache/code/abc"], commit: "3f2a91c" },
    { release: 14, missing: [], commit: null },
  ],
  COLD_START_FAILED: [{}],
  RELEASE_NOT_DESCRIBED: [{ release: 14 }],
  RELEASE_WITHOUT_SECRETS: [{ release: 14 }],
  SECRET_NAME_UNFIT: [{ name: "API-KEY" }],
  SECRET_RESERVED: [
    { name: "DATABASE_URL", why: "own-database" },
    { name: "AWS_REGION", why: "aws" },
    { name: "PATH", why: "runtime" },
  ],
  SECRET_VALUE_UNFIT: [
    { name: "PEM", why: "nul", bytes: 12, limitBytes: 65_536 },
    { name: "PEM", why: "too-large", bytes: 70_000, limitBytes: 65_536 },
  ],
  SECRET_UNKNOWN: [
    { name: "API_KYE", nearest: "API_KEY" },
    { name: "ZZZ", nearest: null },
  ],
  SECRET_GENERATED: [{}],
  SECRETS_DAMAGED: [
    { file: "/x/secrets/3.json", version: 3, kept: [1, 2] },
    { file: "/x/secrets/3.json", version: 3, kept: [] },
  ],
  SECRETS_SOURCE_MISSING: [{ path: ".secret" }],
  SECRETS_SOURCE_UNREADABLE: [
    { file: ".secrets/base.json", why: "json" },
    { file: ".secrets/base.json", why: "no-object" },
    { file: ".env", why: "env" },
  ],
  SECRETS_NOTHING_FOUND: [
    { path: ".secrets", files: ["production.json"] },
    { path: ".secrets", files: [] },
  ],
  SECRETS_ENVIRONMENT_OPEN: [{ stage: "local", candidates: ["dev", "develop"] }],
  SECRETS_ENVIRONMENT_UNKNOWN: [
    { environment: "prod", known: ["dev", "production"] },
    { environment: "prod", known: [] },
  ],
  SECRETS_DO_NOT_START: [{ what: "KeyError: 'API_KEY'", names: ["API_KEY"] }],
  SECRET_ON_COMMAND_LINE: [
    { name: "API_KEY", isPerhapsStage: false },
    { name: "API_KEY", isPerhapsStage: true },
  ],
  ARGUMENT_MISSING: [{ verb: "secrets set", argument: "NAME" }],
  SECRET_NEEDS_VALUE: [{ name: "API_KEY" }],
  SECRET_EMPTY: [{ name: "API_KEY" }],
  SECRET_NOT_TEXT: [{ name: "API_KEY" }],
  RELEASE_DOES_NOT_START: [{ release: 14, live: 15, what: "KeyError: 'HOST'" }],
  COMMAND_FAILED: [{ command: "collectstatic", message: "KeyError" }],
  // cli
  UNKNOWN_VERB: [
    { input: "upp", nearest: ["up", "open"] },
    { input: "zzz", nearest: [] },
  ],
  UNKNOWN_SUBCOMMAND: [
    { verb: "data", input: "restroe", nearest: "restore", known: ["restore", "points"] },
    { verb: "data", input: "zzz", nearest: null, known: ["restore", "points"] },
  ],
  UNKNOWN_FLAG: [
    { flag: "--form", verb: "up", nearest: ["from"] },
    { flag: "--zzz", verb: "up", nearest: [] },
  ],
  FLAG_NEEDS_VALUE: [{ flag: "from", verb: "up" }],
  FLAG_TAKES_NO_VALUE: [{ flag: "refresh", input: "maybe" }],
  FLAG_TWICE: [{ flag: "from", first: "alpha", second: "beta" }],
  UNKNOWN_LANGUAGE: [{ input: "fr" }],
  BAD_PORT: [{ input: "80" }],
  BAD_POINT: [{ input: "latest" }],
  RESTORE_NEEDS_ANSWER: [{}],
  RESTORE_DECLINED: [{ name: "blog", stage: "local" }],
  BAD_RELEASE: [{ input: "latest" }],
  ONE_VIEW_AT_A_TIME: [{ flags: ["--routes", "--openapi"] }],
  OUT_NEEDS_COLD: [{}],
  NO_GRAPHQL_SCHEMA: [{}],
  FILE_NOT_WRITTEN: [{ file: "/srv/models.svg", problem: "EACCES: permission denied, open" }],
  BAD_SINCE: [{ input: "tomorrow" }],
  TOO_MANY_ARGUMENTS: [{ verb: "up", input: "extra" }],
  RUN_NEEDS_COMMAND: [{ given: null }, { given: "shell" }],
  NOTHING_AFTER_DASHES: [{ verb: "up", input: "migrate" }],
  DOWN_NEEDS_ANSWER: [{}],
  DOWN_TWO_ANSWERS: [{}],
  DOWN_DECLINED: [{ name: "blog", stage: "local" }],
  INTERRUPTED: [{ verb: "up" }],
  DISK_FULL: [{ path: "/x/state" }, { path: null }],
  NO_PERMISSION: [{ path: "/x/state" }],
  BUG: [
    { message: "x is not a function", report: "/x/report.txt" },
    { message: "x is not a function", report: null },
  ],
  WINDOWS: [{}],
  NODE_TOO_OLD: [{ version: "18.19.0", needed: "20.19.0" }],
};

const noticeSamples: { readonly [C in NoticeCode]: readonly NoticeFacts<C>[] } = {
  ...stackSamples.notices,
  ...dataSamples.notices,
  ...packagesSamples.notices,
  ...databasesSamples.notices,
  ...doorsSamples.notices,
  ...importersSamples.notices,
  ...networkSamples.notices,
  ...accountSamples.notices,
  ...stageSamples.notices,
  CONFIG_CREATED: [{ file: "monolift.toml", name: "blog" }],
  SECRET_KEY_REPLACED: [{ isBack: false }, { isBack: true }],
  SECRETS_COPIED: [{ stage: "preview-a", from: "local", names: ["API_KEY", "STRIPE_KEY"] }],
  SECRETS_NOT_TAKEN: [
    { names: ["DATABASE_URL"], why: "own-database" },
    { names: ["AWS_REGION"], why: "aws" },
    { names: ["PATH"], why: "runtime" },
  ],
  SECRETS_ENVIRONMENT_TAKEN: [
    { file: ".secrets/dev.json", stage: "local", left: [".secrets/production.json"] },
    { file: ".secrets/dev.json", stage: "local", left: [] },
  ],
  SECRETS_ENVIRONMENT_NONE: [{ stage: "local", left: [".secrets/production.json"] }],
  SECRETS_FILES_LEFT: [{ files: [".secrets/firebase.json"] }],
  SECRETS_BEFORE_FILE: [{ files: [".env"] }],
  SECRETS_OUTSIDE_PROJECT: [{ files: ["../keys.json"] }],
  SECRETS_AS_VARIABLES: [{ files: [".secrets/base.json"] }],
  SECRETS_NEED_UP: [{ files: [".secrets/base.json"] }],
  PYTHON_SUBSTITUTED: [{ wanted: "3.12", from: ".python-version", taken: "3.11.7" }],
  OTHER_SETTINGS_NAMED: [{ taken: "config.dev", from: "manage.py", other: "config.prod", file: "wsgi.py" }],
  REQUIREMENTS_CHOSEN: [{ file: "requirements/prod.txt", others: ["dev.txt", "test.txt"] }],
  PIPFILE_UNLOCKED: [{ file: "site/Pipfile" }],
  DEPENDENCIES_IMPLIED: [{ requirement: "Django==5.2", file: "settings.py" }],
  CELERY_APP_FAILED: [unreadable, { ...unreadable, place: null }],
  CELERY_TASKS_FAILED: [unreadable],
  CELERY_SCHEDULE_FAILED: [unreadable],
  DJANGO_TASKS_FAILED: [unreadable],
  GRAPHQL_FAILED: [unreadable],
  OPENAPI_FAILED: [unreadable],
  MIGRATIONS_FAILED: [{ ...unreadable, about: "" }],
  DATABASE_NOT_ASKED: [{ ...unreadable, about: "", place: null }],
  URLCONF_UNREADABLE: [unreadable],
  PACK_NOT_WRITTEN: [unreadable],
  WARM_UP_FAILED: [unreadable],
  DEPENDENCIES_RESOLVED: [{ packages: 34, tool: "uv", source: "requirements.txt" }],
  DEPENDENCY_ADDED: [{ added: ["psycopg", "psycopg-binary"] }],
  DEPENDENCY_REPLACED: [{ from: "psycopg2", to: "psycopg2-binary" }],
  SECRETS_LINKED: [paths, { count: 1, paths: [".env"] }],
  OUTSIDE_LINKED: [paths],
  DATABASES_LEFT_OUT: [paths],
  FOLDERS_LEFT_OUT: [paths],
  PACKAGE_BECOMES_IMAGE: [{ megabytes: 412, zipMb: 250, imageMb: 10_240, largest: namedSizes }],
  PACKAGE_TOO_LARGE: [{ megabytes: 11_021, imageMb: 10_240, largest: namedSizes }],
  BYTE_CODE_LEFT_OUT: [{ python: "3.13" }],
  VERSIONS_DIFFER: [
    {
      packages: [{ name: "pillow", here: "12.2.0", there: "11.3.0" }],
      python: "3.11",
      architecture: "x86_64",
    },
  ],
  MEDIA_LEFT_OUT: [paths],
  BROKEN_LINKS: [paths],
  SQLITE_HAS_ROWS: [{ file: "db.sqlite3" }],
  TASKS_NOT_EXECUTED: [
    { kind: "celery-tasks", count: 12 },
    { kind: "celery-schedules", count: 12 },
    { kind: "django-tasks", count: 12 },
    { kind: "websockets", count: 12 },
  ],
  ASGI_WITHOUT_HTTP: [{ application: "config.wsgi:application" }],
  WRITES_AT_IMPORT: [{ files: ["a.log", "b.log", "c.log", "d.log"] }],
  STATIC_NOT_INSTALLED: [{}],
  STATIC_LEFT_OUT: [{ sources: [{ finder: "shop.finders.Finder", why: "/x/assets is not there" }] }],
  STATIC_DUPLICATES: [
    { files: [{ path: "admin/base.css", taken: "/x/base.css", ignored: ["django/base.css"] }] },
    {
      files: ["a", "b", "c", "d", "e", "f"].map((path) => ({
        path,
        taken: `/x/${path}`,
        ignored: [`/y/${path}`],
      })),
    },
  ],
  APPS_WITHOUT_MIGRATIONS: [{ apps: ["shop", "news"] }],
  ROWS_LEFT_OUT: [{ tables: ["old_post"] }],
  ROWS_COLUMNS_LEFT_OUT: [
    { columns: [{ table: "shop_order", column: "colour", rows: 1 }] },
    { columns: ["a", "b", "c", "d", "e", "f"].map((column) => ({ table: "shop_order", column, rows: 2 })) },
  ],
  ROWS_TIMES_MOVED: [{ columns: [{ table: "shop_order", column: "at", rows: 3 }] }],
  RESTORE_POINT_MADE: [
    { id: 3, stage: "local", hasFiles: true },
    { id: 3, stage: "production", hasFiles: false },
  ],
  STAGE_EXPIRED: [
    {
      name: "blog",
      stage: "preview-a",
      ttlSeconds: 604_800,
      lastUseAt: "2026-05-01T12:00:00.000Z",
      data: { rows: 120, objects: 1 },
    },
    {
      name: "blog",
      stage: "preview-a",
      ttlSeconds: 5400,
      lastUseAt: "2026-05-01T12:00:00.000Z",
      data: null,
    },
  ],
  EXPIRED_STAGE_STAYS: [{ name: "blog", reason: "The disk is full." }],
  STATE_SET_ASIDE: [{ file: "state.json", keptAs: "state.json.damaged" }],
  CANARY_UNDER_WAY: [{ release: 14, from: 13, percent: 10 }],
  CANARY_REPLACED: [{ release: 14 }],
  CANARY_SKIPPED: [{}],
  PORT_MOVED: [{ from: 4100, to: 4101, holder: "nginx" }],
  FOLDER_MOVED: [{ name: "blog", from: "/x/blog", to: "/y/blog" }],
  LANGUAGE_NOT_REMEMBERED: [{ file: "/x/language", reason: "EACCES" }],
};

/** Letters that a sentence of the language cannot do without. */
const ownLetters: Readonly<Record<Language, RegExp>> = { en: /[a-z]/, ja: /[ぁ-んァ-ヶ]/, ko: /[가-힣]/ };

/** What a value leaves behind that was not there, or a template that was never filled in. */
const leftover = /undefined|\bnull\b|NaN|\[object|\$\{|\bInfinity\b/;

interface Said {
  readonly name: string;
  readonly facts: unknown;
  readonly say: (language: Language) => string;
}

const everySentence: readonly Said[] = [
  ...Object.entries(errorSamples).flatMap(([code, samples]) =>
    samples.flatMap((facts, index) => [
      {
        name: `${code} ${index} cause`,
        facts,
        say: (one: Language) => sayError(code as ErrorCode, facts, one).cause,
      },
      {
        name: `${code} ${index} fix`,
        facts,
        say: (one: Language) => sayError(code as ErrorCode, facts, one).fix,
      },
    ]),
  ),
  ...Object.entries(noticeSamples).flatMap(([code, samples]) =>
    samples.map((facts, index) => ({
      name: `${code} ${index}`,
      facts,
      say: (one: Language) => sayNotice({ code, facts } as unknown as Notice, one),
    })),
  ),
];

/** Values that choose a word of the language and are not quoted themselves. */
const choosing = new Set(["folder", "text", "table", "project", "stage", "settings", "pack"]);

/** Every text and number of the facts that stands in the English sentence must stand in the other one too. */
function factsIn(sentence: string, facts: unknown): readonly string[] {
  if (Array.isArray(facts)) return facts.flatMap((one) => factsIn(sentence, one));
  if (typeof facts === "object" && facts !== null) {
    return Object.values(facts).flatMap((one) => factsIn(sentence, one));
  }
  const text = typeof facts === "number" || typeof facts === "string" ? String(facts) : "";
  return text.length > 1 && !choosing.has(text) && sentence.includes(text) ? [text] : [];
}

describe("the catalogue", () => {
  it("has a sample for every code, so that nothing below is left out", () => {
    const { errors, notices } = wordsOf("en");
    expect(Object.keys(errorSamples).toSorted()).toStrictEqual(Object.keys(errors).toSorted());
    expect(Object.keys(noticeSamples).toSorted()).toStrictEqual(Object.keys(notices).toSorted());
  });

  it.each(languages)("has the same codes in %s", (language) => {
    const { errors, notices } = wordsOf(language);
    expect(Object.keys(errors).toSorted()).toStrictEqual(Object.keys(errorSamples).toSorted());
    expect(Object.keys(notices).toSorted()).toStrictEqual(Object.keys(noticeSamples).toSorted());
  });

  it.each(languages)("says everything in whole words of %s", (language) => {
    expect(everySentence.flatMap((said) => complaints(said, language))).toStrictEqual([]);
  });
});

/** What is wrong with a sentence, with the sentence itself. */
function complaints({ name, facts, say }: Said, language: Language): readonly string[] {
  const sentence = say(language);
  const english = say("en");
  const lost = factsIn(english, facts).filter((fact) => !sentence.includes(fact));
  const wrong = [
    ...(ownLetters[language].test(sentence) ? [] : [`is not ${language}`]),
    ...(leftover.test(sentence) ? ["has a value that is none"] : []),
    ...(/^\s|\s$|  /.test(sentence) ? ["has a stray space"] : []),
    ...(language !== "en" && sentence === english ? ["is not translated"] : []),
    ...lost.map((fact) => `does not say "${fact}"`),
  ];
  return wrong.map((what) => `${name} ${what}: ${sentence}`);
}
