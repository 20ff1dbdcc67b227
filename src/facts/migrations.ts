import { z } from "zod";

/** What it takes to come back from an operation: nothing, nothing but others' patience, or a restore point. */
export const migrationKinds = ["reversible", "costly", "irreversible"] as const;
/** Whether the release that serves now, which knows the tables as they were, can work with them afterwards. */
export const oldReleaseLives = ["yes", "maybe", "no"] as const;
/** Whether an operation fails on the rows that are there. */
export const migrationFails = ["no", "may", "will"] as const;

/** How grave something is; of several things, the worst of each counts. */
const weights = {
  kind: z.enum(migrationKinds),
  oldReleaseLives: z.enum(oldReleaseLives),
  fails: z.enum(migrationFails),
};

const table = { table: z.string() };
const column = { ...table, column: z.string() };
/** Of the whole table. */
const rows = { rows: z.number() };
/** With indexes and large values. */
const sized = { ...rows, bytes: z.number() };
const types = { from: z.string(), to: z.string() };
/** In SQL's words: `UNIQUE`, `PRIMARY KEY`, `EXCLUDE`, `CHECK`, `FOREIGN KEY` or `NOT NULL`. */
const constraint = { constraint: z.string() };
/** Empty where it is about an expression, or a part of the rows. */
const columns = { columns: z.array(z.string()) };
/** True when the rows were looked at, false when they are too many for that or change before. */
const certain = { isCertain: z.boolean() };
/** Class of the framework: `RunPython`. */
const operation = { operation: z.string() };

const reason = <const C extends string, F extends z.core.$ZodShape>(
  code: C,
  facts: F,
): z.ZodObject<{ code: z.ZodLiteral<C>; facts: z.ZodObject<F> } & typeof weights> =>
  z.object({ code: z.literal(code), facts: z.object(facts), ...weights });

/** Why an operation is judged as it is, with what its sentence needs. */
export const migrationReasonSchema = z.discriminatedUnion("code", [
  // lost
  reason("table-removed", { ...table, ...sized }),
  reason("column-removed", { ...column, ...rows }),
  reason("rows-removed", { ...table, ...rows }),
  /** `isSilent`: values are shortened without an error. */
  reason("type-narrowed", { ...column, ...types, ...rows, isSilent: z.boolean() }),
  reason("no-way-back", operation),
  // not understood by the release that serves now
  reason("table-renamed", { ...table, to: z.string() }),
  reason("column-renamed", { ...column, to: z.string() }),
  reason("column-required", column),
  reason("type-changed", { ...column, ...types }),
  reason("null-refused", column),
  reason("rows-refused", { ...table, ...constraint, ...columns }),
  reason("default-removed", column),
  // refused because of the rows, or because it is there already
  reason("column-without-value", { ...column, ...rows }),
  reason("same-value", { ...column, ...rows }),
  reason("values-repeat", { ...table, ...columns, ...rows, ...certain }),
  reason("nulls-present", { ...column, ...rows, ...certain }),
  reason("rows-violate", { ...table, ...constraint, ...rows, ...certain }),
  reason("table-exists", table),
  reason("column-exists", column),
  // locks and rewrites of large tables
  reason("index-locks", { ...table, index: z.string(), ...sized }),
  reason("constraint-locks", { ...table, ...constraint, ...sized }),
  reason("constraint-validates", { ...table, ...constraint, ...sized }),
  reason("column-rewrites", { ...column, ...sized }),
  reason("type-rewrites", { ...column, ...types, ...sized }),
  reason("rows-rewritten", { ...table, ...sized }),
  // not to be known beforehand
  reason("code-runs", operation),
  reason("sql-unclear", { statement: z.string() }),
  reason("not-judged", { ...operation, message: z.string() }),
]);

export const judgedOperationSchema = z.object({
  /** From 0 in its migration. */
  position: z.number().int(),
  operation: z.string(),
  /** The framework's own words, in English. */
  description: z.string(),
  model: z.string().nullable(),
  table: z.string().nullable(),
  column: z.string().nullable(),
  ...weights,
  reasons: z.array(migrationReasonSchema),
  /** Statements as they will run; null where they are known only then, or the database is a new one. */
  sql: z.string().nullable(),
});

/**
 * What the pending migrations would do to the stage's database, told before they run and without changing anything.
 * Written by the runtime inside the application; not Django-shaped, but `framework` says whose advice fits.
 */
export const judgedMigrationsSchema = z.object({
  framework: z.enum(["django"]),
  /** In the order in which they would run. */
  pending: z.array(
    z.object({
      app: z.string(),
      name: z.string(),
      /** False when what ran of it stays in the database though it fails later. */
      isAtomic: z.boolean(),
      operations: z.array(judgedOperationSchema),
    }),
  ),
  /** The worst of all operations; `reversible`, `yes` and `no` when there are none. */
  summary: z.object({
    ...weights,
    operations: z.number().int(),
    /** Tables that exist and are touched. `isExact` is false for an estimate of the database. */
    tables: z.array(
      z.object({ table: z.string(), rows: z.number(), isExact: z.boolean(), bytes: z.number() }),
    ),
  }),
});

export type MigrationReason = z.infer<typeof migrationReasonSchema>;
export type JudgedOperation = z.infer<typeof judgedOperationSchema>;
export type JudgedMigrations = z.infer<typeof judgedMigrationsSchema>;
