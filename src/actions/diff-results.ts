import { z } from "zod";
import { judgedMigrationsSchema } from "../facts/migrations.ts";
import { settingAtRiskSchema } from "../facts/schema.ts";
import { changeReasons } from "../providers/aws/stack/judge-change.ts";

const names = z.array(z.string());
const version = z.object({ name: z.string(), version: z.string() });
const move = z.object({ name: z.string(), from: z.string(), to: z.string() });
const route = z.object({ pattern: z.string(), name: z.string().nullable(), view: z.string() });

/** What `up` would do. Where nothing has changed, every list is empty. */
export const diffResultSchema = z.object({
  name: z.string(),
  stage: z.string(),
  state: z.enum(["serving", "stopped", "never-lifted"]),
  /** The release that is compared with; null before the first. */
  release: z.number().int().nullable(),
  /** True when `up` would make a new release. */
  changed: z.boolean(),
  /** What the release is made of that differs; null where that was not kept. */
  parts: z.array(z.enum(["code", "dependencies", "runtime", "configuration"])).nullable(),
  /** Paths; null before the first release, and where the files of the live one are gone. */
  code: z.object({ added: names, removed: names, changed: names }).nullable(),
  packages: z
    .object({ added: z.array(version), removed: z.array(version), changed: z.array(move) })
    .nullable(),
  application: z.array(
    z.object({
      what: z.enum(["frameworkVersion", "languageVersion", "settingsModule", "interface", "application"]),
      from: z.string(),
      to: z.string(),
    }),
  ),
  resources: z.object({
    added: names,
    removed: names,
    changed: z.array(z.object({ id: z.string(), field: z.string(), from: z.string(), to: z.string() })),
  }),
  /** What becomes of what holds data; where nothing of it changes, and on this machine, it is empty. */
  data: z.array(
    z.object({
      what: z.literal("database"),
      /** The engines. */
      from: z.string(),
      to: z.string(),
      /** False where what is written from then on does not come back with the engine before. */
      reversible: z.boolean(),
    }),
  ),
  /** What becomes of each resource of the stage's stacks on AWS; null on this machine. */
  stack: z
    .array(
      z.object({
        /** Its name in the template. */
        id: z.string(),
        /** `AWS::Lambda::Function` */
        type: z.string(),
        action: z.enum(["create", "update", "replace", "delete", "retain"]),
        /** Properties that change. */
        properties: names,
        reversible: z.boolean(),
        downtime: z.boolean(),
        why: z.enum(changeReasons),
      }),
    )
    .nullable(),
  /**
   * What a month costs on AWS in which nobody comes, in US dollars; null on this machine. `before` is null before the first
   * release, and either where the price of something is not known in the Region.
   */
  idleUsdPerMonth: z
    .object({ region: z.string(), before: z.number().nullable(), after: z.number().nullable() })
    .nullable(),
  /** As `FROM → TO: RIGHTS`. */
  edges: z.object({ added: names, removed: names }),
  /** Requests with a function of their own, as `METHODS PATH → FUNCTION`; the first line that has a request decides. */
  doorRoutes: z.object({ added: names, removed: names }),
  routes: z.object({ added: z.array(route), removed: z.array(route), changed: z.array(route) }),
  models: z.object({
    added: names,
    removed: names,
    changed: z.array(z.object({ model: z.string(), fields: names })),
  }),
  /** Null where the stage's database could not be asked: it is not served, or not Monolift's. */
  migrations: z
    .object({
      /** `app.name` of each that `up` would apply. */
      pending: names,
      judged: judgedMigrationsSchema.nullable(),
      /** Why they could not be judged; `up` would stumble over the same. */
      problem: z.string().nullable(),
    })
    .nullable(),
  risks: z.object({ added: z.array(settingAtRiskSchema), gone: z.array(settingAtRiskSchema) }),
  /** How the new release would be tried; null where it gets every request at once. */
  canary: z.object({ percent: z.number(), seconds: z.number(), threshold: z.number() }).nullable(),
  /** Names of secrets that were set since the release; they are in effect already. */
  secrets: names,
});

export type DiffResult = z.infer<typeof diffResultSchema>;
