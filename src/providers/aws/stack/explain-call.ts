import { MonoliftError, OperationError, UserError } from "../../../errors.ts";
import { readDenial } from "./read-denial.ts";
import { shortenSentence } from "./shorten-sentence.ts";

/** A call that has failed. */
export interface FailedCall {
  /** `CreateChangeSet`. */
  readonly operation: string;
  /** Name of the stack it was about. */
  readonly stack: string;
}

/** What the SDK says of an error, as far as it is looked at here. */
interface CallError extends Error {
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const throttlingNames = new Set([
  "Throttling",
  "ThrottlingException",
  "ThrottledException",
  "TooManyRequestsException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "SlowDown",
]);
const networkCodes = new Set([
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
]);
const credentialNames = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "RequestExpired",
  "InvalidClientTokenId",
  "UnrecognizedClientException",
  "CredentialsProviderError",
  "TokenProviderError",
]);

/**
 * Whether an error passes by itself.
 *
 * @returns `throttled`: too many calls at once. `unreachable`: the network, or an error of AWS's own. Else undefined.
 */
export function troubleOf(error: unknown): "throttled" | "unreachable" | undefined {
  if (!isCallError(error)) return undefined;
  const status = error.$metadata?.httpStatusCode ?? 0;
  if (throttlingNames.has(error.name) || status === 429) return "throttled";
  const isLost = error.name === "TimeoutError" || networkCodes.has(error.code ?? "");
  return isLost || status >= 500 ? "unreachable" : undefined;
}

/** True where CloudFormation knows no such stack. It has no code of its own for that. */
export function isAbsent(error: unknown): boolean {
  return isCallError(error) && error.name === "ValidationError" && /does not exist/.test(error.message);
}

/** True where another operation began in between, so that this one cannot. */
export function isBusy(error: unknown): boolean {
  return (
    isCallError(error) &&
    (error.name === "OperationInProgressException" ||
      /_IN_PROGRESS state|currently in progress/.test(error.message))
  );
}

export function hasName(error: unknown, ...names: readonly string[]): boolean {
  return isCallError(error) && names.includes(error.name);
}

/**
 * Throws what a failed call means.
 *
 * @throws {UserError} `STACK_CREDENTIALS_EXPIRED`, `STACK_ACCESS_DENIED`, `STACK_LIMIT`, `STACK_TYPE_UNKNOWN`, `STACK_PROTECTED`
 * @throws {OperationError} `STACK_THROTTLED`, `STACK_OUT_OF_SIGHT`, `STACK_CHANGED_MEANWHILE`, `STACK_TEMPLATE_REFUSED`,
 *   `STACK_CALL_FAILED`
 */
export function explainCall(error: unknown, { operation, stack }: FailedCall): never {
  if (error instanceof MonoliftError || !isCallError(error)) throw error;
  const message = shortenSentence(error.message);
  const context = { detail: `${operation}: ${message}`, cause: error };
  if (isCredentialError(error)) throw new UserError("STACK_CREDENTIALS_EXPIRED", { stack }, context);
  const trouble = troubleOf(error);
  if (trouble === "throttled")
    throw new OperationError("STACK_THROTTLED", { stack, resource: null }, context);
  if (trouble === "unreachable") throw new OperationError("STACK_OUT_OF_SIGHT", { stack }, context);
  if (error.name.startsWith("AccessDenied") || error.$metadata?.httpStatusCode === 403)
    throw new UserError("STACK_ACCESS_DENIED", { stack, resource: null, ...readDenial(message) }, context);
  if (error.name.startsWith("LimitExceeded")) throw new UserError("STACK_LIMIT", { stack }, context);
  if (isBusy(error)) throw new OperationError("STACK_CHANGED_MEANWHILE", { stack }, context);
  explainRefusal({ name: error.name, message }, { operation, stack }, context);
  throw new OperationError("STACK_CALL_FAILED", { stack, operation }, context);
}

/** What CloudFormation calls a `ValidationError` is told apart by its sentence alone. */
function explainRefusal(
  { name, message }: Pick<Error, "name" | "message">,
  { operation, stack }: FailedCall,
  context: { readonly detail: string; readonly cause: unknown },
): void {
  const types = /Unrecognized resource types: \[([^\]]+)\]/.exec(message)?.[1];
  if (types !== undefined)
    throw new UserError("STACK_TYPE_UNKNOWN", { stack, types: types.split(/,\s*/) }, context);
  if (/TerminationProtection/i.test(message)) throw new UserError("STACK_PROTECTED", { stack }, context);
  if (operation === "CreateChangeSet" && /^(ValidationError|InsufficientCapabilities)/.test(name))
    throw new OperationError("STACK_TEMPLATE_REFUSED", { stack }, context);
}

/** True where there are no credentials any more that AWS takes. */
export function isCredentialError(error: unknown): boolean {
  return error instanceof Error && credentialNames.has(error.name);
}

/** Node's own errors have a code; the SDK's say what was answered. A bug has neither. */
function isCallError(error: unknown): error is CallError {
  return error instanceof Error && ("$metadata" in error || "code" in error || isCredentialError(error));
}
