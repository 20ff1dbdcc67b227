import { takeStageLock } from "../../providers/aws/stage-lock.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import { machineWord } from "../../system/machine.ts";
import { currentUser } from "../../system/user.ts";
import { notice } from "../../words/words.ts";
import type { ActionContext } from "../context.ts";

/** How a stage is locked. */
export interface LockWish {
  readonly verb: "up" | "rollback" | "secrets" | "down" | "data restore" | "data import";
  /** Whether the project's lock of this machine is held: then whoever here has held the stage's is gone. */
  readonly isAloneHere: boolean;
  /** Default: false. */
  readonly breaks?: boolean | undefined;
}

/**
 * Does something that no other machine may do to a stage meanwhile.
 *
 * @throws {UserError} `STAGE_LOCKED`, which names who does.
 */
export async function withStageLock<T>(
  { home, tell }: Pick<ActionContext, "home" | "tell">,
  stage: Pick<AwsStage, "aws" | "names">,
  { verb, isAloneHere, breaks = false }: LockWish,
  work: () => Promise<T>,
): Promise<T> {
  const machine = isAloneHere ? await machineWord(home.state) : null;
  const lock = await takeStageLock(stage, { by: currentUser(), verb, machine, breaks });
  if (lock?.takenFrom !== undefined) {
    const { by, verb: begun, since } = lock.takenFrom;
    tell({
      type: "notice",
      notice: notice("STAGE_LOCK_TAKEN", { stage: stage.names.stage, by, verb: begun, since }),
    });
  }
  try {
    return await work();
  } finally {
    await lock?.release();
  }
}
