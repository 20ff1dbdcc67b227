import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { judgedMigrationsSchema, type MigrationReason } from "../../../facts/migrations.ts";
import { sayCause, sayFix } from "../../../reports/migrations.ts";
import { languages, type Language } from "../../words.ts";

const fixture = new URL(
  "../../../../python/runtime/tests_django/fixtures/judged_migrations.json",
  import.meta.url,
);
const weights = { kind: "reversible", oldReleaseLives: "yes", fails: "no" } as const;
const where = { table: "shop_product", column: "sku" };

/** Branches of sentences that the example of the runtime does not take. */
const branches: readonly MigrationReason[] = [
  { code: "table-removed", facts: { table: "shop_product", rows: 0, bytes: 8192 }, ...weights },
  { code: "column-removed", facts: { ...where, rows: 0 }, ...weights },
  {
    code: "type-narrowed",
    facts: { ...where, from: "text", to: "varchar(3)", rows: 3, isSilent: true },
    ...weights,
  },
  { code: "no-way-back", facts: { operation: "Custom" }, ...weights },
  {
    code: "values-repeat",
    facts: { table: "shop_product", columns: [], rows: 3, isCertain: false },
    ...weights,
  },
  { code: "nulls-present", facts: { ...where, rows: 3, isCertain: false }, ...weights },
  {
    code: "rows-violate",
    facts: { table: "shop_product", constraint: "CHECK", rows: 3, isCertain: true },
    ...weights,
  },
  {
    code: "constraint-validates",
    facts: { table: "shop_product", constraint: "CHECK", rows: 1_200_000, bytes: 9_000_000 },
    ...weights,
  },
  {
    code: "rows-refused",
    facts: { table: "shop_product", constraint: "UNIQUE", columns: [] },
    ...weights,
  },
];

const reasons: readonly MigrationReason[] = [
  ...judgedMigrationsSchema
    .parse(JSON.parse(readFileSync(fixture, "utf8")))
    .pending.flatMap(({ operations }) => operations.flatMap((operation) => operation.reasons)),
  ...branches,
];

/** Letters that a sentence of the language cannot do without. */
const ownLetters: Readonly<Record<Language, RegExp>> = { en: /[a-z]/, ja: /[ぁ-んァ-ヶ]/, ko: /[가-힣]/ };
/** What a value leaves behind that was not there. */
const leftover = /undefined|\bnull\b(?!=)|NaN\b|\[object|\$\{|  /;

describe.each(languages)("the words about migrations in %s", (language) => {
  it.each(reasons.map((reason, index) => [`${reason.code} ${index}`, reason] as const))(
    "say %s",
    (_, reason) => {
      for (const say of [sayCause, (one: MigrationReason, to: Language) => sayFix(one, "django", to)]) {
        const sentence = say(reason, language);
        expect(sentence).toMatch(ownLetters[language]);
        expect(sentence).not.toMatch(leftover);
        expect(sentence === say(reason, "en")).toBe(language === "en");
      }
    },
  );

  it("leave out no name and no type", () => {
    for (const reason of reasons) {
      const sentence = sayCause(reason, language);
      const named = Object.values(reason.facts).filter((fact) => typeof fact === "string");
      const missing = named.filter((fact) => !sentence.includes(fact));
      expect({ code: reason.code, missing }).toStrictEqual({ code: reason.code, missing: [] });
    }
  });
});
