import { describe, expect, it } from "vitest";
import { isolatesOf, mostIsolates } from "./isolates-of.ts";

const usual = { memoryMb: 1024, tmpMb: 512, timeoutSeconds: 30, concurrency: 10 };
const place = { stage: "local", door: "auto", file: "/blog/monolift.toml" } as const;
const refused = (code: string, facts: object): unknown =>
  expect.objectContaining({ code, facts, place: { file: place.file } });

describe("isolatesOf", () => {
  it("gives the measures of the whole application where a table says nothing else, in the order of the names", () => {
    const tables: Parameters<typeof isolatesOf>[0] = {
      reports: { app: "reports", memory: 3008, timeout: "5m" },
      csv: { path: ["/issues/*.csv", "/export/**"], methods: ["GET"], concurrency: 2, tmp: 2048 },
    };
    const nothing = { paths: [], views: [], namespaces: [], apps: [] };
    expect(isolatesOf(tables, usual, place)).toEqual([
      {
        name: "csv",
        selector: { ...nothing, paths: ["/issues/*.csv", "/export/**"] },
        methods: ["GET"],
        memoryMb: 1024,
        tmpMb: 2048,
        timeoutSeconds: 30,
        concurrency: 2,
      },
      {
        name: "reports",
        selector: { ...nothing, apps: ["reports"] },
        methods: null,
        memoryMb: 3008,
        tmpMb: 512,
        timeoutSeconds: 300,
        concurrency: 10,
      },
    ]);
  });

  it("refuses a table that does not say which requests it is for", () => {
    expect(() => isolatesOf({ reports: { memory: 512 } }, usual, place)).toThrow(
      refused("ISOLATE_WITHOUT_REQUESTS", { name: "reports" }),
    );
  });

  it("refuses a load balancer, which leads to one function", () => {
    const behind = { ...place, door: "alb" } as const;
    expect(() => isolatesOf({ reports: { app: "reports" } }, usual, behind)).toThrow(
      refused("ISOLATE_BEHIND_ALB", { name: "reports", stage: "local" }),
    );
  });

  it("refuses more functions than one stack of AWS has room for", () => {
    const many = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`part-${index}`, { app: `part${index}` }]),
      );
    expect(isolatesOf(many(mostIsolates), usual, place)).toHaveLength(mostIsolates);
    expect(() => isolatesOf(many(mostIsolates + 1), usual, place)).toThrow(
      refused("ISOLATE_TOO_MANY", { count: mostIsolates + 1, most: mostIsolates }),
    );
  });
});
