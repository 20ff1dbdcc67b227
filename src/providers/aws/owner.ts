import { UserError } from "../../errors.ts";
import type { StageNames } from "./names.ts";

/**
 * Two stages can come to the same names: `a-b` with stage `c`, and `a` with stage `b-c`.
 *
 * @throws {UserError} `STAGE_NAMES_RUN_TOGETHER`
 */
export function refuseOther(names: StageNames, owner: StageNames): void {
  if (owner.project === names.project && owner.stage === names.stage) return;
  throw new UserError("STAGE_NAMES_RUN_TOGETHER", { stage: sayName(names), owner: sayName(owner) });
}

const sayName = ({ project, stage }: StageNames): string => `${project}/${stage}`;
