import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { judgedMigrationsSchema, type JudgedMigrations, type JudgedOperation } from "../facts/migrations.ts";
import { languages } from "../words/words.ts";
import { sayMigrations } from "./migrations.ts";
import type { Page } from "./page.ts";

const english: Page = { language: "en", colour: false, columns: 80, now: new Date("2026-05-01T12:00:00Z") };

const operation = (given: Partial<JudgedOperation>): JudgedOperation => ({
  position: 0,
  operation: "AddField",
  description: "Add field size to product",
  model: "shop.Product",
  table: "shop_product",
  column: "size",
  kind: "reversible",
  oldReleaseLives: "yes",
  fails: "no",
  reasons: [],
  sql: 'ALTER TABLE "shop_product" ADD COLUMN "size" integer NULL;',
  ...given,
});

const removal = operation({
  position: 1,
  operation: "RemoveField",
  description: "Remove field sku from product",
  column: "sku",
  kind: "irreversible",
  oldReleaseLives: "no",
  reasons: [
    {
      code: "column-removed",
      facts: { table: "shop_product", column: "sku", rows: 1204 },
      kind: "irreversible",
      oldReleaseLives: "no",
      fails: "no",
    },
  ],
  sql: 'ALTER TABLE "shop_product" DROP COLUMN "sku" CASCADE;',
});

const indexing = operation({
  operation: "AddIndex",
  description: "Create index by_path on field(s) path of model visit",
  kind: "costly",
  oldReleaseLives: "maybe",
  reasons: [
    {
      code: "rows-refused",
      facts: { table: "shop_visit", constraint: "UNIQUE", columns: ["path"] },
      kind: "reversible",
      oldReleaseLives: "maybe",
      fails: "no",
    },
    {
      code: "index-locks",
      facts: { table: "shop_visit", index: "by_path", rows: 2_100_000, bytes: 1_210_000_000 },
      kind: "costly",
      oldReleaseLives: "yes",
      fails: "no",
    },
  ],
  sql: "CREATE UNIQUE INDEX by_path\nON shop_visit (path);",
});

const judged: JudgedMigrations = {
  framework: "django",
  pending: [
    { app: "shop", name: "0005_sku", isAtomic: true, operations: [operation({}), removal] },
    { app: "shop", name: "0006_path", isAtomic: true, operations: [indexing] },
  ],
  summary: {
    kind: "irreversible",
    oldReleaseLives: "no",
    fails: "no",
    operations: 3,
    tables: [
      { table: "shop_product", rows: 1204, isExact: true, bytes: 401_000 },
      { table: "shop_visit", rows: 2_100_000, isExact: false, bytes: 1_210_000_000 },
    ],
  },
};

const harmless: JudgedMigrations = {
  ...judged,
  pending: [{ app: "shop", name: "0005_size", isAtomic: true, operations: [operation({})] }],
  summary: { kind: "reversible", oldReleaseLives: "yes", fails: "no", operations: 1, tables: [] },
};

/** With every reason there is. */
const everyReason = judgedMigrationsSchema.parse(
  JSON.parse(
    readFileSync(
      new URL("../../python/runtime/tests_django/fixtures/judged_migrations.json", import.meta.url),
      "utf8",
    ),
  ),
);

function everyReport(page: Page): string {
  const parts = {
    migrations: sayMigrations(judged, { verbose: false }, page),
    "migrations, verbose": sayMigrations(judged, { verbose: true }, page),
    "migrations, harmless": sayMigrations(harmless, { verbose: false }, page),
    "migrations, every reason": sayMigrations(everyReason, { verbose: true }, page),
  };
  return Object.entries(parts)
    .map(([name, text]) => `## ${name}\n${text}\n`)
    .join("\n");
}

describe("sayMigrations", () => {
  it.each(languages)("reads well in %s", async (language) => {
    await expect(everyReport({ ...english, language })).toMatchFileSnapshot(
      `snapshots/migrations.${language}.txt`,
    );
  });

  it.each(languages)("says the same in %s with and without colour", (language) => {
    const coloured = everyReport({ ...english, language, colour: true });
    // oxlint-disable-next-line no-control-regex -- an escape sequence begins with a control character
    const plain = coloured.replaceAll(/\u001B\[\d+m/g, "");
    expect(coloured).not.toBe(plain);
    expect(plain.replaceAll("`", "")).toBe(everyReport({ ...english, language }).replaceAll("`", ""));
  });

  it("says nothing when nothing is pending", () => {
    const nothing = { ...harmless, pending: [], summary: { ...harmless.summary, operations: 0 } };
    expect(sayMigrations(nothing, { verbose: true }, english)).toBe("");
  });

  it("has one line for each operation that is worth one, the gravest reason in it", () => {
    const lines = sayMigrations(judged, { verbose: false }, english).split("\n");
    expect(lines.filter((line) => line.includes("shop.0005_sku"))).toHaveLength(1);
    expect(lines.find((line) => line.includes("shop.0006_path"))).toMatch(
      /^ {2}! costly +shop\.0006_path {2}Writes to `shop_visit` .* \(\+1\)$/,
    );
  });

  it("gives each kind of advice once", () => {
    const twice = { ...judged, pending: [...judged.pending, ...judged.pending] };
    const advice = sayMigrations(twice, { verbose: false }, english).match(/^ {2}→/gm);
    expect(advice).toHaveLength(2);
  });
});
