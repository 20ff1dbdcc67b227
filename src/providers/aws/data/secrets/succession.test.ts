import { describe, expect, it } from "vitest";
import { countingVersions } from "./succession.ts";

/** Versions from 1 on, each as `after` and `write`. */
const counting = (...writes: readonly (readonly [after: number | null, write: string | null])[]): number[] =>
  countingVersions(writes.map(([after, write], index) => ({ version: index + 1, after, write }))).map(
    ({ version }) => version,
  );

describe("countingVersions", () => {
  it("counts what follows on what was there", () => {
    expect(counting([0, "a"], [1, "b"], [2, "c"])).toEqual([1, 2, 3]);
  });

  it("does not count what knew nothing of another write, and goes on with who was first", () => {
    expect(counting([0, "a"], [1, "b"], [1, "c"], [2, "d"])).toEqual([1, 2, 4]);
    expect(counting([0, "a"], [1, "b"], [1, "c"], [1, "d"], [2, "e"])).toEqual([1, 2, 5]);
  });

  it("counts what another hand has written, or put back", () => {
    expect(counting([0, "a"], [1, "b"], [0, "a"], [3, "c"])).toEqual([1, 2, 3, 4]);
    expect(counting([0, "a"], [null, null], [2, "c"])).toEqual([1, 2, 3]);
  });

  it("counts a write that was made twice since its answer was lost", () => {
    expect(counting([0, "a"], [1, "b"], [1, "b"], [3, "c"])).toEqual([1, 2, 3, 4]);
  });

  it("begins with the oldest that is kept", () => {
    const kept = [
      { version: 41, after: 40, write: "x" },
      { version: 42, after: 41, write: "y" },
    ];
    expect(countingVersions(kept)).toEqual(kept);
    expect(countingVersions([])).toEqual([]);
  });
});
