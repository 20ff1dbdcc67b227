import { appendFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { usePostgres } from "../platform/use-postgres.ts";
import { scenarios } from "./faults/scenarios.ts";
import { openSite, type Site } from "./faults/site.ts";
import { createTrial } from "./faults/trial.ts";

/** `npm run faults` names what it tries, and where the rows go that docs/reliability.md is made of. */
const names = process.env["MONOLIFT_TEST_FAULTS"]?.split(" ");
const rowsFile = process.env["MONOLIFT_TEST_FAULTS_FILE"];
const tried = scenarios.filter(({ name, isQuick }) =>
  names === undefined ? isQuick === true : names.some((one) => `${name}-`.startsWith(`${one}-`)),
);

describe("a fault on AWS's side", () => {
  const database = usePostgres();
  let site: Site;
  beforeAll(async () => {
    site = await openSite(database);
  });
  afterEach(() => site.proxy.calm());
  afterAll(() => site?.stop());

  it.each(tried)("$name: leaves nothing wrong", async ({ name, group, fault, try: attempt }) => {
    await site.begin("preview-tried");
    const trial = createTrial();
    try {
      await attempt(site, trial);
    } catch (error) {
      trial.holds(`the try itself ended: ${String(error)}`, false);
    }
    const row = { name, group, fault, ...trial.row() };
    if (rowsFile !== undefined) await appendFile(rowsFile, `${JSON.stringify(row)}\n`);
    expect(row.truths.filter(({ isTrue }) => !isTrue)).toEqual([]);
  });
});
