import { OperationError, UserError, type ErrorContext } from "../../errors.ts";
import type { ErrorCode, ErrorFacts } from "../../words/words.ts";
import type { NeonLimit } from "../../words/providers/aws/databases/neon-limit.ts";
import type { NeonOperation } from "./api-types.ts";

/** An error of Neon's, with what decides whether the same may be asked again. */
export class NeonFailure<C extends ErrorCode = ErrorCode> extends OperationError<C> {
  /** Status of the answer; null where none came, or one that leaves open what has happened. */
  readonly status: number | null;

  constructor(code: C, facts: ErrorFacts<C>, status: number | null, context: ErrorContext = {}) {
    super(code, facts, context);
    this.status = status;
  }
}

/** What Neon says besides a status. */
interface Refusal {
  readonly code: string;
  readonly message: string;
}

/**
 * Codes of an account's or a project's limits.
 *
 * @see https://neon.com/docs/reference/limits
 */
const limits: Readonly<Record<string, NeonLimit>> = {
  PROJECTS_LIMIT_EXCEEDED: "project-count",
  BRANCHES_LIMIT_EXCEEDED: "branch-count",
  ROOT_BRANCHES_LIMIT_EXCEEDED: "branch-count",
  ENDPOINTS_LIMIT_EXCEEDED: "compute-count",
  ACTIVE_ENDPOINTS_LIMIT_EXCEEDED: "compute-count",
  COMPUTE_TIME_EXCEEDED: "compute-time",
  NON_PRIMARY_BRANCH_COMPUTE_TIME_EXCEEDED: "compute-time",
  BRANCH_SIZE_LIMIT_EXCEEDED_THRESHOLD: "storage-size",
  DATA_TRANSFER_LIMIT_EXCEEDED: "transfer-size",
};

/** The error for an answer that is none of 2xx. */
export function explainRefusal(operation: NeonOperation, status: number, body: unknown): Error {
  const { code, message } = readRefusal(status, body);
  const limit = limits[code] ?? (/LIMIT_EXCEEDED|QUOTA/.test(code) ? "any-other" : undefined);
  if (limit !== undefined) return new UserError("NEON_LIMIT", { limit, message });
  if (status === 403) return new NeonFailure("NEON_NOT_ALLOWED", { operation, message }, status);
  // An answer of 2xx that is not JSON was not Neon's: something on the way spoke.
  if (status >= 500 || status < 300) {
    return new NeonFailure("NEON_UNREACHABLE", { operation, reason: `${status} ${message}` }, null);
  }
  return new NeonFailure("NEON_REFUSED", { operation, status, message }, status);
}

/**
 * Whether the world has to be looked at before anything is done again: no answer came, so that it may have happened, or
 * somebody else was there first.
 */
export function mayHaveHappened(error: unknown): boolean {
  if (!(error instanceof NeonFailure)) return false;
  return error.status === null || error.status === 409;
}

/** What an answer says, or undefined where the thing itself is not there (404), or not any more (410). */
export async function unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NeonFailure && (error.status === 404 || error.status === 410)) return undefined;
    throw error;
  }
}

function readRefusal(status: number, body: unknown): Refusal {
  const { code, message } = (typeof body === "object" && body !== null ? body : {}) as Partial<Refusal>;
  return {
    code: typeof code === "string" ? code : "",
    message: typeof message === "string" && message !== "" ? message : `no reason given (${status})`,
  };
}
