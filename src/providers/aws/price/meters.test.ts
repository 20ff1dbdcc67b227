import { describe, expect, it } from "vitest";
import { allowances, pricedRegions, type Meter } from "./meter.ts";
import { isUnchecked, meters, unitPrice, type MeterName } from "./meters.ts";

const all = Object.entries(meters) as readonly (readonly [MeterName, Meter])[];

describe("the meters", () => {
  it.each(all)("say where their price is from, and when it was compared: %s", (_name, { source, asOf }) => {
    expect(new URL(source).protocol).toBe("https:");
    expect(asOf).toMatch(/^202\d-(?:0[1-9]|1[0-2])$/);
  });

  it.each(all)("have a price where most of AWS begins: %s", (name) => {
    expect(unitPrice(name, "us-east-1")).toBeGreaterThanOrEqual(0);
  });

  it.each(all)(
    "are not marked as unchecked where there is nothing to check: %s",
    (name, { unchecked = [] }) => {
      for (const region of unchecked) expect(unitPrice(name, region)).not.toBeNull();
    },
  );

  it("use every allowance", () => {
    const used = new Set(all.flatMap(([, { allowance }]) => allowance ?? []));
    expect([...used].toSorted()).toEqual(Object.keys(allowances).toSorted());
  });

  it("cost as much in a neighbour as AWS's differences between Regions allow", () => {
    // No service has ever been three times as expensive in one of these Regions as in another: a slip of a digit would be.
    for (const [name] of all) {
      const prices = pricedRegions.flatMap((region) => unitPrice(name, region) ?? []);
      expect(Math.max(...prices), name).toBeLessThanOrEqual(3 * Math.min(...prices));
    }
  });
});

describe("unitPrice", () => {
  it("is the price of one unit", () => {
    expect(unitPrice("lambdaRequests", "eu-central-1")).toBeCloseTo(0.000_000_2, 12);
    expect(unitPrice("s3Writes", "ap-northeast-2")).toBeCloseTo(0.000_004_5, 12);
  });

  it("knows what costs the same everywhere also where nothing else is known", () => {
    expect(unitPrice("publicAddressHours", "xx-nowhere-1")).toBe(0.005);
    expect(unitPrice("natHours", "xx-nowhere-1")).toBeNull();
    expect(unitPrice("natHours", "constructor")).toBeNull();
  });

  it("does not guess", () => {
    expect(unitPrice("auroraKeptGb", "eu-central-1")).toBeNull();
    expect(isUnchecked("auroraUnitHours", "eu-central-1")).toBe(true);
    expect(isUnchecked("auroraUnitHours", "us-east-1")).toBe(false);
  });
});
