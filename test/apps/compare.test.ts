import { describe, expect, it } from "vitest";
import { compareRegistries, type Registries } from "./compare.ts";

const route = (pattern: string): Registries["routes"][number] => ({ pattern, name: null, view: "app.view" });
const registries = (...patterns: readonly string[]): Registries => ({
  routes: patterns.map(route),
  models: [{ label: "a.B", table: "a_b", fields: ["id", "name"] }],
  tasks: ["a.t"],
});

describe("compareRegistries", () => {
  it("finds nothing between equals, whatever the order of fields", () => {
    const other = {
      ...registries("a", "b"),
      models: [{ label: "a.B", table: "a_b", fields: ["name", "id"] }],
    };
    expect(compareRegistries(registries("a", "b"), other)).toEqual([]);
  });

  it("counts routes that occur twice", () => {
    expect(compareRegistries(registries("a", "a"), registries("a"))).toEqual(["routes: - a - app.view"]);
    expect(compareRegistries(registries("a"), registries("a", "a"))).toEqual(["routes: + a - app.view"]);
  });

  it("sees another order of routes", () => {
    expect(compareRegistries(registries("a", "b"), registries("b", "a"))).toHaveLength(1);
  });

  it("sees a model, a field and a task that are missing", () => {
    const truth = registries();
    expect(compareRegistries(truth, { ...truth, models: [], tasks: [] })).toEqual([
      "models: - a.B a_b id,name",
      "tasks: - a.t",
    ]);
  });
});
