import { describe, expect, it } from "vitest";
import { moveAddresses } from "./rollback.ts";

describe("moveAddresses", () => {
  const environment = {
    DATABASE_URL: "postgresql://monolift:old@127.0.0.1:5433/blog-local",
    OTHER_URL: "postgresql://them@db.example.com:5432/theirs",
    MONOLIFT_OVERLAY: '{"origins":["http://local.blog.localhost:8100","http://127.0.0.1:8100"],"port":81000}',
    LINK: "http://127.0.0.1:81001/",
  };
  const databaseUrl = "postgresql://monolift:new@127.0.0.1:6000/blog-local";

  it("names the stage's port and database of today", () => {
    expect(moveAddresses(environment, { from: 8100, to: 9000, databaseUrl })).toEqual({
      ...environment,
      DATABASE_URL: databaseUrl,
      MONOLIFT_OVERLAY:
        '{"origins":["http://local.blog.localhost:9000","http://127.0.0.1:9000"],"port":81000}',
    });
  });

  it("changes nothing where nothing has moved, and no database of somebody else's", () => {
    const { DATABASE_URL: _own, ...others } = environment;
    expect(moveAddresses(others, { from: 8100, to: 8100, databaseUrl })).toEqual(others);
    expect(moveAddresses(environment, { from: 8100, to: 8100, databaseUrl: null })).toEqual(environment);
  });
});
