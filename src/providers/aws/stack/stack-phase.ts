import type { StackStatus } from "@aws-sdk/client-cloudformation";

/**
 * What can be done with a stack.
 * - `moving`: an operation is under way; nothing else can begin.
 * - `settled`: it can be updated.
 * - `blank`: only planned by a change set; there is nothing in it.
 * - `failed`: it was never made, or half removed; it can only be deleted.
 * - `half-rolled-back`: a rollback has failed, and has to be brought to its end first.
 * - `gone`: deleted.
 */
export type StackPhase = "moving" | "settled" | "blank" | "failed" | "half-rolled-back" | "gone";

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html */
const phases = {
  CREATE_COMPLETE: "settled",
  CREATE_FAILED: "failed",
  CREATE_IN_PROGRESS: "moving",
  DELETE_COMPLETE: "gone",
  DELETE_FAILED: "failed",
  DELETE_IN_PROGRESS: "moving",
  IMPORT_COMPLETE: "settled",
  IMPORT_IN_PROGRESS: "moving",
  IMPORT_ROLLBACK_COMPLETE: "settled",
  IMPORT_ROLLBACK_FAILED: "half-rolled-back",
  IMPORT_ROLLBACK_IN_PROGRESS: "moving",
  REVIEW_IN_PROGRESS: "blank",
  ROLLBACK_COMPLETE: "failed",
  ROLLBACK_FAILED: "failed",
  ROLLBACK_IN_PROGRESS: "moving",
  UPDATE_COMPLETE: "settled",
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: "moving",
  UPDATE_FAILED: "settled",
  UPDATE_IN_PROGRESS: "moving",
  UPDATE_ROLLBACK_COMPLETE: "settled",
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: "moving",
  UPDATE_ROLLBACK_FAILED: "half-rolled-back",
  UPDATE_ROLLBACK_IN_PROGRESS: "moving",
} as const satisfies Record<StackStatus, StackPhase>;

export function phaseOf(status: StackStatus): StackPhase {
  return phases[status];
}
