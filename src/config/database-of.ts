import { UserError } from "../errors.ts";
import { findNearest } from "./nearest.ts";
import { isTimeZone, parseAwake, type AwakeWindow } from "./parse-awake.ts";
import type { Layer } from "./schema.ts";

/** The table `[database]`, whose short form is written out. */
export type DatabaseTable = Exclude<NonNullable<Layer["database"]>, string>;

/** What the file says of a stage's database. */
export type DatabaseConfig =
  | { readonly engine: "postgres" | "neon" | "url" | "settings" }
  | {
      readonly engine: "aurora";
      /** In ACU: 0 to 256, and 1 to 256; 0 and 4 by default: nothing to pay while idle, 823 connections. */
      readonly capacity: { readonly least: number; readonly most: number };
      /** When it does not pause; null when it pauses whenever nobody is connected. */
      readonly awake: AwakeWindow | null;
    };

/**
 * Fills in the defaults of `[database]`, merged.
 *
 * @param file Named in errors.
 * @throws {UserError} `KEY_NEEDS_AURORA`, `DATABASE_CAPACITY_CROSSED`, `TIME_ZONE_UNKNOWN`.
 */
export function databaseOf({ engine = "postgres", ...aurora }: DatabaseTable, file: string): DatabaseConfig {
  if (engine !== "aurora") {
    const [key] = Object.keys(aurora);
    if (key === undefined) return { engine };
    throw new UserError("KEY_NEEDS_AURORA", { key: `database.${key}`, engine }, { place: { file } });
  }
  const { min = 0, max = 4, awake } = aurora;
  if (min > max) throw new UserError("DATABASE_CAPACITY_CROSSED", { min, max }, { place: { file } });
  return { engine, capacity: { least: min, most: max }, awake: awakeOf(awake, file) };
}

function awakeOf(text: string | undefined, file: string): AwakeWindow | null {
  const window = text === undefined ? undefined : parseAwake(text);
  if (window === undefined) return null;
  if (isTimeZone(window.timeZone)) return window;
  const nearest = findNearest(window.timeZone, Intl.supportedValuesOf("timeZone")) ?? null;
  const facts = { key: "database.awake", given: window.timeZone, nearest };
  throw new UserError("TIME_ZONE_UNKNOWN", facts, { place: { file } });
}
