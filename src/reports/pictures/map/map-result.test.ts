import { describe, expect, it } from "vitest";
import { mapResultSchema } from "../../../actions/map-results.ts";
import { makePlan, type Plan, type StageWishes } from "../../../plan/plan.ts";
import { changedSample, sampleFacts } from "../../../../test/pictures/sample-facts.ts";
import { mapResult } from "./map-result.ts";

const wishes: StageWishes = {
  name: "shop",
  stage: "local",
  database: { engine: "postgres" },
  functions: { web: { memoryMb: 512, tmpMb: 512, timeoutSeconds: 30, concurrency: 10 } },
};
const larger: StageWishes = {
  ...wishes,
  functions: { web: { ...wishes.functions.web, memoryMb: 1024 } },
};
/** A plan that one resource is not in. */
const without = ({ resources, edges }: Plan, gone: string) => ({
  resources: resources.filter(({ id }) => id !== gone),
  edges: edges.filter(({ to }) => to !== gone),
});

describe("mapResult", () => {
  it("says what leads to what, and which routes there are", () => {
    const facts = sampleFacts(10);
    const result = mapResult({
      name: "shop",
      stage: "local",
      facts,
      plan: makePlan(facts, wishes),
      before: null,
    });
    expect(mapResultSchema.parse(result)).toStrictEqual(result);
    expect(result.edges).toContainEqual({ from: "door", to: "function.web", may: ["invoke"], mark: "same" });
    expect(result.routes).toHaveLength(10);
    expect(result.routes[0]).toMatchObject({
      app: "billing",
      path: "/billing/invoice0/<year ~ [0-9]{4}>/<slug:slug>/",
    });
  });

  it("marks resources, edges and routes that came, went and changed", () => {
    const [facts, former] = [changedSample(), sampleFacts(10)];
    const before = { release: 3, facts: former, plan: without(makePlan(former, wishes), "mailbox") };
    const result = mapResult({
      name: "shop",
      stage: "local",
      facts,
      plan: without(makePlan(facts, larger), "cache"),
      before,
    });
    const marks = Object.fromEntries(result.resources.map(({ id, mark }) => [id, mark]));
    expect(marks).toMatchObject({
      cache: "removed",
      mailbox: "added",
      "function.web": "changed",
      door: "same",
    });
    expect(result.resources.find(({ id }) => id === "function.web")?.changed).toStrictEqual(["memoryMb"]);
    expect(result.edges.filter(({ mark }) => mark !== "same")).toStrictEqual([
      { from: "function.web", to: "mailbox", may: ["send"], mark: "added" },
    ]);
    const routes = result.routes.filter(({ mark }) => mark !== "same").map(({ path, mark }) => [path, mark]);
    expect(routes).toStrictEqual([
      ["/billing/invoice0/<year ~ [0-9]{4}>/<slug:slug>/", "changed"],
      ["/quite/new/", "added"],
      ["/billing/orderline3/", "removed"],
    ]);
  });
});
