import type { JudgedMigrations, JudgedOperation, MigrationReason } from "../facts/migrations.ts";
import type { MigrationWords } from "../words/frameworks/migrations/en.ts";
import { migrationWords } from "../words/frameworks/migrations/migration-words.ts";
import type { Language } from "../words/words.ts";
import { indent, paintCode } from "./code.ts";
import { sayBytes, sayNumber } from "./numbers.ts";
import { paint, type Ink, type Page } from "./page.ts";
import { layRows, layTable } from "./table.ts";

type Weight = Pick<JudgedOperation, "kind" | "oldReleaseLives" | "fails">;
type Verdict = keyof MigrationWords["verdicts"];
/** The facts of a reason as its sentences take them: sizes are text. */
type SaidFacts<F> = Omit<F, "bytes"> & (F extends { readonly bytes: number } ? { size: string } : unknown);
/** A sentence for every reason there is, of no other facts than it has: the compiler compares words and schema. */
type Sentences = {
  readonly [C in MigrationReason["code"]]: (
    facts: SaidFacts<Extract<MigrationReason, { code: C }>["facts"]>,
  ) => string;
};

/** From the gravest on: what an operation or a reason is called by, in which colour. */
const verdicts: readonly (readonly [Verdict, Ink, (weight: Weight) => boolean])[] = [
  ["will-fail", "red", ({ fails }) => fails === "will"],
  ["irreversible", "red", ({ kind }) => kind === "irreversible"],
  ["incompatible", "red", ({ oldReleaseLives }) => oldReleaseLives === "no"],
  ["costly", "yellow", ({ kind }) => kind === "costly"],
  ["may-fail", "yellow", ({ fails }) => fails === "may"],
  ["uncertain", "yellow", ({ oldReleaseLives }) => oldReleaseLives === "maybe"],
];

interface Noteworthy {
  readonly migration: string;
  readonly operation: JudgedOperation;
  /** The gravest first. */
  readonly reasons: readonly [MigrationReason, ...MigrationReason[]];
}

/**
 * What the pending migrations would do: a line for each operation that is worth one, the others counted, whether the
 * serving release lives on, and what to do about each kind of reason. Empty when nothing is pending.
 *
 * @param options.verbose Every reason with its advice and the statements below each line, and the tables that are touched.
 */
export function sayMigrations(
  judged: JudgedMigrations,
  options: { readonly verbose: boolean },
  page: Page,
): string {
  if (judged.pending.length === 0) return "";
  const words = migrationWords(page.language);
  const noteworthy = findNoteworthy(judged);
  const { operations, tables } = judged.summary;
  const parts = [`  ${paint(page, "bold", words.pending(judged.pending.length, operations))}`];
  if (options.verbose) {
    parts.push(...noteworthy.map((one) => sayOperation(one, judged.framework, page)));
    if (tables.length > 0) parts.push(sayTables(tables, page));
  } else if (noteworthy.length > 0) {
    parts.push(layRows(noteworthy.map((one) => sayLine(one, page))));
  }
  const sum = saySum(judged, operations - noteworthy.length, page);
  if (sum.length > 0) parts.push(sum.map((line) => `  ${line}`).join("\n"));
  if (!options.verbose && noteworthy.length > 0) parts.push(sayFixes(noteworthy, judged.framework, page));
  return parts.join("\n\n");
}

function findNoteworthy({ pending }: JudgedMigrations): readonly Noteworthy[] {
  return pending.flatMap(({ app, name, operations }) =>
    operations.flatMap((operation) => {
      const [first, ...rest] = operation.reasons.toSorted((a, b) => gravity(a) - gravity(b));
      if (first === undefined || gravity(operation) === verdicts.length) return [];
      return [{ migration: `${app}.${name}`, operation, reasons: [first, ...rest] as const }];
    }),
  );
}

/** 0 for the gravest. */
function gravity(weight: Weight): number {
  const place = verdicts.findIndex(([, , applies]) => applies(weight));
  return place === -1 ? verdicts.length : place;
}

