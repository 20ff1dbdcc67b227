import { UserError } from "../../errors.ts";
import { isOfLambda } from "../../platform/functions/environment-limit.ts";

/** What AWS Secrets Manager takes. @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
const limitBytes = 65_536;

/** The one secret that every stage has of its own, and that may be replaced. */
export const secretKeyName = "SECRET_KEY";

/** Why a name is the stage's own: its database, its bucket and role, or what a program needs to run at all. */
export type ReservedFor = "own-database" | "aws" | "runtime";

/** What decides which names are a stage's own. */
export interface NameRules {
  /** Whether the stage has a database, and so sets `DATABASE_URL`. */
  readonly hasDatabase: boolean;
}

const ofTheRuntime =
  /^(?:MONOLIFT_\w+|DJANGO_SETTINGS_MODULE|PATH|HOME|LANG|LC_\w+|TZ|TMPDIR|IFS|ENV|BASH_ENV|LD_\w+|DYLD_\w+|PYTHON\w+)$/;

/** Whether the stage sets a variable itself; undefined when a secret may have the name. */
export function reservedFor(name: string, { hasDatabase }: NameRules): ReservedFor | undefined {
  if (name === "DATABASE_URL" && hasDatabase) return "own-database";
  if (isOfLambda(name)) return "aws";
  return ofTheRuntime.test(name) ? "runtime" : undefined;
}

/**
 * Refuses a name that no variable can have, or that the stage sets itself.
 *
 * @throws {UserError} `SECRET_NAME_UNFIT`, `SECRET_RESERVED`
 */
export function checkName(name: string, rules: NameRules): void {
  if (!/^[A-Za-z_]\w{0,254}$/.test(name)) throw new UserError("SECRET_NAME_UNFIT", { name });
  const why = reservedFor(name, rules);
  if (why !== undefined) throw new UserError("SECRET_RESERVED", { name, why });
}

/**
 * Refuses a value that no variable can have.
 *
 * @throws {UserError} `SECRET_VALUE_UNFIT`
 */
export function checkValue(name: string, value: string): void {
  const bytes = Buffer.byteLength(value);
  const why = bytes > limitBytes ? "too-large" : value.includes("\0") ? "nul" : undefined;
  if (why !== undefined) throw new UserError("SECRET_VALUE_UNFIT", { name, why, bytes, limitBytes });
}
