import { MonoliftError, OperationError, UserError } from "../../errors.ts";
import type { Aws } from "./aws.ts";
import { isCredentialError, troubleOf } from "./stack/explain-call.ts";
import { readDenial } from "./stack/read-denial.ts";
import { shortenSentence } from "./stack/shorten-sentence.ts";

/**
 * What an error means that a call to AWS has ended with, where nobody nearer to it has said so.
 *
 * @returns {UserError} `AWS_CREDENTIALS_REFUSED`, `AWS_ACCESS_DENIED`; {OperationError} `AWS_THROTTLED`, `AWS_OUT_OF_SIGHT`,
 *   `AWS_CALL_REFUSED`; any other error as it is.
 */
export function explainAwsError(error: unknown, { region, caller }: Pick<Aws, "region" | "caller">): unknown {
  if (error instanceof MonoliftError || !(error instanceof Error)) return error;
  // The SDK puts it on whatever its calls end with, errors of the network included.
  const isOfCall = "$metadata" in error;
  if (!isOfCall && !isCredentialError(error)) return error;
  const context = { cause: error };
  const reason = error.name;
  const message = shortenSentence(error.message);
  if (isCredentialError(error)) return new UserError("AWS_CREDENTIALS_REFUSED", { reason, message }, context);
  const trouble = troubleOf(error);
  if (trouble === "throttled") return new OperationError("AWS_THROTTLED", { region, message }, context);
  if (trouble === "unreachable") return new OperationError("AWS_OUT_OF_SIGHT", { region, message }, context);
  if (/^(?:AccessDenied|Unauthorized)/.test(reason))
    return new UserError("AWS_ACCESS_DENIED", { caller, message, ...readDenial(message) }, context);
  return new OperationError("AWS_CALL_REFUSED", { reason, message }, context);
}
