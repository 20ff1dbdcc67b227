import type { StackWatcher } from "../../providers/aws/stack/session.ts";
import type { ActionContext } from "../context.ts";
import type { StepName } from "../results.ts";

/** Tells how far CloudFormation is, as the progress of a step. */
export function watcherOf(
  { tell, signal }: Pick<ActionContext, "tell" | "signal">,
  name: StepName,
): StackWatcher {
  return {
    onProgress: ({ logicalId, status, done, total }) => {
      const count = total === null ? "" : ` (${done}/${total})`;
      tell({ type: "progress", name, text: `${logicalId} ${status}${count}` });
    },
    onNotice: (said) => tell({ type: "notice", notice: said }),
    signal,
  };
}
