import { describe, expect, it } from "vitest";
import { usePostgres } from "../../test/platform/use-postgres.ts";
import { openSettingsDatabase, openUrlDatabase } from "./outside-database.ts";
import type { StageDatabase } from "./provider.ts";

const { postgres, query } = usePostgres();

const open = (url: string | undefined, isPrivate = false): StageDatabase =>
  openUrlDatabase({ stage: "production", url, isPrivate });

describe("a database that is there already", () => {
  it("is told as it is: its rows, its size, and how many connections it takes", async () => {
    await postgres().ensureDatabase("given");
    const url = postgres().databaseUrl("given");
    const empty = await open(url).ensure({});
    expect(empty).toMatchObject({ url, isNew: true, sleeps: false });
    expect(empty.maxConnections).toBeGreaterThan(10);
    expect(empty.sizeBytes).toBeGreaterThan(1_000_000);
    await query("given", "CREATE TABLE post (id int)");
    expect(await open(url).ensure({})).toMatchObject({ isNew: false });
    expect(await open(url).describe()).toMatchObject({ isNew: false });
  });

  it("takes no more connections than it was limited to", async () => {
    await postgres().ensureDatabase("narrow");
    await query("narrow", "ALTER DATABASE narrow CONNECTION LIMIT 7");
    expect(await open(postgres().databaseUrl("narrow")).ensure({})).toMatchObject({ maxConnections: 7 });
  });

  it("is never removed", async () => {
    await postgres().ensureDatabase("kept");
    await open(postgres().databaseUrl("kept")).remove();
    expect(await postgres().databaseExists("kept")).toBe(true);
  });

  it("is not tried from here when only the stage's network reaches it", async () => {
    const url = "postgresql://app:secret@10.0.0.9/shop";
    const state = { url, isNew: false, maxConnections: null, sleeps: false, sizeBytes: null };
    expect(await open(url, true).ensure({})).toStrictEqual(state);
  });

  it.each([
    [undefined, "DATABASE_URL_MISSING"],
    ["", "DATABASE_URL_MISSING"],
    ["db.example.com", "DATABASE_URL_UNREADABLE"],
    ["mysql://app:very-secret@db.example.com/shop", "DATABASE_URL_UNREADABLE"],
    ["postgresql:///shop", "DATABASE_URL_UNREADABLE"],
    ["postgresql://app:very-secret@db.example.com", "DATABASE_URL_UNREADABLE"],
    ["postgresql://app:very-secret@127.0.0.1:1/shop", "DATABASE_URL_UNREACHABLE"],
  ])("is refused as %s, without telling its password", async (url, code) => {
    const error: unknown = await open(url)
      .ensure({})
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code });
    expect(JSON.stringify(error)).not.toContain("very-secret");
  });

  it("says why it does not let anybody in", async () => {
    const url = new URL(postgres().databaseUrl("postgres"));
    url.password = "wrong-secret";
    await expect(open(url.href).ensure({})).rejects.toMatchObject({
      facts: {
        host: "127.0.0.1",
        reason: expect.stringContaining("password authentication failed") as string,
      },
    });
    url.searchParams.set("sslmode", "require");
    await expect(open(url.href).ensure({})).rejects.toMatchObject({
      facts: { reason: expect.stringContaining("SSL") as string },
    });
  });

  it("is described even when it is out of reach", async () => {
    const url = "postgresql://app:secret@127.0.0.1:1/shop";
    expect(await open(url).describe()).toMatchObject({ url, maxConnections: null });
    expect(await open(undefined).describe()).toBeUndefined();
  });
});

describe("a database of the project's own settings", () => {
  it("has no address to lay over them", async () => {
    const state = { url: "", isNew: false, maxConnections: null, sleeps: false, sizeBytes: null };
    expect(await openSettingsDatabase().ensure({})).toStrictEqual(state);
    expect(await openSettingsDatabase().describe()).toStrictEqual(state);
    expect(await openSettingsDatabase().remove()).toBeUndefined();
  });
});
