import { describe, expect, it } from "vitest";
import { addressesOf, partsOf } from "./addresses.ts";

describe("addressesOf", () => {
  it("gives a project the same block every time, and within 10.64.0.0/10", () => {
    expect(addressesOf("blog")).toBe(addressesOf("blog"));
    for (let index = 0; index < 500; index += 1) {
      const [, second = 0, third = 0, fourth] = addressesOf(`project-${index}`).split(/[./]/).map(Number);
      expect(second).toBeGreaterThanOrEqual(64);
      expect(second).toBeLessThan(128);
      expect(third % 16).toBe(0);
      expect(fourth).toBe(0);
    }
  });

  it("spreads projects over the blocks", () => {
    const blocks = new Set(Array.from({ length: 100 }, (_, index) => addressesOf(`project-${index}`)));
    expect(blocks.size).toBeGreaterThan(85);
  });
});

describe("partsOf", () => {
  it("cuts a network into four, which fill it", () => {
    expect(partsOf("10.93.48.0/20")).toEqual([
      "10.93.48.0/22",
      "10.93.52.0/22",
      "10.93.56.0/22",
      "10.93.60.0/22",
    ]);
    expect(partsOf("192.168.255.0/24")).toEqual([
      "192.168.255.0/26",
      "192.168.255.64/26",
      "192.168.255.128/26",
      "192.168.255.192/26",
    ]);
  });
});
