import { describe, expect, it } from "vitest";
import { networkPricesOf, networkUsdPerMonth } from "./prices.ts";

describe("networkUsdPerMonth", () => {
  it("is nothing for what every network has, also where no price is known", () => {
    expect(networkUsdPerMonth({ hasNat: false, endpoints: 0 }, "us-east-1")).toBe(0);
    expect(networkUsdPerMonth({ hasNat: false, endpoints: 0 }, "xx-nowhere-1")).toBe(0);
  });

  it("counts a NAT gateway with its address, and each endpoint", () => {
    expect(networkUsdPerMonth({ hasNat: true, endpoints: 0 }, "us-east-1")).toBeCloseTo(36.5);
    expect(networkUsdPerMonth({ hasNat: true, endpoints: 2 }, "ap-northeast-1")).toBeCloseTo(48.91 + 20.44);
    expect(networkUsdPerMonth({ hasNat: false, endpoints: 1 }, "ap-northeast-2")).toBeCloseTo(9.49);
  });

  it("does not guess", () => {
    expect(networkUsdPerMonth({ hasNat: true, endpoints: 0 }, "xx-nowhere-1")).toBeNull();
    expect(networkPricesOf("constructor")).toBeUndefined();
  });
});
