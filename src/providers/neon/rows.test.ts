import { describe, expect, it } from "vitest";
import { useNeonWithRows } from "../../../test/neon/use-fake-neon.ts";

const { neon, open, query, told, tree } = useNeonWithRows();

const ground = "monolift/empty";
const makeTable = "CREATE TABLE post AS SELECT 'first' AS title";
const titles = "SELECT title FROM post ORDER BY title";

describe("rows at Neon", () => {
  it("gives each stage a branch of its own, with a password that opens no other one", async () => {
    const production = await open("production").ensure({});
    const staging = await open("staging").ensure({});
    expect(tree()).toStrictEqual({ [ground]: null, production: ground, staging: ground });
    await query(production.url, makeTable);
    await expect(query(staging.url, titles)).rejects.toThrow('relation "post" does not exist');
    const { hostname } = new URL(production.url);
    await expect(query(staging.url.replace(new URL(staging.url).hostname, hostname), titles)).rejects.toThrow(
      "password authentication failed",
    );
  });

  it("begins a copy with the rows of the other stage, and leaves those as they are", async () => {
    const production = await open("production").ensure({});
    await query(production.url, makeTable);
    const preview = await open("preview-1").ensure({ copyOf: "production" });
    expect(tree()).toMatchObject({ "preview-1": "production" });
    expect(preview.isNew).toBe(false);
    expect(await query(preview.url, titles)).toStrictEqual([{ title: "first" }]);
    await query(preview.url, "UPDATE post SET title = 'changed'");
    expect(await query(production.url, titles)).toStrictEqual([{ title: "first" }]);
    expect(new URL(preview.url).password).not.toBe(new URL(production.url).password);
  });

  it("takes a new password where Neon keeps none", async () => {
    await open("production").ensure({});
    const [project] = neon().account.projects;
    if (project !== undefined) project.keepsPasswords = false;
    const { url } = await open("production").ensure({});
    expect(await query(url, "SELECT 1 AS one")).toStrictEqual([{ one: 1 }]);
  });

  it("lets the next stage be the default one, and a stage of the same name begin anew", async () => {
    const first = await open("production").ensure({});
    await open("staging").ensure({});
    await query(first.url, makeTable);
    await open("production").remove();
    await open("staging").ensure({});
    expect(neon().account.projects[0]?.branches[1]).toMatchObject({ name: "staging", isDefault: true });
    const second = await open("production").ensure({});
    expect(second.isNew).toBe(true);
    await expect(query(second.url, titles)).rejects.toThrow('relation "post" does not exist');
  });

  it("cares for no order: what was copied is put aside until the last copy goes", async () => {
    const production = await open("production").ensure({});
    await query(production.url, makeTable);
    await open("preview-1").ensure({ copyOf: "production" });
    const second = await open("preview-2").ensure({ copyOf: "preview-1" });
    await open("production").remove();
    await expect(query(production.url, titles)).rejects.toThrow("no compute answers");
    expect(told).toStrictEqual([
      { code: "NEON_BRANCH_KEPT", facts: { stage: "production", copies: ["preview-1"] } },
    ]);
    expect(await open("production").describe()).toBeUndefined();
    await open("preview-1").remove();
    expect(await query(second.url, titles)).toStrictEqual([{ title: "first" }]);
    expect(Object.keys(tree())).toHaveLength(4);
    await open("preview-2").remove();
    expect(neon().account.projects).toStrictEqual([]);
  });
});

describe("restore points", () => {
  it("bring back the rows of their moment under the same address, and keep what was there", async () => {
    const database = open("production");
    const { url } = await database.ensure({});
    await query(url, makeTable);
    const { points } = database;
    expect(await points?.list()).toStrictEqual([]);
    const point = await points?.create("1");
    await query(url, "UPDATE post SET title = 'second'");
    const state = await points?.restore("1", "2");
    expect(state?.url).toBe(url);
    expect(await query(url, titles)).toStrictEqual([{ title: "first" }]);
    expect(await points?.list()).toMatchObject([{ name: "2" }, point]);
    await points?.restore("2", "3");
    expect(await query(url, titles)).toStrictEqual([{ title: "second" }]);
  });
});
