import type { BundleTarget } from "../../bundle/target.ts";
import { findInterpreters } from "../../frameworks/python/interpreters.ts";
import type { Detection } from "../../frameworks/framework.ts";
import { chooseLambdaPython, type LambdaPythonChoice } from "../choose-lambda-python.ts";
import type { ActionContext } from "../context.ts";
import type { Site } from "../site.ts";

/** Chooses the machines of Lambda that an application is packed for, and says aloud what is not as the project wishes. */
export async function chooseTarget(
  { home, environment, tell }: ActionContext,
  detection: Detection,
  { site, isElsewhere }: { readonly site: Pick<Site, "stage">; readonly isElsewhere: boolean },
): Promise<LambdaPythonChoice> {
  const asked = site.stage.functions.web.architecture;
  const architecture = asked ?? (isElsewhere ? ownArchitecture() : "arm64");
  const available = await findInterpreters({ cache: home.cache, environment });
  const today = new Date().toISOString().slice(0, "2026-01-01".length);
  const choice = chooseLambdaPython(detection, { architecture, available, today });
  for (const said of choice.notices) tell({ type: "notice", notice: said });
  return choice;
}

/** Emulators of AWS run functions on the machine that they are on. */
function ownArchitecture(): BundleTarget["architecture"] {
  return process.arch === "arm64" ? "arm64" : "x86_64";
}
