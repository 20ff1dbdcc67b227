import { examine } from "../doctor/doctor.ts";
import type { Finding } from "../doctor/finding.ts";
import { UserError, type MonoliftError } from "../errors.ts";
import type { Facts } from "../facts/schema.ts";
import { surveyDjango } from "../frameworks/django/survey/survey.ts";
import { previewProvisions } from "../providers/local/preview.ts";
import { bundleApplication, detectApplication, inspectApplication } from "./application.ts";
import type { ActionContext } from "./context.ts";
import { withLockedSite } from "./locked.ts";
import type { Site } from "./site.ts";
import { createSteps } from "./steps.ts";

/** What `doctor` found of one stage. */
export interface Diagnosis {
  readonly name: string;
  readonly stage: string;
  /** Absolute: the project's folder, which places are relative to. */
  readonly root: string;
  /** Why the application could not be loaded; null when it could. */
  readonly failure: MonoliftError | null;
  /** The gravest first. */
  readonly findings: readonly Finding[];
}

/**
 * Says what would go wrong on AWS, or is dangerous, of the application as it is. Bundles and loads it as `inspect` does;
 * nothing that serves changes, and no service is started. An application that cannot be loaded is a result: its files
 * may still tell why.
 */
export async function doctor(
  context: ActionContext,
  options: { readonly stage?: string | undefined },
): Promise<Diagnosis> {
  return withLockedSite(context, options.stage, (site) => diagnose(context, site));
}

async function diagnose(context: ActionContext, site: Site): Promise<Diagnosis> {
  const steps = createSteps(context);
  const detection = await steps.run("detect", () => detectApplication(context, site));
  const bundle = await steps.run("bundle", () => bundleApplication(context, site, detection, {}));
  const { root, dependencies } = detection;
  const asked = { root, dependencies, vendor: site.stage.app.vendor, extra: [] };
  const aws = site.stage.provider === "aws" ? await import("./aws/diagnose.ts") : null;
  const onAws = await aws?.beginDiagnosis(context, site, steps, detection);
  const survey = await surveyDjango(detection, bundle, asked, onAws?.lambda ?? null);
  const provisions = await previewProvisions(site.lifted, site.names, site.folder);
  const loading = steps.run("inspect", () =>
    inspectApplication(quietly(context), site, detection, bundle, {
      release: site.lifted?.live?.release ?? 0,
      provisions,
      asksDatabase: site.lifted?.isServing === true,
      readsSource: true,
      secrets: onAws?.secrets,
    }),
  );
  const loaded = await factsOrFailure(loading);
  const { project: name, stage } = site.names;
  const today = new Date().toISOString().slice(0, "2026-01-01".length);
  const account = (await onAws?.surveyAccount(loaded.facts, survey)) ?? null;
  const findings = examine({ facts: loaded.facts, survey, account, stage, today });
  return { name, stage, root, failure: loaded.failure, findings };
}

/** What the inspection would say aloud is among the findings. */
function quietly(context: ActionContext): ActionContext {
  return {
    ...context,
    tell: (event) => {
      if (event.type !== "notice") context.tell(event);
    },
  };
}

async function factsOrFailure(
  loading: Promise<{ readonly facts: Facts }>,
): Promise<{ readonly facts: Facts | null; readonly failure: MonoliftError | null }> {
  try {
    return { facts: (await loading).facts, failure: null };
  } catch (error) {
    if (error instanceof UserError) return { facts: null, failure: error };
    throw error;
  }
}
