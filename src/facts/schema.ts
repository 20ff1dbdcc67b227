import { z } from "zod";

/** Version of this contract; the inspector writes it, a reader refuses another one. */
export const factsVersion = 1;

const segment = z
  .object({
    /** `literal` text, a `parameter` with its converter, or a `pattern` that is only known as a regular expression. */
    kind: z.enum(["literal", "parameter", "pattern"]),
    text: z.string(),
    name: z.string().optional(),
    converter: z.string().optional(),
  })
  .describe("A piece of a path that every framework has, free of the framework's own notation.");

export const routeSchema = z.object({
  /** The framework's own notation, from the root: in Django the raw patterns of all includes, concatenated. */
  pattern: z.string(),
  segments: z.array(segment),
  /** Qualified name as `reverse()` takes it (`admin:login`), or null. */
  name: z.string().nullable(),
  /** Dotted path of the function or class that somebody wrote, past decorators and partials. */
  view: z.string(),
  /** The framework's own word for the callable, as its tools print it; often the same. */
  lookup: z.string(),
  /** Methods that the view accepts, or null when it does not say. */
  methods: z.array(z.string()).nullable(),
  converters: z.record(z.string(), z.string()),
  csrfExempt: z.boolean(),
  isAsync: z.boolean(),
  /** The URLconf module, where there are several (django-hosts, `request.urlconf`). */
  urlconf: z.string(),
  /** `scheme` of the pattern: `path` or `regex`. */
  syntax: z.enum(["path", "regex"]),
  /** True below `i18n_patterns`: the pattern begins with a language prefix. */
  isLocalized: z.boolean(),
});

export const fieldSchema = z.object({
  name: z.string(),
  type: z.string(),
  column: z.string().nullable(),
  isNullable: z.boolean(),
  isPrimaryKey: z.boolean(),
  isUnique: z.boolean(),
  /** Label of the related model (`auth.User`), or null. */
  relatedModel: z.string().nullable(),
  relation: z.enum(["one-to-one", "many-to-one", "many-to-many", "one-to-many"]).nullable(),
  /** Label of the model between the two sides of a many-to-many field, or null. */
  through: z.string().nullable(),
});

export const modelSchema = z.object({
  label: z.string().describe("`app_label.ModelName`, as Django's `_meta.label`."),
  table: z.string(),
  app: z.string(),
  fields: z.array(fieldSchema),
  isManaged: z.boolean(),
  isProxy: z.boolean(),
  /** Made by Django for a many-to-many field without `through`. */
  isAutoCreated: z.boolean(),
});

export const taskSchema = z.object({
  name: z.string(),
  kind: z.enum(["celery", "django.tasks"]),
  module: z.string(),
});
export const scheduleSchema = z.object({
  name: z.string(),
  task: z.string(),
  kind: z.enum(["crontab", "interval", "solar", "other"]),
  /** Of a `crontab` cron's five fields, of an `interval` its seconds, of `solar` the event and its place. */
  schedule: z.string(),
});

export const settingAtRiskSchema = z.object({
  setting: z.string(),
  risk: z.enum([
    "debug",
    "sqlite",
    "hosts",
    "local-media",
    "generated-secret",
    "insecure-secret",
    "file-log",
    "local-cache",
    "local-email",
    "file-session",
    "local-channel-layer",
  ]),
  /** What was found, never a secret's value. */
  found: z.string(),
});

export const overlaidSettingSchema = z.object({
  setting: z.string(),
  /** Who provides the value: `database`, `static`, `media`, `hosts`, `secret`, `cache`, `mail`, `proxy`, `local-http`. */
  source: z.string(),
  /** Short, free of secrets: an engine, a path, a host. */
  was: z.string(),
  becomes: z.string(),
});

/** Line of the application that did something (`config/settings.py:12`), or null when a package did it by itself. */
const by = z.string().nullable();

/** What importing the application did to the world; it would fail or be lost on a read-only disk. */
export const sideEffectsSchema = z.object({
  filesWritten: z.array(z.object({ path: z.string(), by })),
  processesStarted: z.array(z.object({ command: z.string(), by })),
  /** `host:port`, `unix:PATH`, `sqlite:FILE`, or `database ALIAS`. */
  connectionsTried: z.array(z.object({ address: z.string(), by })),
  /** Of the project's own; `function` is what the thread runs. */
  threadsStarted: z.array(z.object({ function: z.string(), by })).default([]),
});

/** Something that could not be read and that the application serves without; `code` is a notice of the catalogue. */
export const warningSchema = z.object({
  code: z.enum([
    "CELERY_APP_FAILED",
    "CELERY_SCHEDULE_FAILED",
    "CELERY_TASKS_FAILED",
    "DATABASE_NOT_ASKED",
    "DJANGO_TASKS_FAILED",
    "GRAPHQL_FAILED",
    "MIGRATIONS_FAILED",
    "OPENAPI_FAILED",
    "PACK_NOT_WRITTEN",
    "URLCONF_UNREADABLE",
    "WARM_UP_FAILED",
  ]),
  /** What it was: a module, an app, a schema, a path. */
  about: z.string(),
  /** The exception, free of secrets. */
  text: z.string(),
  /** `file:line` of the application, or null. */
  place: z.string().nullable(),
});

