import { UserError } from "../errors.ts";
import { findNearest } from "./nearest.ts";
import { isTimeZone, parseAwake, type AwakeWindow } from "./parse-awake.ts";
import type { Layer } from "./schema.ts";

/** The table `[database]`, whose short form is written out. */
export type DatabaseTable = Exclude<NonNullable<Layer["database"]>, string>;

/** Units of the engine's own: CU at Neon, ACU at Aurora. */
interface Capacity {
  readonly least: number;
  readonly most: number;
}

/** What the file says of a stage's database. */
export type DatabaseConfig =
  | { readonly engine: "postgres" | "url" | "settings" }
  | {
      readonly engine: "neon";
      /** In CU: 0.25 to 16; 0.25 and 1 by default: 412 connections, and at most 0.106 $ for an hour of work. */
      readonly capacity: Capacity;
      /** Id of the project at Neon; null where it is found by its name. */
      readonly project: string | null;
      /** Id of the organization at Neon; null for the only one that the key belongs to. */
      readonly organization: string | null;
    }
  | {
      readonly engine: "aurora";
      /** In ACU: 0 to 256, and 1 to 256; 0 and 4 by default: nothing to pay while idle, 823 connections. */
      readonly capacity: Capacity;
      /** When it does not pause; null when it pauses whenever nobody is connected. */
      readonly awake: AwakeWindow | null;
    };

/** Engines that each key says something of. */
const enginesOf = {
  min: ["neon", "aurora"],
  max: ["neon", "aurora"],
  awake: ["aurora"],
  project: ["neon"],
  organization: ["neon"],
} as const satisfies Record<Exclude<keyof DatabaseTable, "engine">, readonly string[]>;

/** Sizes of Neon: 0.25, 0.5, and whole ones up to 16, of which it may span 8. @see https://neon.com/docs/introduction/autoscaling */
const neonSizes = { span: 8, most: 16 } as const;

/**
 * Fills in the defaults of `[database]`, merged.
 *
 * @param file Named in errors.
 * @throws {UserError} `KEY_NEEDS_ENGINE`, `DATABASE_CAPACITY_CROSSED`, `DATABASE_CAPACITY_UNFIT`, `TIME_ZONE_UNKNOWN`.
 */
export function databaseOf(table: DatabaseTable, file: string): DatabaseConfig {
  const { engine = "postgres", ...keys } = table;
  for (const key of Object.keys(keys) as (keyof typeof enginesOf)[]) {
    const needs: readonly string[] = enginesOf[key];
    if (needs.includes(engine)) continue;
    throw new UserError(
      "KEY_NEEDS_ENGINE",
      { key: `database.${key}`, engine, needs: [...needs] },
      { place: { file } },
    );
  }
  switch (engine) {
    case "neon":
      return {
        engine,
        capacity: neonCapacity(keys, file),
        project: keys.project ?? null,
        organization: keys.organization ?? null,
      };
    case "aurora":
      return { engine, capacity: auroraCapacity(keys, file), awake: awakeOf(keys.awake, file) };
    default:
      return { engine };
  }
}

type Bounds = Pick<DatabaseTable, "min" | "max">;

function neonCapacity({ min = 0.25, max = Math.max(min, 1) }: Bounds, file: string): Capacity {
  const unfit = Object.entries({ min, max }).find(([, size]) => !isNeonSize(size));
  if (unfit !== undefined) throw refuseSize("neon", ...unfit, file);
  if (max - min > neonSizes.span) throw refuseSize("neon", "max", max, file);
  return orderedCapacity(min, max, file);
}

function isNeonSize(size: number): boolean {
  return [0.25, 0.5].includes(size) || (Number.isInteger(size) && size >= 1 && size <= neonSizes.most);
}

function auroraCapacity({ min = 0, max = 4 }: Bounds, file: string): Capacity {
  if (!isHalves(min)) throw refuseSize("aurora", "min", min, file);
  if (!isHalves(max) || max < 1) throw refuseSize("aurora", "max", max, file);
  return orderedCapacity(min, max, file);
}

function isHalves(size: number): boolean {
  return Number.isInteger(size * 2);
}

function orderedCapacity(min: number, max: number, file: string): Capacity {
  if (min > max) throw new UserError("DATABASE_CAPACITY_CROSSED", { min, max }, { place: { file } });
  return { least: min, most: max };
}

function refuseSize(engine: "neon" | "aurora", key: string, given: number, file: string): UserError {
  return new UserError(
    "DATABASE_CAPACITY_UNFIT",
    { key: `database.${key}`, given, engine },
    { place: { file } },
  );
}

function awakeOf(text: string | undefined, file: string): AwakeWindow | null {
  const window = text === undefined ? undefined : parseAwake(text);
  if (window === undefined) return null;
  if (isTimeZone(window.timeZone)) return window;
  const nearest = findNearest(window.timeZone, Intl.supportedValuesOf("timeZone")) ?? null;
  const facts = { key: "database.awake", given: window.timeZone, nearest };
  throw new UserError("TIME_ZONE_UNKNOWN", facts, { place: { file } });
}
