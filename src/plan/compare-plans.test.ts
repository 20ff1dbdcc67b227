import { describe, expect, it } from "vitest";
import { comparePlans, noPlan } from "./compare-plans.ts";
import type { Plan } from "./plan.ts";

const web = {
  kind: "function",
  id: "function.web",
  name: "web",
  application: "a:b",
  interface: "wsgi",
  contract: "runtime-api",
  memoryMb: 1024,
  tmpMb: 512,
  timeoutSeconds: 30,
  concurrency: 10,
  warmUp: [],
} as const;
const before: Plan = {
  name: "blog",
  stage: "local",
  resources: [web, { kind: "database", id: "database", engine: "postgres" }],
  edges: [{ from: "function.web", to: "database", may: ["connect"] }],
};

describe("comparePlans", () => {
  it("says nothing of the same", () => {
    expect(comparePlans(before, structuredClone(before))).toEqual({
      resources: { added: [], removed: [], changed: [] },
      edges: { added: [], removed: [] },
      doorRoutes: { added: [], removed: [] },
    });
  });

  it("names resources, fields and edges that differ", () => {
    const after: Plan = {
      ...before,
      resources: [
        { ...web, memoryMb: 512 },
        { kind: "mailbox", id: "mailbox" },
      ],
      edges: [{ from: "function.web", to: "mailbox", may: ["send"] }],
    };
    expect(comparePlans(before, after)).toEqual({
      resources: {
        added: ["mailbox"],
        removed: ["database"],
        changed: [{ id: "function.web", field: "memoryMb", from: "1024", to: "512" }],
      },
      edges: { added: ["function.web → mailbox: send"], removed: ["function.web → database: connect"] },
      doorRoutes: { added: [], removed: [] },
    });
  });

  it("finds everything new where there was nothing", () => {
    expect(comparePlans(noPlan, before).resources.added).toEqual(["function.web", "database"]);
  });
});
