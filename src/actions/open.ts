import { platform } from "node:os";
import { UserError } from "../errors.ts";
import { runProgram } from "../system/processes.ts";
import { addressesOf, stateOf } from "../providers/local/lifted.ts";
import { findStageOnAws, type StageOnAws } from "./aws/find-stage.ts";
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
  const onAws = await findStageOnAws(context, options.stage);
  if (onAws !== undefined) return openOnAws(context, onAws);
  const stage = await findTarget(context, options.stage);
  const names = { name: stage.project.name, stage: stage.stage };
  if (stateOf(stage) === "never-lifted") throw new UserError("NEVER_LIFTED", { ...names, known: [] });
  if (!stage.isServing) throw new UserError("STAGE_STOPPED", names);
  return openAddress(context, addressesOf(stage).browserUrl);
}

async function openOnAws(context: ActionContext, onAws: StageOnAws): Promise<OpenResult> {
  const { name, stage, browserUrl } = await (await import("./aws/status.ts")).statusOnAws(context, onAws);
  if (browserUrl === null) throw new UserError("NEVER_LIFTED", { name, stage, known: [] });
  return openAddress(context, browserUrl);
}

async function openAddress(
  context: Pick<ActionContext, "environment">,
  browserUrl: string,
): Promise<OpenResult> {
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
