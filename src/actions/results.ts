import { z } from "zod";
import { importedSchema, type Imported } from "./import-results.ts";
import { canarySchema, moveSchema } from "./move-results.ts";

/**
 * What the verbs answer. The same values become the words on the terminal and the JSON of `--json`;
 * fields may be added, never renamed. Times are ISO 8601 in UTC, sizes are bytes, durations milliseconds.
 */
export const noticeSchema = z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) });

export const stepNames = [
  "detect",
  "account",
  "bundle",
  "platform",
  "inspect",
  "data",
  "static",
  "package",
  "stack",
  "boot",
  "migrate",
  "rows",
  "health",
  "switch",
  "door",
  "canary",
  "restore",
  "export",
  "import",
] as const;
export type StepName = (typeof stepNames)[number];

export const stepSchema = z.object({
  name: z.enum(stepNames),
  outcome: z.enum(["done", "skipped", "failed"]),
  durationMs: z.number(),
  /** Numbers worth showing beside the step: files, bytes, migrations. */
  facts: z.record(z.string(), z.unknown()),
});

export const functionStatusSchema = z.object({
  name: z.string(),
  version: z.number().int(),
  memoryMb: z.number().int(),
  timeoutSeconds: z.number().int(),
  concurrency: z.number().int(),
  /** Null on AWS, which tells nobody. */
  sandboxes: z
    .object({ total: z.number().int(), busy: z.number().int(), frozen: z.number().int() })
    .nullable(),
});

export const upResultSchema = z.object({
  stage: z.string(),
  provider: z.string(),
  name: z.string(),
  url: z.string(),
  browserUrl: z.string(),
  release: z.number().int(),
  /** The release is tried as a canary: percent of the requests, for so many seconds; null where it gets all of them. */
  canary: z.object({ percent: z.number(), seconds: z.number(), threshold: z.number() }).nullable(),
  /** When the stage ends by itself if nobody uses it before; null when it stays. */
  expiresAt: z.string().nullable(),
  changed: z.boolean(),
  steps: z.array(stepSchema),
  notices: z.array(noticeSchema),
});

/** Something that a stage has on AWS. */
export const resourceSchema = z.object({
  /** As CloudFormation calls it, also what is in no stack: `AWS::S3::Bucket`; `Neon::Branch`. */
  type: z.string(),
  name: z.string(),
  /** What it is for, as a word of Monolift's: `bucket-media`; null for what is not Monolift's. */
  why: z.string().nullable(),
  /** US dollars by list price while nobody comes, without what is stored in it; null where that is not known. */
  usdPerMonthIdle: z.number().nullable(),
  /** Its page in AWS's console. */
  console: z.string().nullable(),
});

/** How far a domain has come. */
export const domainStatusSchema = z.object({
  name: z.string(),
  /** `unknown`: nobody could be asked, as without a network. */
  state: z.enum([
    "waiting-for-up",
    "waiting-for-delegation",
    "waiting-for-validation-record",
    "validating",
    "refused",
    "waiting-for-address-record",
    "ready",
    "unknown",
  ]),
  /** Records that are still needed. */
  records: z.array(z.object({ name: z.string(), type: z.string(), value: z.string() })),
  /** Why AWS has refused the certificate, in its own words. */
  reason: z.string().nullable(),
});

export const statusResultSchema = z.object({
  name: z.string(),
  stage: z.string(),
  provider: z.string(),
  state: z.enum(["serving", "stopped", "never-lifted"]),
  url: z.string().nullable(),
  browserUrl: z.string().nullable(),
  release: z.number().int().nullable(),
  releasedAt: z.string().nullable(),
  /** When the stage ends by itself if nobody uses it before; null when it stays. */
  expiresAt: z.string().nullable(),
  /** A first release of which a step failed: nobody is served, and its commands can be run. */
  failedRelease: z.number().int().nullable(),
  bundle: z.string().nullable(),
  /** A newer release that is tried on a part of the requests. */
  canary: canarySchema.nullable(),
  /** How `live` came to where it is. */
  lastMove: moveSchema.nullable(),
  functions: z.array(functionStatusSchema),
  /** How a client reaches each local service. `postgres` and `media` carry passwords, for the owner of this machine. */
  endpoints: z.object({
    postgres: z
      .object({
        host: z.string(),
        port: z.number(),
        user: z.string(),
        password: z.string(),
        database: z.string(),
        url: z.string(),
      })
      .nullable(),
    media: z
      .object({
        endpoint: z.string(),
        region: z.string(),
        bucket: z.string(),
        path: z.string(),
        accessKeyId: z.string(),
        secretAccessKey: z.string(),
      })
      .nullable(),
    mail: z.object({ path: z.string() }).nullable(),
    logs: z.object({ path: z.string() }).nullable(),
  }),
  process: z.object({ pid: z.number(), residentBytes: z.number() }).nullable(),
  /** The stage's own domain; null without one, and on this machine. */
  domain: domainStatusSchema.nullable(),
  /** What the stage has on AWS; empty on this machine. */
  resources: z.array(resourceSchema),
  /** The sum over `resources`; null where a price is not known, and on this machine. */
  usdPerMonthIdle: z.number().nullable(),
  /** `none` where this machine allows no namespaces: code is not read-only then. Null while nothing runs. */
  isolation: z.enum(["namespace", "none"]).nullable(),
  /** What was said aloud: other stages of the project that have ended by themselves. */
  notices: z.array(noticeSchema),
});

