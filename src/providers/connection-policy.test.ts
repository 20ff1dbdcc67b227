import { describe, expect, it } from "vitest";
import { sayNotice } from "../words/words.ts";
import { connectionPolicy, type ConnectionNeeds } from "./connection-policy.ts";

const usual: ConnectionNeeds = {
  engine: "neon",
  state: { maxConnections: 97, sleeps: true },
  concurrencies: [10],
  interface: "wsgi",
};
const kept = { mode: "persistent", idleSessionTimeoutSeconds: null, cap: null, notices: [] };

describe("connectionPolicy", () => {
  it("keeps connections where there are enough, also at Neon, which sleeps in spite of them", () => {
    expect(connectionPolicy(usual)).toStrictEqual(kept);
    expect(connectionPolicy({ ...usual, concurrencies: [46] })).toStrictEqual(kept);
    expect(connectionPolicy({ ...usual, concurrencies: [10, 10, 10, 10] })).toStrictEqual(kept);
  });

  it("has Aurora close what a frozen sandbox holds, when it is to sleep", () => {
    const aurora = { ...usual, engine: "aurora" } as const;
    expect(connectionPolicy(aurora)).toStrictEqual({ ...kept, idleSessionTimeoutSeconds: 60 });
    const awake = { maxConnections: 189, sleeps: false };
    expect(connectionPolicy({ ...aurora, state: awake })).toStrictEqual(kept);
  });

  it("keeps none under ASGI, and says nothing of it", () => {
    expect(connectionPolicy({ ...usual, interface: "asgi" })).toStrictEqual({ ...kept, mode: "per-request" });
  });

  it("opens one for each request where kept ones could become too many during a release", () => {
    const { notices, ...policy } = connectionPolicy({ ...usual, concurrencies: [47] });
    expect(policy).toStrictEqual({ mode: "per-request", idleSessionTimeoutSeconds: null, cap: null });
    expect(notices.map((one) => sayNotice(one, "en"))).toStrictEqual([
      "Each request connects to the database anew, which takes some milliseconds: kept connections could become 94 during a release, and it takes 97.",
    ]);
    expect(connectionPolicy({ ...usual, concurrencies: [92] })).toMatchObject({ cap: null });
  });

  it("caps concurrency where not even that is enough, and says from what to what", () => {
    const { notices, ...policy } = connectionPolicy({ ...usual, concurrencies: [1000] });
    expect(policy).toStrictEqual({ mode: "per-request", idleSessionTimeoutSeconds: null, cap: 92 });
    expect(notices.map((one) => sayNotice(one, "en"))).toStrictEqual([
      "Concurrency is 92 instead of 1000: the database takes 97 connections at once, and each request holds one. A larger database ([database] min) takes more.",
    ]);
    expect(connectionPolicy({ ...usual, concurrencies: [1000, 1000, 1000, 1000, 1000] })).toMatchObject({
      cap: 18,
    });
    expect(connectionPolicy({ ...usual, concurrencies: [1000, 2, 1000] })).toMatchObject({ cap: 45 });
    expect(connectionPolicy({ ...usual, concurrencies: [1000], interface: "asgi" })).toMatchObject({
      cap: 92,
    });
  });

  it("refuses a database with less than one connection for each function", () => {
    const tiny = { maxConnections: 8, sleeps: false };
    expect(connectionPolicy({ ...usual, state: tiny, concurrencies: [10, 10, 10] })).toMatchObject({
      cap: 1,
    });
    expect(() => connectionPolicy({ ...usual, state: tiny, concurrencies: [10, 10, 10, 10] })).toThrow(
      "8 connections",
    );
  });

  it("takes the file's word where nobody knows how many connections there are", () => {
    const unknown = { maxConnections: null, sleeps: false };
    const url = { ...usual, engine: "url", state: unknown, concurrencies: [1000] } as const;
    expect(connectionPolicy(url)).toStrictEqual(kept);
  });
});
