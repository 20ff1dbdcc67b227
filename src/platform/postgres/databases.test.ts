import { describe, expect, it } from "vitest";
import { usePostgres } from "../../../test/platform/use-postgres.ts";
import { connectPostgres } from "./postgres.ts";

const { postgres, connect } = usePostgres();

describe("databases", () => {
  it("makes a database once, however many ask at one time (parity: database)", async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => postgres().ensureDatabase("many")));
    expect(answers.toSorted()).toEqual(["created", "existed", "existed", "existed", "existed"]);
    expect(await postgres().databaseExists("many")).toBe(true);
  });

  it.each(['blog-local"; DROP DATABASE postgres; --', "英単語 local", "a/b?c#d%20", "x".repeat(63)])(
    "takes any name, also in its URL: %s",
    async (name) => {
      expect(await postgres().ensureDatabase(name)).toBe("created");
      const client = await connect(name);
      const { rows } = await client.query<{ name: string }>("SELECT current_database() AS name");
      await client.end();
      expect(rows).toEqual([{ name }]);
      expect(await postgres().dropDatabase(name)).toBe(true);
      expect(await postgres().databaseExists(name)).toBe(false);
    },
  );

  it("refuses a name that PostgreSQL would cut off", async () => {
    await expect(postgres().ensureDatabase("x".repeat(64))).rejects.toThrow(RangeError);
    await expect(postgres().ensureDatabase("英".repeat(22))).rejects.toThrow(RangeError);
  });

  it("drops a database while sessions are in it, and says when there was none", async () => {
    await postgres().ensureDatabase("busy");
    const client = await connect("busy");
    await client.query("BEGIN; CREATE TABLE t (id int)");
    expect(await postgres().dropDatabase("busy")).toBe(true);
    expect(await postgres().dropDatabase("busy")).toBe(false);
    await client.end();
  });

  it("counts rows exactly, a partitioned table once and a parent without its children", async () => {
    await postgres().ensureDatabase("facts");
    const client = await connect("facts");
    await client.query(`
      CREATE TABLE "Order ""1" (id int);
      INSERT INTO "Order ""1" SELECT generate_series(1, 1234);
      CREATE TABLE parent (id int);
      CREATE TABLE child () INHERITS (parent);
      INSERT INTO parent VALUES (1);
      INSERT INTO child VALUES (2), (3);
      CREATE TABLE event (day date) PARTITION BY RANGE (day);
      CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
      INSERT INTO event VALUES ('2026-05-05');
      CREATE SCHEMA audit;
      CREATE TABLE audit.entry (id int);
      CREATE VIEW a_view AS SELECT * FROM parent;`);
    await client.end();
    const facts = await postgres().facts("facts");
    expect(facts?.tables).toEqual([
      { table: 'Order "1', rows: 1234 },
      { table: "child", rows: 2 },
      { table: "event", rows: 1 },
      { table: "parent", rows: 1 },
      { table: "audit.entry", rows: 0 },
    ]);
    expect(facts?.rows).toBe(1238);
    expect(facts?.bytes).toBeGreaterThan(7_000_000);
  });

  it("has no facts of a database that is not there", async () => {
    expect(await postgres().facts("nowhere")).toBeUndefined();
  });
});

describe("connectPostgres", () => {
  it("works in a server that somebody else runs, and does not end it", async () => {
    const outside = await connectPostgres(postgres().databaseUrl("postgres"));
    expect(outside).toMatchObject({ pid: null, port: postgres().port, version: postgres().version });
    expect(await outside.ensureDatabase("lent")).toBe("created");
    expect(outside.databaseUrl("lent")).toBe(postgres().databaseUrl("lent"));
    expect(await outside.facts("lent")).toMatchObject({ tables: [], rows: 0 });
    expect(await outside.dropDatabase("lent")).toBe(true);
    await outside.stop();
    expect(await postgres().databaseExists("postgres")).toBe(true);
  });

  it("says when the role may not create databases", async () => {
    const client = await connect("postgres");
    await client.query("CREATE ROLE guest LOGIN PASSWORD 'p@ss:/'");
    await client.end();
    const outside = await connectPostgres(`postgresql://guest:p%40ss%3A%2F@127.0.0.1:${postgres().port}`);
    await expect(outside.ensureDatabase("mine")).rejects.toMatchObject({
      code: "POSTGRES_NOT_ALLOWED",
      facts: { user: "guest", database: "mine" },
    });
  });

  it("says when no server answers, or the password is wrong", async () => {
    await expect(connectPostgres("postgresql://me:secret@127.0.0.1:1")).rejects.toMatchObject({
      code: "POSTGRES_UNREACHABLE",
      facts: { host: "127.0.0.1", port: 1 },
    });
    await expect(connectPostgres(`postgresql://me:wrong@127.0.0.1:${postgres().port}`)).rejects.toMatchObject(
      {
        code: "POSTGRES_UNREACHABLE",
        facts: { reason: expect.stringContaining("authentication failed") as string },
      },
    );
  });

  it.each([
    "mysql://root:hunter2@127.0.0.1/db",
    "postgresql://root:hunter2@",
    "postgresql://root:hunter2@127.0.0.1/db?sslmode=perhaps",
    "host=127.0.0.1 password=x",
  ])("does not guess what %s means, and hides the password", async (url) => {
    const error = await connectPostgres(url).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "POSTGRES_URL_UNREADABLE" });
    expect((error as Error).message).not.toContain("hunter2");
  });
});
