import type { ActionContext } from "./context.ts";
import { noticeSchema, type UpResult } from "./results.ts";

/** A context that keeps what is told as a notice, for the result. */
export function collectNotices(context: ActionContext): {
  readonly context: ActionContext;
  readonly said: UpResult["notices"];
} {
  const said: UpResult["notices"] = [];
  const tell: ActionContext["tell"] = (event) => {
    if (event.type === "notice") said.push(noticeSchema.parse(event.notice));
    context.tell(event);
  };
  return { context: { ...context, tell }, said };
}