/** Sign, verdict, migration, and the gravest reason with the number of others. */
function sayLine({ migration, operation, reasons }: Noteworthy, page: Page): readonly string[] {
  const words = migrationWords(page.language);
  const others = reasons.length > 1 ? ` ${paint(page, "dim", words.more(reasons.length - 1))}` : "";
  return [
    sayVerdict(operation, page),
    migration,
    `${paintCode(page, sayCause(reasons[0], page.language))}${others}`,
  ];
}

function sayVerdict(weight: Weight, page: Page): string {
  const found = verdicts[gravity(weight)];
  if (found === undefined) return "";
  const [verdict, ink] = found;
  const sign = ink === "red" ? "✗" : "!";
  return `${paint(page, ink, sign)} ${paint(page, ink, migrationWords(page.language).verdicts[verdict])}`;
}

function sayOperation(one: Noteworthy, framework: JudgedMigrations["framework"], page: Page): string {
  const { migration, operation, reasons } = one;
  const head = `  ${sayVerdict(operation, page)}  ${migration}  ${paint(page, "dim", operation.description)}`;
  const lines = reasons.flatMap((reason) => [
    `    ${paintCode(page, sayCause(reason, page.language))}`,
    `    → ${paintCode(page, sayFix(reason, framework, page.language))}`,
  ]);
  const sql = operation.sql === null || operation.sql === "" ? [] : [paintLines(page, operation.sql)];
  return [head, ...lines, ...sql].join("\n");
}

function paintLines(page: Page, text: string): string {
  const painted = text.split("\n").map((line) => paint(page, "dim", line));
  return indent(painted.join("\n"), 6);
}

function saySum(judged: JudgedMigrations, harmless: number, page: Page): readonly string[] {
  const words = migrationWords(page.language);
  const { fails, oldReleaseLives, operations } = judged.summary;
  return [
    ...(harmless > 0 ? [paint(page, "dim", words.harmless(harmless, harmless === operations))] : []),
    ...(fails === "no" ? [] : [words.fails[fails]]),
    ...(oldReleaseLives === "yes" ? [] : [words.oldRelease[oldReleaseLives]]),
  ];
}

/** Advice for the reasons that are shown, once for each kind of them. */
function sayFixes(
  noteworthy: readonly Noteworthy[],
  framework: JudgedMigrations["framework"],
  page: Page,
): string {
  const byCode = new Map<string, MigrationReason>();
  for (const { reasons } of noteworthy) {
    if (!byCode.has(reasons[0].code)) byCode.set(reasons[0].code, reasons[0]);
  }
  return [...byCode.values()]
    .map((reason) => `  → ${paintCode(page, sayFix(reason, framework, page.language))}`)
    .join("\n");
}

function sayTables(tables: JudgedMigrations["summary"]["tables"], page: Page): string {
  const words = migrationWords(page.language);
  return layTable(
    [{ title: words.table }, { title: words.rows, align: "right" }, { title: words.size, align: "right" }],
    tables.map(({ table, rows, isExact, bytes }) => [
      table,
      `${isExact ? "" : "≈ "}${sayNumber(rows, page.language)}`,
      sayBytes(bytes),
    ]),
    page,
  );
}

/** What a reason says. */
export function sayCause(reason: MigrationReason, language: Language): string {
  return sayWith(migrationWords(language).causes, reason);
}

/** What to do about it. */
export function sayFix(
  reason: MigrationReason,
  framework: JudgedMigrations["framework"],
  language: Language,
): string {
  return sayWith(migrationWords(language).fixes[framework], reason);
}

function sayWith(sentences: Sentences, { code, facts }: MigrationReason): string {
  const said = "bytes" in facts ? { ...facts, size: sayBytes(facts.bytes) } : facts;
  // `Sentences` ties each code to its own facts, which the compiler cannot follow through an index.
  return (sentences[code] as (facts: unknown) => string)(said);
}
