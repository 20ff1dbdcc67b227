import { describe, expect, it } from "vitest";
import { auroraUsdPerMonth } from "./aurora-prices.ts";

describe("auroraUsdPerMonth", () => {
  it("is nothing for a cluster that pauses, also where no price is known", () => {
    expect(auroraUsdPerMonth({ least: 0, awakeHoursPerMonth: 0 }, "xx-nowhere-1")).toBe(0);
  });

  it("counts what is never paused, and the hours in which it is kept awake", () => {
    expect(auroraUsdPerMonth({ least: 0.5, awakeHoursPerMonth: 0 }, "us-east-1")).toBeCloseTo(43.8);
    expect(auroraUsdPerMonth({ least: 0, awakeHoursPerMonth: 228 }, "ap-northeast-1")).toBeCloseTo(17.1);
    expect(auroraUsdPerMonth({ least: 1, awakeHoursPerMonth: 228 }, "ap-northeast-2")).toBeCloseTo(146);
    expect(auroraUsdPerMonth({ least: 1, awakeHoursPerMonth: 0 }, "xx-nowhere-1")).toBeNull();
  });
});
