import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { migrationReasonSchema } from "../../facts/migrations.ts";
import { judgeMigrations, type RunOwnCommand } from "./migrations.ts";

/** What the runtime answered for a shop with every reason there is; its own tests compare it with the real thing. */
const contract = new URL(
  "../../../python/runtime/tests_django/fixtures/judged_migrations.json",
  import.meta.url,
);

/** A run that answers, and keeps what it was asked. */
function answering(answer: object): { readonly run: RunOwnCommand; readonly asked: (readonly string[])[] } {
  const asked: (readonly string[])[] = [];
  const run: RunOwnCommand = async (parameters) => {
    asked.push(parameters);
    return { result: `${JSON.stringify({ type: "result", ...answer })}\n`, stderr: "", exitCode: 0 };
  };
  return { run, asked };
}

describe("judgeMigrations", () => {
  it("reads what the runtime writes, all of it", async () => {
    const judged = JSON.parse(await readFile(contract, "utf8")) as object;
    const { run, asked } = answering({ ok: true, ...judged });
    expect(await judgeMigrations(run)).toStrictEqual({ ok: true, value: judged });
    expect(asked).toStrictEqual([["monolift:judge-migrations"]]);
  });

  it("knows every reason that the runtime gives, and no other", async () => {
    const text = await readFile(contract, "utf8");
    const given = new Set(Array.from(text.matchAll(/"code": "([a-z-]+)"/g), ([, code = ""]) => code));
    const known = migrationReasonSchema.options.map(({ shape }) => shape.code.value);
    expect(known.toSorted()).toStrictEqual([...given].toSorted());
  });

  it("passes on from where a table is large", async () => {
    const summary = {
      kind: "reversible",
      oldReleaseLives: "yes",
      fails: "no",
      operations: 0,
      tables: [],
    };
    const { run, asked } = answering({ ok: true, framework: "django", pending: [], summary });
    await judgeMigrations(run, { rows: 5, bytes: 1000 });
    expect(asked[0]?.slice(1)).toStrictEqual(["--large-rows", "5", "--large-bytes", "1000"]);
  });

  it("judges nothing on another database", async () => {
    const error = { code: "judging-needs-postgresql", message: "this one is sqlite", vendor: "sqlite" };
    expect(await judgeMigrations(answering({ ok: false, error }).run)).toStrictEqual({
      ok: true,
      value: null,
    });
  });

  it("gives what `migrate` would stumble over as the error", async () => {
    const error = { code: "migration-conflict", message: "Two migrations each claim to be the last" };
    expect(await judgeMigrations(answering({ ok: false, error }).run)).toStrictEqual({ ok: false, error });
  });
});
