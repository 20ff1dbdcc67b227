import { z } from "zod";
import { judgedMigrationsSchema } from "../../facts/migrations.ts";
import { parseJson } from "../../system/json.ts";

const frameSchema = z.object({
  file: z.string(),
  line: z.number(),
  function: z.string(),
  code: z.string().nullish(),
});

const errorSchema = z.object({
  code: z.string(),
  message: z.string(),
  type: z.string().optional(),
  /** The application's own lines, as text. */
  traceback: z.string().optional(),
  frames: z.array(frameSchema).optional(),
  app: z.string().optional(),
  name: z.string().optional(),
  isRolledBack: z.boolean().optional(),
  /** Values that PostgreSQL would refuse. */
  problems: z
    .array(
      z.object({
        table: z.string(),
        column: z.string().nullish(),
        primaryKey: z.unknown(),
        problem: z.string(),
        fix: z.string(),
      }),
    )
    .optional(),
});
/** Why one of Monolift's own commands did not do its work. */
export type CommandError = z.infer<typeof errorSchema>;

const migrationSchema = z.object({ app: z.string(), name: z.string() });

const columnSchema = z.object({ table: z.string(), column: z.string(), rows: z.number() });

/** What each of Monolift's own commands answers, inside the application. */
const answerSchemas = {
  collectstatic: z.object({
    installed: z.boolean(),
    files: z.number(),
    hashed: z.array(z.string()),
    /** Finders that could not list their files, and folders that are not there. */
    skipped: z.array(z.object({ finder: z.string(), why: z.string() })),
    /** Files of the same path below the static folder and another content: the first is taken. */
    duplicates: z.array(z.object({ path: z.string(), taken: z.string(), ignored: z.array(z.string()) })),
  }),
  migrate: z.object({
    applied: z.array(migrationSchema.extend({ durationMs: z.number() })),
    /** Labels of apps whose models get no table. */
    appsWithoutMigrations: z.array(z.string()),
  }),
  "judge-migrations": judgedMigrationsSchema,
  /** `unknown`: the database has seen them, and the code has them no more. */
  migrations: z.object({ unapplied: z.array(migrationSchema), unknown: z.array(migrationSchema) }),
  "prepare-database": z.object({ created: z.array(z.string()) }),
  rows: z.object({
    tables: z.array(z.object({ table: z.string(), rows: z.number() })),
    leftBehind: z.array(z.object({ table: z.string(), rows: z.number() })),
    /** Columns with values that no field of a model has. */
    columnsLeftBehind: z.array(columnSchema),
    /** Local times that were skipped when the clocks went forward; they were moved on by that change. */
    movedTimes: z.array(columnSchema),
  }),
  /** What `createsuperuser` would ask, but for the password. */
  superuser: z.object({
    questions: z.array(z.object({ option: z.string(), variable: z.string(), label: z.string() })),
  }),
} as const;
export type OwnCommand = keyof typeof answerSchemas;
export type Answer<C extends OwnCommand> = z.infer<(typeof answerSchemas)[C]>;

/** Arguments of one of Monolift's own commands. */
export function ownCommand(command: OwnCommand, ...parameters: readonly string[]): readonly string[] {
  return [`monolift:${command}`, ...parameters];
}

const envelope = z.discriminatedUnion("ok", [
  z.looseObject({ type: z.literal("result"), ok: z.literal(true) }),
  z.object({ type: z.literal("result"), ok: z.literal(false), error: errorSchema }),
]);

/**
 * Reads what a command answered on its descriptor. One that ended without an answer (killed, or ended by the
 * application) is an error whose message is the end of what it wrote to stderr.
 */
export function readAnswer<C extends OwnCommand>(
  command: C,
  outcome: { readonly result: string; readonly stderr: string; readonly exitCode: number },
): { readonly ok: true; readonly value: Answer<C> } | { readonly ok: false; readonly error: CommandError } {
  const last = outcome.result.trimEnd().split("\n").at(-1) ?? "";
  const read = envelope.safeParse(parseJson(last));
  if (!read.success) {
    const said = outcome.stderr.trim().split("\n").slice(-20).join("\n");
    const message = said.split("\n").at(-1) || `it ended with exit code ${outcome.exitCode} and no answer`;
    return { ok: false, error: { code: "no-answer", message, traceback: said } };
  }
  if (!read.data.ok) return { ok: false, error: read.data.error };
  // The table gives each command its own schema, which the compiler cannot follow through an index.
  return { ok: true, value: answerSchemas[command].parse(read.data) as Answer<C> };
}

const progressSchema = z.object({
  type: z.literal("progress"),
  event: z.string(),
  app: z.string().optional(),
  name: z.string().optional(),
  table: z.string().optional(),
});

/** What a line of the descriptor tells while the command works: the migration or table that it is at. */
export function readProgress(line: string): string | undefined {
  const read = progressSchema.safeParse(parseJson(line));
  if (!read.success) return undefined;
  const { app, name, table } = read.data;
  return table ?? (app === undefined || name === undefined ? undefined : `${app}.${name}`);
}
