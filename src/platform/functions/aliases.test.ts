import { describe, expect, it } from "vitest";
import { drawVersion, withoutVersion } from "./aliases.ts";

const tried = { version: 3, additional: { version: 4, weight: 0.1 } };

describe("drawVersion", () => {
  it("gives the additional version its share, and the alias's own the rest (parity: alias-weights)", () => {
    expect([0, 0.05, 0.0999].map((random) => drawVersion(tried, random))).toEqual([4, 4, 4]);
    expect([0.1, 0.5, 0.999].map((random) => drawVersion(tried, random))).toEqual([3, 3, 3]);
  });

  it("knows one version where there is no other", () => {
    expect(drawVersion({ version: 3, additional: undefined }, 0)).toBe(3);
  });

  it("gives nothing at a weight of 0, and all at a weight of 1", () => {
    const weighing = (weight: number) => ({ version: 3, additional: { version: 4, weight } });
    expect(drawVersion(weighing(0), 0)).toBe(3);
    expect(drawVersion(weighing(1), 0.999_999)).toBe(4);
  });
});

describe("withoutVersion", () => {
  it("ends an alias whose own version goes, and keeps one that loses its second", () => {
    expect(withoutVersion(tried, 3)).toBeUndefined();
    expect(withoutVersion(tried, 4)).toEqual({ version: 3, additional: undefined });
    expect(withoutVersion(tried, 5)).toBe(tried);
  });
});
