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
  /** Dotted path of the callable that answers; of a class-based view, the class. */
  view: z.string(),
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
  relation: z.enum(["one-to-one", "many-to-one", "many-to-many"]).nullable(),
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
export const scheduleSchema = z.object({ name: z.string(), task: z.string(), schedule: z.string() });

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

/** What importing the application did to the world; it would fail or be lost on a read-only disk. */
export const sideEffectsSchema = z.object({
  filesWritten: z.array(z.string()),
  processesStarted: z.array(z.string()),
  connectionsTried: z.array(z.string()),
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
    .string()
    .describe("Why this interface: a code such as `wsgi-default`, `asgi-only`, `channels`, `configured`."),
  application: z.string().describe("`module:callable`"),
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
  celery: z.object({ app: z.string(), broker: z.string().nullable() }).nullable(),
  tasks: z.array(taskSchema),
  schedules: z.array(scheduleSchema),
  graphql: z.array(
    z.object({
      library: z.enum(["graphene", "strawberry"]),
      schema: z.string(),
      sdl: z.string(),
      path: z.string().nullable(),
    }),
  ),
  commands: z.array(z.object({ name: z.string(), app: z.string() })),
  migrations: z.object({
    unapplied: z.array(migrationSchema),
    /** Models changed without a migration (`makemigrations --check`), by app label. */
    missing: z.array(z.string()),
    conflicts: z.array(z.string()),
  }),
  sideEffects: sideEffectsSchema,
  /** What will not run yet, said in so many words by the report. */
  notRunning: z.array(
    z.object({
      kind: z.enum(["celery-tasks", "celery-schedules", "django-tasks", "websockets"]),
      count: z.number(),
    }),
  ),
  warnings: z.array(z.object({ code: z.string(), text: z.string() })),
});

export type Facts = z.infer<typeof factsSchema>;
export type Route = z.infer<typeof routeSchema>;
export type Model = z.infer<typeof modelSchema>;
