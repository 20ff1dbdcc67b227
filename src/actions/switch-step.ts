import type { CanaryConfig } from "../config/stage.ts";
import type { Facts } from "../facts/schema.ts";
import type { Candidate } from "../providers/local/local-stage.ts";
import { ensureProcess } from "../providers/local/process.ts";
import { switchTo, type Switched } from "../providers/local/switch.ts";
import { notice, type Notice } from "../words/words.ts";
import { processOptions } from "./process-options.ts";
import type { StepOutcome } from "./steps.ts";
import type { Lift } from "./up.ts";

/**
 * Serves the new release: at once, or as a canary beside the one that is live. A canary that is under way gives way to it.
 */
export async function switchRelease(lift: Lift, candidate: Candidate): Promise<StepOutcome<Switched>> {
  const { site, process, context } = lift;
  const tell = (said: Notice): void => context.tell({ type: "notice", notice: said });
  const replaced = site.lifted?.services?.canary;
  if (replaced != null) tell(notice("CANARY_REPLACED", { release: replaced.to }));
  const canary = canaryOf(lift, candidate, tell);
  const restart = () => ensureProcess(site.project.folder, processOptions(context));
  const switched = await switchTo({ daemon: process, restart }, site.folder, candidate, {
    facts: withoutPending(lift.facts),
    canary,
  });
  return { value: switched, facts: canary === null ? {} : { percent: canary.percent } };
}

/** What the file wants, where there is a release that can serve the rest of the requests at the same address. */
function canaryOf(
  { site, isAtOnce }: Lift,
  { record }: Candidate,
  tell: (said: Notice) => void,
): CanaryConfig | null {
  const { canary } = site.stage.release;
  const services = site.lifted?.services;
  if (isAtOnce || canary === null || site.lifted?.live === undefined || services?.isStopped !== false)
    return null;
  // The application knows its own address, so two releases cannot share a door that moves.
  if (services.door?.port !== record.services.door?.port) {
    tell(notice("CANARY_SKIPPED", {}));
    return null;
  }
  return canary;
}

/** What the application is once its migrations have been applied. */
function withoutPending(facts: Facts): Facts {
  return { ...facts, migrations: { ...facts.migrations, unapplied: [], cacheTables: [] } };
}
