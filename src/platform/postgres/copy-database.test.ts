import { describe, expect, it } from "vitest";
import { usePostgres } from "../../../test/platform/use-postgres.ts";

const { postgres, connect, query } = usePostgres();

describe("copying a database", () => {
  it("takes everything along, and the two go their own ways from then on", async () => {
    await postgres().ensureDatabase("one");
    await query(
      "one",
      "CREATE TABLE entry (id serial PRIMARY KEY, text text); INSERT INTO entry (text) VALUES ('a'), ('b')",
    );
    await postgres().copyDatabase("one", "two");
    await query("two", "INSERT INTO entry (text) VALUES ('c')");
    expect(await query("two", "SELECT id, text FROM entry ORDER BY id")).toEqual([
      { id: 1, text: "a" },
      { id: 2, text: "b" },
      { id: 3, text: "c" },
    ]);
    expect(await query("one", "SELECT count(*)::int AS rows FROM entry")).toEqual([{ rows: 2 }]);
  });

  it("ends idle sessions, waits for a transaction to end, and lets everybody in again", async () => {
    await postgres().ensureDatabase("used");
    const idle = await connect("used");
    const busy = await connect("used");
    await busy.query("BEGIN");
    await busy.query("CREATE TABLE made (id int)");
    const copied = postgres().copyDatabase("used", "copy of used");
    // The copy refuses new sessions as soon as it waits; only then the transaction is ended.
    await expect
      .poll(() =>
        connect("used").then(
          (client) => client.end().then(() => "open"),
          () => "closed",
        ),
      )
      .toBe("closed");
    await busy.query("COMMIT");
    await copied;
    expect(await query("copy of used", "SELECT * FROM made")).toEqual([]);
    await expect(idle.query("SELECT 1")).rejects.toThrow();
    expect(await query("used", "SELECT * FROM made")).toEqual([]);
  });

  it("refuses a target that is there, and leaves both as they are", async () => {
    await postgres().ensureDatabase("source");
    await postgres().ensureDatabase("taken");
    await expect(postgres().copyDatabase("source", "taken")).rejects.toThrow(/already exists/);
    expect(await query("source", "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });
});

describe("swapping a database", () => {
  it("changes the names in one step, and keeps what was there", async () => {
    await postgres().ensureDatabase("live");
    await query("live", "CREATE TABLE entry (text text); INSERT INTO entry VALUES ('before')");
    await postgres().copyDatabase("live", "point");
    await query("live", "UPDATE entry SET text = 'after'");
    const idle = await connect("live");
    await postgres().swapDatabase({ fresh: "point", name: "live", keptAs: "kept" });
    expect(await query("live", "SELECT text FROM entry")).toEqual([{ text: "before" }]);
    expect(await query("kept", "SELECT text FROM entry")).toEqual([{ text: "after" }]);
    expect(await postgres().databaseExists("point")).toBe(false);
    await expect(idle.query("SELECT 1")).rejects.toThrow();
  });

  it("leaves everything as it is when the kept name is taken", async () => {
    await postgres().ensureDatabase("busy live");
    await postgres().copyDatabase("busy live", "busy point");
    await postgres().ensureDatabase("busy kept");
    const swapped = postgres().swapDatabase({ fresh: "busy point", name: "busy live", keptAs: "busy kept" });
    await expect(swapped).rejects.toThrow(/already exists/);
    expect(await query("busy live", "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });
});

describe("reopening databases", () => {
  it("lets everybody into a database and its copies that a killed process left closed", async () => {
    for (const name of ["closed", "closed~1", "closed2"]) {
      await postgres().ensureDatabase(name);
      await query("postgres", `ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`);
    }
    await postgres().reopenDatabases("closed");
    expect(await query("closed", "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(await query("closed~1", "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await expect(query("closed2", "SELECT 1")).rejects.toThrow(/not currently accepting/);
    expect((await postgres().listDatabases("closed~")).map(({ name }) => name)).toEqual(["closed~1"]);
  });
});
