import { chargesOf } from "./charges.ts";
import type { Charge } from "./charge.ts";
import { allowances, type AllowanceName } from "./meter.ts";
import { meterOf, unitPrice } from "./meters.ts";
import type { Thing, ThingKind } from "./things.ts";
import { idleUsage, type Usage } from "./usage.ts";
import { whyOf, type Why } from "./why.ts";

/** What a price is asked for. */
export interface PriceRequest {
  readonly things: readonly Thing[];
  readonly usage: Usage;
  readonly region: string;
  /**
   * `list`: what everything costs by itself. `after-allowances`: what is left in an account that has nothing else, since some
   * of it is free for each account, always.
   */
  readonly as: "list" | "after-allowances";
}

/** What one thing costs in US dollars a month, without tax. */
export interface PriceLine {
  readonly what: ThingKind;
  /** Its name in the template, or among the data. */
  readonly name: string;
  readonly why: Why;
  /** In a month in which nobody comes; null where a price is not known. */
  readonly idlePerMonth: number | null;
  /** As it is used; null where a price is not known. */
  readonly atUsage: number | null;
}

/**
 * What things cost, one line for each, in their order. Pure.
 *
 * Prices are those of the first tier; what is not in the usage (support, tax, traffic between Availability Zones) is not counted.
 */
export function priceOf(request: PriceRequest): readonly PriceLine[] {
  const idle = pricesOf({ ...request, usage: idleUsage(request.usage) });
  const used = pricesOf(request);
  return request.things.map((thing, index) => ({
    what: thing.kind,
    name: thing.name,
    why: whyOf(thing),
    idlePerMonth: idle[index] ?? null,
    atUsage: used[index] ?? null,
  }));
}

/** The sum of lines; null where one of them is not known. */
export function totalOf(lines: readonly PriceLine[], of: "idlePerMonth" | "atUsage"): number | null {
  return lines.reduce<number | null>((sum, { [of]: price }) => add(sum, price), 0);
}

/** Allowances are used up from the first thing on. */
function pricesOf({ things, usage, region, as }: PriceRequest): readonly (number | null)[] {
  const left = new Map<AllowanceName, number>();
  const billable = ({ meter, quantity }: Charge): number => {
    const { allowance } = meterOf(meter);
    if (allowance === undefined || as === "list") return quantity;
    const free = Math.min(quantity, left.get(allowance) ?? allowances[allowance]);
    left.set(allowance, (left.get(allowance) ?? allowances[allowance]) - free);
    return quantity - free;
  };
  const priceOfCharge = (charge: Charge): number | null => {
    const quantity = billable(charge);
    if (quantity === 0) return 0;
    const price = unitPrice(charge.meter, region);
    return price === null ? null : quantity * price;
  };
  return things.map((thing) => chargesOf(thing, { usage, things }).map(priceOfCharge).reduce(add, 0));
}

function add(sum: number | null, price: number | null): number | null {
  return sum === null || price === null ? null : sum + price;
}