/** What the source of the project's imported modules tells; lines count from 1. */
export const evidenceSchema = z.object({
  /** Where each setting gets its last value; `isLiteral` when that is written out there. */
  settings: z.record(z.string(), z.object({ file: z.string(), line: z.number(), isLiteral: z.boolean() })),
  /** Top-level names of the modules that the project imports or installs as apps. */
  imports: z.array(z.string()),
  found: z.array(
    z.object({
      kind: z.enum([
        /** A thread that nothing waits for. */
        "thread",
        /** What `multiprocessing` makes with a semaphore of the system. */
        "semaphore",
        /** A program that is run; `text` is its name. */
        "program",
        /** A shared library that `ctypes` loads. */
        "library",
        /** A file beside the code that is opened for writing; `text` is its path as an expression. */
        "file-write",
        "instance-metadata",
        /** An address of this machine that a browser is sent back to. */
        "local-redirect",
        /** Tokens that are signed with `SECRET_KEY`; `text` is what signs. */
        "token-key",
        /** `static()` for uploaded files, which only answers while `DEBUG` is on. */
        "media-view",
        /** A method that creates rows, takes nothing, and that nobody calls. */
        "start-up-data",
      ]),
      file: z.string(),
      line: z.number(),
      text: z.string(),
    }),
  ),
});

export const migrationSchema = z.object({ app: z.string(), name: z.string() });

/**
 * What the application is. Written by an inspector inside the bundle, in the application's own language;
 * not Django-shaped: `framework` says who speaks. No secret value ever stands in it.
 */
export const factsSchema = z.object({
  version: z.literal(factsVersion),
  framework: z.enum(["django"]),
  frameworkVersion: z.string(),
  languageVersion: z.string(),
  settingsModule: z.string(),
  interface: z.enum(["wsgi", "asgi"]),
  interfaceReason: z
    .enum(["wsgi-default", "asgi-only", "asgi-without-http", "channels-http", "configured"])
    .describe(
      "Why this interface; `channels-http`: consumers of Channels answer HTTP, which WSGI cannot call; `asgi-without-http`: the ASGI application only knows other protocols, so that WSGI answers.",
    ),
  application: z
    .string()
    .describe(
      "`module:callable`; `monolift_runtime.django_application:wsgi`, Django's own, where the project has none.",
    ),
  settings: z
    .record(z.string(), z.unknown())
    .describe("Settings that matter to a deployer; secrets are left out."),
  settingsAtRisk: z.array(settingAtRiskSchema),
  overlaid: z.array(overlaidSettingSchema),
  installedApps: z.array(z.object({ name: z.string(), label: z.string(), path: z.string().nullable() })),
  middleware: z.array(z.string()),
  routes: z.array(routeSchema),
  models: z.array(modelSchema),
  static: z.object({
    url: z.string().nullable(),
    finders: z.array(z.string()),
    storage: z.string().nullable(),
  }),
  media: z.object({ url: z.string().nullable(), root: z.string().nullable() }),
  languages: z
    .array(z.string())
    .nullable()
    .describe(
      "Languages that can be answered in (`pt-br`), with what they fall back to and English; null when any can.",
    ),
  celery: z.object({ app: z.string(), broker: z.string().nullable() }).nullable(),
  tasks: z.array(taskSchema),
  schedules: z.array(scheduleSchema),
  graphql: z.array(
    z.object({
      library: z.enum(["graphene", "strawberry", "graphql-core"]),
      /** `module:attribute`. */
      schema: z.string(),
      sdl: z.string(),
      /** Pattern of the route that answers it, or null when no route does. */
      path: z.string().nullable(),
    }),
  ),
  commands: z.array(z.object({ name: z.string(), app: z.string() })),
  migrations: z.object({
    unapplied: z.array(migrationSchema),
    /** Models changed without a migration (`makemigrations --check`), by app label. */
    missing: z.array(z.string()),
    conflicts: z.array(z.string()),
    /** Tables that database caches need and the database has not (`createcachetable`). */
    cacheTables: z.array(z.string()),
  }),
  sideEffects: sideEffectsSchema,
  /** What will not run yet, said in so many words by the report. */
  notRunning: z.array(
    z.object({
      kind: z.enum(["celery-tasks", "celery-schedules", "django-tasks", "websockets"]),
      count: z.number(),
    }),
  ),
  warnings: z.array(warningSchema),
  /** Only where it was asked for; null where the project has no generator. */
  openapi: z
    .object({
      generator: z.enum(["drf-spectacular", "rest-framework"]),
      /** An OpenAPI document, as the generator made it. */
      document: z.record(z.string(), z.unknown()),
    })
    .nullable()
    .optional(),
  /** Only where it was asked for: reading all source takes a moment. */
  evidence: evidenceSchema.optional(),
});

export type Facts = z.infer<typeof factsSchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
