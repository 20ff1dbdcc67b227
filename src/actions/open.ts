import { platform } from "node:os";
import { UserError } from "../errors.ts";
import { runProgram } from "../system/processes.ts";
import { addressesOf, stateOf } from "../providers/local/lifted.ts";
import type { ActionContext } from "./context.ts";
import type { OpenResult } from "./results.ts";
import { findTarget } from "./workspace.ts";

/**
 * Opens a stage in the browser.
 *
 * @returns `opened: false` where the machine has no browser to call; the address is there all the same.
 * @throws {UserError} `STAGE_STOPPED`, `NEVER_LIFTED` when nobody would answer.
 */
export async function open(
  context: ActionContext,
  options: { readonly stage?: string | undefined },
): Promise<OpenResult> {
  const stage = await findTarget(context, options.stage);
  const names = { name: stage.project.name, stage: stage.stage };
  if (stateOf(stage) === "never-lifted") throw new UserError("NEVER_LIFTED", { ...names, known: [] });
  if (!stage.isServing) throw new UserError("STAGE_STOPPED", names);
  const { browserUrl } = addressesOf(stage);
  const program = context.environment["BROWSER"] ?? (platform() === "darwin" ? "open" : "xdg-open");
  const opened = await runProgram([program, browserUrl], {
    env: context.environment,
    timeoutMs: 10_000,
  }).then(
    ({ code }) => code === 0,
    () => false,
  );
  return { url: browserUrl, opened };
}
