import { describe, expect, it } from "vitest";
import { connectionsOf } from "./compute.ts";

describe("connectionsOf", () => {
  it.each([
    [0.25, 0.25, 97],
    [0.25, 1, 412],
    [0.25, 2, 832],
    // At most eight times the smallest size counts.
    [0.25, 8, 832],
    [0.5, 8, 1671],
    [1, 8, 3350],
    [4, 16, 3993],
    // Between two sizes of the table, the smaller one is sure.
    [0.75, 0.75, 202],
  ])("from %d to %d units leaves %i for the application", (min, max, connections) => {
    expect(connectionsOf({ min, max })).toBe(connections);
  });
});
