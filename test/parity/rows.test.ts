import { describe, expect, it } from "vitest";
import { readRows, readTestedIds } from "./rows.ts";

describe("docs/parity.md", async () => {
  const rows = await readRows();
  const tested = await readTestedIds();

  it("has rows, each with an id of its own", () => {
    const ids = rows.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(40);
    expect(ids.filter((id) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))).toEqual([]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it("says same, limited or refused of each, and names AWS's page", () => {
    expect(rows.filter(({ local }) => !/^(?:same|limited|refused)\b/.test(local))).toEqual([]);
    expect(
      rows.filter(({ source }) => !/^\[.+\]\(https:\/\/(?:docs\.)?aws\.amazon\.com\/.+\)$|^–$/.test(source)),
    ).toEqual([]);
  });

  it("has a test for every row", () => {
    expect(rows.filter(({ id }) => !tested.has(id)).map(({ id }) => id)).toEqual([]);
  });

  it("has a row for every test that names one", () => {
    const ids = new Set(rows.map(({ id }) => id));
    expect([...tested].filter(([id]) => !ids.has(id))).toEqual([]);
  });
});
