import type { Charge, Charging, Ground } from "./charge.ts";
import { computeCharges } from "./charges/compute.ts";
import { dataCharges } from "./charges/data.ts";
import { doorCharges } from "./charges/doors.ts";
import { networkCharges } from "./charges/network.ts";
import type { Thing, ThingKind } from "./things.ts";

/** What each kind of thing is charged for. A kind that is not here is an error of the compiler: nothing is made unpriced. */
const charges: { readonly [K in ThingKind]: Charging<K> } = {
  ...computeCharges,
  ...doorCharges,
  ...networkCharges,
  ...dataCharges,
};

/** What is charged for a thing in a month. */
export function chargesOf(thing: Thing, ground: Ground): readonly Charge[] {
  return (charges[thing.kind] as Charging<ThingKind>)(thing, ground);
}

/** Whether something is of a kind that has a price here: a template may have been changed by hand. */
export function isThingKind(kind: string): kind is ThingKind {
  return Object.hasOwn(charges, kind);
}
