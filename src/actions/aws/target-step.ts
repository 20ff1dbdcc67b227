import { findInterpreters } from "../../frameworks/python/interpreters.ts";
import type { Detection } from "../../frameworks/framework.ts";
import { chooseLambdaPython, type LambdaPythonChoice } from "../choose-lambda-python.ts";
import type { ActionContext } from "../context.ts";

/** Machines of Lambda that cost less and that wheels are there for as a rule; `x86_64` is what emulators run on. */
const architecture = "x86_64";

/** Chooses the machines of Lambda that an application is packed for, and says aloud what is not as the project wishes. */
export async function chooseTarget(
  { home, environment, tell }: ActionContext,
  detection: Detection,
): Promise<LambdaPythonChoice> {
  const available = await findInterpreters({ cache: home.cache, environment });
  const today = new Date().toISOString().slice(0, "2026-01-01".length);
  const choice = chooseLambdaPython(detection, { architecture, available, today });
  for (const said of choice.notices) tell({ type: "notice", notice: said });
  return choice;
}
