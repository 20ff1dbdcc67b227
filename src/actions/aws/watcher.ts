import type { StackWatcher } from "../../providers/aws/stack/session.ts";
import type { WaitWatcher } from "../../providers/aws/waiting.ts";
import { sayNotice } from "../../words/words.ts";
import type { ActionContext } from "../context.ts";
import type { StepName } from "../results.ts";

/** Tells how far CloudFormation is, and what is waited for, as the progress of a step. */
export function watcherOf(
  { tell, signal, language }: Pick<ActionContext, "tell" | "signal" | "language">,
  name: StepName,
): StackWatcher & WaitWatcher {
  return {
    onWaiting: (said) => tell({ type: "progress", name, text: sayNotice(said, language) }),
    onProgress: ({ logicalId, status, done, total }) => {
      const count = total === null ? "" : ` (${done}/${total})`;
      tell({ type: "progress", name, text: `${logicalId} ${status}${count}` });
    },
    onNotice: (said) => tell({ type: "notice", notice: said }),
    signal,
  };
}
