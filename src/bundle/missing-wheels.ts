import { UserError } from "../errors.ts";
import type { LockRequest } from "./dependencies.ts";
import type { NeedsCompiling } from "./python/built-here.ts";
import { resolveLock } from "./resolve-lock.ts";
import type { BundleTarget } from "./target.ts";

/**
 * Says ahead which packages a bundle for a target would lack: nothing is installed for it. Takes a few milliseconds
 * when the answer is kept from a bundle before.
 *
 * @returns None when it can be made.
 * @throws {UserError | OperationError} What `resolveLock` throws for any other reason.
 */
export async function findMissingWheels(
  request: LockRequest & { readonly target: BundleTarget },
): Promise<readonly NeedsCompiling[]> {
  try {
    await resolveLock(request);
    return [];
  } catch (error) {
    if (error instanceof UserError && error.code === "DEPENDENCIES_NEED_COMPILING") {
      return (error.facts as { readonly packages: readonly NeedsCompiling[] }).packages;
    }
    throw error;
  }
}
