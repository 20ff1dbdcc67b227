import type { MeterName } from "./meters.ts";
import type { Thing, ThingKind } from "./things.ts";
import type { Usage } from "./usage.ts";

/** So much of what a meter counts, in a month. */
export interface Charge {
  readonly meter: MeterName;
  /** In the meter's unit. */
  readonly quantity: number;
}

/** What the charges for a thing follow from, beside the thing. */
export interface Ground {
  readonly usage: Usage;
  /** Everything that the stage has. */
  readonly things: readonly Thing[];
}

/** The charges for a thing of one kind. */
export type Charging<K extends ThingKind> = (
  thing: Extract<Thing, { readonly kind: K }>,
  ground: Ground,
) => readonly Charge[];

/** For what costs nothing, however much it is used. */
export const nothing = (): readonly Charge[] => [];

/** Whether the stage has something of a kind. */
export function has({ things }: Ground, kind: ThingKind): boolean {
  return things.some((thing) => thing.kind === kind);
}

const kbPerGb = 1024 * 1024;

/** So many files or answers of an average size, in GB. */
export function gigabytes(count: number, averageKb: number): number {
  return (count * averageKb) / kbPerGb;
}