export const listResultSchema = z.object({
  stages: z.array(
    z.object({
      name: z.string(),
      stage: z.string(),
      provider: z.string(),
      /** The project's folder; null for a stage on AWS that no file on this machine names. */
      root: z.string().nullable(),
      /** False when the project's folder is gone. */
      rootExists: z.boolean(),
      /** Where on AWS it is; null on this machine. */
      account: z.string().nullable(),
      region: z.string().nullable(),
      state: z.enum(["serving", "stopped", "never-lifted"]),
      url: z.string().nullable(),
      browserUrl: z.string().nullable(),
      release: z.number().int().nullable(),
      releasedAt: z.string().nullable(),
      /** When the application was last asked for something, up to a minute old; null when never, and on AWS. */
      lastRequestAt: z.string().nullable(),
      /** When the stage ends by itself if nobody uses it before; null when it stays. */
      expiresAt: z.string().nullable(),
      /** Folder, database and uploaded files; of a stage that is not served only its folder. Null on AWS. */
      sizeBytes: z.number().nullable(),
    }),
  ),
  /** What was said aloud: stages that have ended by themselves. */
  notices: z.array(noticeSchema),
});

export const logRecordSchema = z.object({
  time: z.string(),
  function: z.string(),
  version: z.number().int(),
  sandbox: z.string(),
  requestId: z.string().nullable(),
  /** `application` for what the program printed or logged; the others are the platform's own lines. */
  kind: z.enum(["application", "start", "end", "report", "error", "hint"]),
  level: z.enum(["debug", "info", "warning", "error", "critical"]).nullable(),
  message: z.string(),
});
export type LogRecord = z.infer<typeof logRecordSchema>;

export const mailSchema = z.object({
  time: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  path: z.string(),
  body: z.string(),
});
export const logsResultSchema = z.object({
  stage: z.string(),
  records: z.array(logRecordSchema),
  mails: z.array(mailSchema).optional(),
});

export const stopResultSchema = z.object({
  name: z.string(),
  stage: z.string(),
  stopped: z.boolean(),
  processStopped: z.boolean(),
});

/** What holds data in a stage: what `down` shows before it asks. */
export const stageDataSchema = z.object({
  tables: z.array(z.object({ table: z.string(), rows: z.number().int() })),
  rows: z.number().int(),
  databaseBytes: z.number(),
  media: z.object({ objects: z.number().int(), bytes: z.number(), lastWrite: z.string().nullable() }),
  mails: z.number().int(),
});
/** Why it could not be found out what a stage holds: an error of the catalogue, and its sentence. */
export const unreadSchema = z.object({ code: z.string(), cause: z.string() });
export const downResultSchema = z.object({
  name: z.string(),
  stage: z.string(),
  /** Null when the stage held none, when it was not looked for, or when it could not be read: see `unread`. */
  data: stageDataSchema.nullable(),
  /** Not null when it is not known what was there. */
  unread: unreadSchema.nullable(),
  deletedData: z.boolean(),
  removed: z.array(z.string()),
  /** Looked for after the removal; always empty when `down` says it is done. */
  left: z.array(z.string()),
  /** With `--keep-data`: what stays on AWS, and about what it costs there in a month. */
  kept: z.array(z.object({ what: z.string(), name: z.string(), usdPerMonth: z.number() })),
  /** With the last project of the user: what is kept to spare time, and may be deleted. */
  cache: z.object({ path: z.string(), sizeBytes: z.number() }).nullable(),
});

export const initResultSchema = z.object({
  file: z.string(),
  name: z.string(),
  created: z.boolean(),
  found: z.array(z.object({ what: z.string(), value: z.string(), from: z.string() })),
  /** What was taken over from another tool; null where nothing was. */
  imported: importedSchema.nullable(),
});
export const openResultSchema = z.object({ url: z.string(), opened: z.boolean() });
export const runResultSchema = z.object({
  stage: z.string(),
  command: z.array(z.string()),
  exitCode: z.number().int(),
  stdout: z.string(),
  stderr: z.string(),
});

export const errorResultSchema = z.object({
  error: z.object({
    code: z.string(),
    step: z.enum(stepNames).nullable(),
    cause: z.string(),
    fix: z.string(),
    file: z.string().nullable(),
    line: z.number().nullable(),
    detail: z.string().nullable(),
  }),
});

export type Step = z.infer<typeof stepSchema>;
export type UpResult = z.infer<typeof upResultSchema>;
export type StatusResult = z.infer<typeof statusResultSchema>;
export type ListResult = z.infer<typeof listResultSchema>;
export type LogsResult = z.infer<typeof logsResultSchema>;
export type StopResult = z.infer<typeof stopResultSchema>;
export type StageData = z.infer<typeof stageDataSchema>;
export type Unread = z.infer<typeof unreadSchema>;
export type DownResult = z.infer<typeof downResultSchema>;
/** What `init` has done; the report adds the sentences. */
export interface InitResult extends Omit<z.infer<typeof initResultSchema>, "imported"> {
  readonly imported: Imported | null;
}
export type OpenResult = z.infer<typeof openResultSchema>;
export type RunResult = z.infer<typeof runResultSchema>;
export type ErrorResult = z.infer<typeof errorResultSchema>;
