import { describe, expect, it } from "vitest";
import { migrateNotices, rowNotices, staticNotices } from "./release-notices.ts";

const inProject = (path: string): string => path.replace("/cache/code/1/app", "/home/ann/blog");

describe("staticNotices", () => {
  it("is silent where everything was collected", () => {
    const answer = { installed: true, files: 2, hashed: [], skipped: [], duplicates: [] };
    expect(staticNotices(answer, inProject)).toEqual([]);
  });

  it("names what was left out and what is hidden, in the user's own folder", () => {
    const answer = {
      installed: true,
      files: 2,
      hashed: [],
      skipped: [{ finder: "finders.FileSystemFinder", why: "/cache/code/1/app/assets is not there" }],
      duplicates: [
        { path: "site.css", taken: "/cache/code/1/app/static/site.css", ignored: ["shop/site.css"] },
      ],
    };
    expect(staticNotices(answer, inProject)).toEqual([
      {
        code: "STATIC_LEFT_OUT",
        facts: {
          sources: [{ finder: "finders.FileSystemFinder", why: "/home/ann/blog/assets is not there" }],
        },
      },
      {
        code: "STATIC_DUPLICATES",
        facts: {
          files: [{ path: "site.css", taken: "/home/ann/blog/static/site.css", ignored: ["shop/site.css"] }],
        },
      },
    ]);
  });
});

describe("migrateNotices", () => {
  it("names apps that get no tables, and nothing otherwise", () => {
    expect(migrateNotices({ applied: [], appsWithoutMigrations: ["shop"] })).toEqual([
      { code: "APPS_WITHOUT_MIGRATIONS", facts: { apps: ["shop"] } },
    ]);
    expect(migrateNotices({ applied: [], appsWithoutMigrations: [] })).toEqual([]);
  });
});

describe("rowNotices", () => {
  it("names tables and columns that stayed behind, and times that were moved", () => {
    const column = { table: "shop_order", column: "colour", rows: 3 };
    const answer = {
      tables: [{ table: "shop_order", rows: 3 }],
      leftBehind: [{ table: "old_post", rows: 2 }],
      columnsLeftBehind: [column],
      movedTimes: [{ ...column, column: "at" }],
    };
    expect(rowNotices(answer)).toEqual([
      { code: "ROWS_LEFT_OUT", facts: { tables: ["old_post (2)"] } },
      { code: "ROWS_COLUMNS_LEFT_OUT", facts: { columns: [column] } },
      { code: "ROWS_TIMES_MOVED", facts: { columns: [{ ...column, column: "at" }] } },
    ]);
    expect(rowNotices({ tables: [], leftBehind: [], columnsLeftBehind: [], movedTimes: [] })).toEqual([]);
  });
});
