const count = (amount: number, one: string): string =>
  `${amount.toLocaleString("en")} ${amount === 1 ? one : `${one}s`}`;

interface Table {
  readonly table: string;
}
interface Column extends Table {
  readonly column: string;
}
interface Counted {
  readonly rows: number;
}
/** `size`: as text, for instance `1.2 GB`. */
interface Sized extends Counted {
  readonly size: string;
}
interface Types {
  readonly from: string;
  readonly to: string;
}
interface Constraint {
  readonly constraint: string;
}
interface Columns {
  readonly columns: readonly string[];
}
interface Certain {
  readonly isCertain: boolean;
}
interface Operation {
  readonly operation: string;
}

const sized = ({ table, rows, size }: Table & Sized): string =>
  `\`${table}\` (${count(rows, "row")}, ${size})`;
const by = ({ columns }: Columns): string => (columns.length === 0 ? "" : ` (${columns.join(", ")})`);

/** What each reason says of an operation: the type that the other languages follow. */
const causes = {
  "table-removed": (facts: Table & Sized): string =>
    facts.rows === 0
      ? `The table \`${facts.table}\` goes; it is empty.`
      : `The table \`${facts.table}\` goes, with its ${count(facts.rows, "row")} (${facts.size}).`,
  "column-removed": (facts: Column & Counted): string =>
    facts.rows === 0
      ? `The column \`${facts.table}.${facts.column}\` goes; the table is empty.`
      : `The column \`${facts.table}.${facts.column}\` goes, with what it holds in ${count(facts.rows, "row")}.`,
  "rows-removed": (facts: Table & Counted): string =>
    `Rows of \`${facts.table}\` are deleted; it has ${facts.rows.toLocaleString("en")}.`,
  "type-narrowed": (facts: Column & Types & Counted & { readonly isSilent: boolean }): string =>
    `\`${facts.table}.${facts.column}\` becomes ${facts.to} (now ${facts.from}): values that do not fit are ${facts.isSilent ? "cut off without an error" : "refused or rounded"}.`,
  "no-way-back": (facts: Operation): string => `${facts.operation} has no reverse.`,
  "table-renamed": (facts: Table & { readonly to: string }): string =>
    `The table \`${facts.table}\` gets the name \`${facts.to}\`.`,
  "column-renamed": (facts: Column & { readonly to: string }): string =>
    `The column \`${facts.table}.${facts.column}\` gets the name \`${facts.to}\`.`,
  "column-required": (facts: Column): string =>
    `\`${facts.table}.${facts.column}\` takes no NULL and has no default in the database: rows that the serving release adds are refused.`,
  "type-changed": (facts: Column & Types): string =>
    `\`${facts.table}.${facts.column}\` becomes ${facts.to} (now ${facts.from}).`,
  "null-refused": (facts: Column): string =>
    `\`${facts.table}.${facts.column}\` will take no NULL; the serving release may still send one.`,
  "rows-refused": (facts: Table & Constraint & Columns): string =>
    `A new ${facts.constraint} constraint on \`${facts.table}\`${by(facts)} may refuse rows that the serving release writes.`,
  "default-removed": (facts: Column): string =>
    `\`${facts.table}.${facts.column}\` loses its default in the database; the serving release may count on it.`,
  "column-without-value": (facts: Column & Counted): string =>
    `\`${facts.table}.${facts.column}\` takes no NULL, and nothing fills it in the ${count(facts.rows, "row")} that are there.`,
  "same-value": (facts: Column & Counted): string =>
    `\`${facts.table}.${facts.column}\` is unique, but all ${count(facts.rows, "row")} get the same default.`,
  "values-repeat": (facts: Table & Columns & Counted & Certain): string =>
    facts.isCertain
      ? `Rows of \`${facts.table}\`${by(facts)} have equal values, which must become unique.`
      : `Among the ${count(facts.rows, "row")} of \`${facts.table}\`${by(facts)} there may be equal values, which must become unique.`,
  "nulls-present": (facts: Column & Counted & Certain): string =>
    `\`${facts.table}.${facts.column}\` will take no NULL, but ${facts.isCertain ? "there are rows that have one" : `some of the ${count(facts.rows, "row")} may have one`}.`,
  "rows-violate": (facts: Table & Constraint & Counted & Certain): string =>
    facts.isCertain
      ? `Rows of \`${facts.table}\` break the new ${facts.constraint} constraint.`
      : `Some of the ${count(facts.rows, "row")} of \`${facts.table}\` may break the new ${facts.constraint} constraint.`,
  "table-exists": (facts: Table): string => `The database has a table \`${facts.table}\` already.`,
  "column-exists": (facts: Column): string =>
    `The table \`${facts.table}\` has a column \`${facts.column}\` already.`,
  "index-locks": (facts: Table & Sized & { readonly index: string }): string =>
    `Writes to ${sized(facts)} wait while the index ${facts.index} is built.`,
  "constraint-locks": (facts: Table & Constraint & Sized): string =>
    `Reads and writes of ${sized(facts)} wait while the index of the new ${facts.constraint} constraint is built.`,
  "constraint-validates": (facts: Table & Constraint & Sized): string =>
    `${facts.constraint === "FOREIGN KEY" ? "Writes to" : "Reads and writes of"} ${sized(facts)} wait while every row is checked for ${facts.constraint}.`,
  "column-rewrites": (facts: Column & Sized): string =>
    `Reads and writes of ${sized(facts)} wait while it is rewritten with the new column ${facts.column}.`,
  "type-rewrites": (facts: Column & Types & Sized): string =>
    `Reads and writes of ${sized(facts)} wait while it is rewritten with ${facts.column} as ${facts.to} (now ${facts.from}).`,
  "rows-rewritten": (facts: Table & Sized): string =>
    `Rows of ${sized(facts)} are updated, and stay locked until the migration ends.`,
  "code-runs": (facts: Operation): string =>
    `${facts.operation} runs code; what it changes cannot be known beforehand.`,
  "sql-unclear": (facts: { readonly statement: string }): string =>
    `What this SQL changes cannot be known beforehand: ${facts.statement}`,
  "not-judged": (facts: Operation & { readonly message: string }): string =>
    `${facts.operation} cannot be judged: ${facts.message}`,
};

