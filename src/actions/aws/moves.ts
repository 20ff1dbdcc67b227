import { noteMove, readMoves, type Move } from "../../providers/aws/data/objects/moves.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import { currentUser } from "../../system/user.ts";
import type { MoveResult } from "../move-results.ts";
import { moveResult } from "../moves.ts";
import { bucketsOf } from "./data-step.ts";

/** Notes in the stage's own bucket that somebody has moved `live`, for whoever asks from wherever. */
export function rememberMove(
  stage: Pick<AwsStage, "aws" | "names">,
  move: Pick<Move, "kind" | "from" | "to">,
): Promise<void> {
  const { files } = bucketsOf(stage);
  return noteMove(stage.aws, files, { at: new Date().toISOString(), by: currentUser(), ...move });
}

/** How `live` came to where it is, newest first. */
export async function movesOnAws(
  stage: Pick<AwsStage, "aws" | "names">,
  options: { readonly most?: number } = {},
): Promise<readonly MoveResult[]> {
  return (await readMoves(stage.aws, bucketsOf(stage).files, options)).map(moveResult);
}
