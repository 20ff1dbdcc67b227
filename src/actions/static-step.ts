import { takeOverStatic, withHashedStatic, type Candidate } from "../providers/local/local-stage.ts";
import { collectStatic } from "./release-steps.ts";
import { findSameStatic } from "./same-static.ts";
import type { StepOutcome } from "./steps.ts";
import type { Lift } from "./up.ts";

/**
 * Puts the static files of the new release in place; nothing serves them before the switch. Those of the live release are
 * taken over where they would come out the same.
 */
export async function placeStatic(lift: Lift): Promise<StepOutcome<Candidate>> {
  const same = await findSameStatic(lift);
  if (same !== undefined && (await takeOverStatic(lift.site.folder, same.release, lift.candidate))) {
    const hashed = same.services.door?.mounts.flatMap((mount) => mount.hashed) ?? [];
    return { value: withHashedStatic(lift.candidate, hashed), isSkipped: true };
  }
  const { value: hashed, ...outcome } = await collectStatic(lift);
  return { ...outcome, value: withHashedStatic(lift.candidate, hashed) };
}