type Causes = typeof causes;
/** What to do about each reason, in the words of a framework. */
type Fixes = { readonly [C in keyof Causes]: (facts: Parameters<Causes[C]>[0]) => string };

const later = "in a later release";

const django: Fixes = {
  "table-removed": () =>
    `Take the model out of the code first, with \`SeparateDatabaseAndState(state_operations=[DeleteModel(…)])\`; drop the table with \`RunSQL\` ${later}.`,
  "column-removed": () =>
    `Take the field out of the code first, with \`SeparateDatabaseAndState(state_operations=[RemoveField(…)])\` on a column that is nullable or has a \`db_default\`; drop it with \`RunSQL\` ${later}.`,
  "rows-removed": () => "Keep a copy of the rows, or mark them as deleted instead.",
  "type-narrowed": () =>
    `Make the values fit in a migration before this one, or add a new column and leave the old one out ${later}.`,
  "no-way-back": ({ operation }) =>
    operation === "RunSQL"
      ? "Give it `reverse_sql`; `migrations.RunSQL.noop` where nothing has to be undone."
      : operation === "RunPython"
        ? "Give it `reverse_code`; `migrations.RunPython.noop` where nothing has to be undone."
        : "Give the operation `reversible = True` and a `database_backwards`.",
  "table-renamed": ({ table }) => `Keep the table's name: \`db_table = "${table}"\` in the model's Meta.`,
  "column-renamed": ({ column }) => `Keep the column's name: \`db_column="${column}"\` on the field.`,
  "column-required": () =>
    `Add it with \`null=True\` or a \`db_default\` (Django 5.0 and later); make it required ${later}.`,
  "type-changed": () =>
    `Release code that works with both types first; or add a new column, and leave the old one out ${later}.`,
  "null-refused": () => `Release code that always sends a value first; make the column required ${later}.`,
  "rows-refused": () => `Release code that keeps to the rule first; add the constraint ${later}.`,
  "default-removed": () => `Release code that sends a value first; take \`db_default\` away ${later}.`,
  "column-without-value": () =>
    "Give the field a `default`, or add it with `null=True`, fill it with `RunPython`, and make it required then.",
  "same-value": () =>
    "Add it with `null=True` and without `unique`, give each row a value with `RunPython`, and make it unique then.",
  "values-repeat": () => "Make the values differ in a migration before this one.",
  "nulls-present": () => "Fill the column with `RunPython` in a migration before this one.",
  "rows-violate": () => "Correct the rows in a migration before this one.",
  "table-exists": () =>
    "If it is the right one, record the migration as applied: `monolift run -- migrate --fake-initial`. Else rename one of the two.",
  "column-exists": () =>
    "If it is the right one, record the migration as applied: `monolift run -- migrate APP NAME --fake`. Else rename one of the two.",
  "index-locks": () =>
    "Use `AddIndexConcurrently` of `django.contrib.postgres.operations`, in a migration with `atomic = False`.",
  "constraint-locks": () =>
    "Build the index with `RunSQL` and `CREATE UNIQUE INDEX CONCURRENTLY`, in a migration with `atomic = False`, then add the constraint `USING INDEX`.",
  "constraint-validates": ({ constraint }) =>
    constraint === "CHECK"
      ? "Add it with `AddConstraintNotValid`, and `ValidateConstraint` in a migration of its own."
      : constraint === "NOT NULL"
        ? "Add a check that the column is not NULL with `AddConstraintNotValid`, then `ValidateConstraint` in a migration of its own; after that, no row is read."
        : "Set `db_constraint=False`, and add the key with `RunSQL`: `ADD CONSTRAINT … NOT VALID`, then `VALIDATE CONSTRAINT` in a migration of its own.",
  "column-rewrites": () =>
    "Add it with `null=True` and without a default in the database; fill it in small batches.",
  "type-rewrites": () => `Add a new column, fill it in small batches, and leave the old one out ${later}.`,
  "rows-rewritten": () =>
    "Update the rows in small batches before, with `RunPython` in a migration with `atomic = False`.",
  "code-runs": () => "See to it that the serving release can read what the code leaves.",
  "sql-unclear": () => "Use an operation of Django where there is one; else look at it yourself.",
  "not-judged": () => "Look at the operation yourself before it runs.",
};

/** The words about migrations that are judged before they run, in English. */
export const en = {
  causes,
  fixes: { django },
  pending: (migrations: number, operations: number): string =>
    `${count(migrations, "migration")} to apply, ${count(operations, "operation")}`,
  /** The gravest thing about an operation, in a word. */
  verdicts: {
    "will-fail": "will fail",
    irreversible: "irreversible",
    incompatible: "incompatible",
    costly: "costly",
    "may-fail": "may fail",
    uncertain: "uncertain",
  },
  harmless: (operations: number, isAll: boolean): string =>
    isAll
      ? "All can be undone, and the serving release can work with them."
      : `${count(operations, "other operation")} can be undone, and the serving release can work with ${operations === 1 ? "it" : "them"}.`,
  oldRelease: {
    no: "The release that serves now cannot work with the database once they are applied.",
    maybe: "The release that serves now may fail once they are applied.",
  },
  fails: {
    will: "As things are, they will fail.",
    may: "As things are, they may fail.",
  },
  more: (reasons: number): string => `(+${reasons})`,
  table: "TABLE",
  rows: "ROWS",
  size: "SIZE",
};

export type MigrationWords = typeof en;
