import { UserError } from "../../errors.ts";
import type { FunctionVersion } from "./function.ts";
import { limits } from "./limits.ts";

/** How many variables an error names. */
const namedAtMost = 5;

/**
 * What Lambda sets itself, and what stands for it here: not a part of a function's configuration.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
const ofLambda =
  /^(?:_HANDLER|_X_AMZN_TRACE_ID|AWS_(?:DEFAULT_)?REGION|AWS_EXECUTION_ENV|AWS_ACCESS_KEY(?:_ID)?|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|AWS_ENDPOINT_URL(?:_\w+)?|AWS_LAMBDA_\w+|LAMBDA_TASK_ROOT|LAMBDA_RUNTIME_DIR)$/;

/** Whether Lambda, or the platform in its place, sets a variable. */
export function isOfLambda(name: string): boolean {
  return ofLambda.test(name);
}

/**
 * Holds the environment of a function to Lambda's 4 KB. Lambda measures the variables as one JSON text, which its own
 * error quotes. Those of `environmentFiles` do not count: they are secrets, and no part of a function's configuration.
 *
 * @throws {UserError} `ENVIRONMENT_TOO_LARGE` with the largest variables by name, never with a value.
 */
export function checkEnvironment({ functionName, environment }: FunctionVersion): void {
  const counted = Object.entries(environment).filter(([name]) => !isOfLambda(name));
  const bytes = Buffer.byteLength(JSON.stringify(Object.fromEntries(counted)));
  if (bytes <= limits.environmentBytes) return;
  const largest = counted
    .map(([name, value]) => ({ name, bytes: Buffer.byteLength(name) + Buffer.byteLength(value) }))
    .toSorted((one, other) => other.bytes - one.bytes)
    .slice(0, namedAtMost);
  throw new UserError("ENVIRONMENT_TOO_LARGE", {
    functionName,
    bytes,
    limitBytes: limits.environmentBytes,
    largest,
  });
}
