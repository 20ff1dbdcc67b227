import { factsSchema, type Facts } from "../facts/schema.ts";
import { readFacts } from "../providers/local/releases.ts";
import { previewProvisions } from "../providers/local/preview.ts";
import { bundleApplication, detectApplication, inputsOf, inspectApplication } from "./application.ts";
import type { ActionContext } from "./context.ts";
import { withLockedSite } from "./locked.ts";
import type { Site } from "./site.ts";
import { createSteps } from "./steps.ts";

/** How an application is looked at. */
export interface InspectOptions {
  /** Resolves unlocked dependencies afresh and inspects again. Default: no. */
  readonly refresh?: boolean | undefined;
  /** Has the project's own generator describe its API (`facts.openapi`). Default: no. */
  readonly describesApi?: boolean | undefined;
}

/**
 * Says what the application is, without lifting it: bundles it, loads it inside the bundle, changes nothing that serves.
 * The facts of the live release are given as they are when nothing has changed since.
 */
export function inspect(
  context: ActionContext,
  options: InspectOptions & { readonly stage?: string | undefined },
): Promise<Facts> {
  return withLockedSite(context, options.stage, (site) => inspectSite(context, site, options));
}

/** The same for a stage that is locked already. */
export async function inspectSite(
  context: ActionContext,
  site: Site,
  options: InspectOptions,
): Promise<Facts> {
  const steps = createSteps(context);
  const detection = await steps.run("detect", () => detectApplication(context, site));
  const bundle = await steps.run("bundle", () => bundleApplication(context, site, detection, options));
  const known = await knownFacts(site, await inputsOf(site, detection, bundle));
  const isEnough = options.describesApi !== true || known?.openapi !== undefined;
  if (known !== undefined && isEnough && options.refresh !== true) return known;
  const provisions = await previewProvisions(site.lifted, site.names, site.folder);
  const release = site.lifted?.live?.release ?? 0;
  const { facts } = await steps.run("inspect", () =>
    inspectApplication(context, site, detection, bundle, {
      release,
      provisions,
      asksDatabase: site.lifted?.isServing === true,
      apiTitle: options.describesApi === true ? site.names.project : undefined,
    }),
  );
  return facts;
}

async function knownFacts(site: Site, inputs: string): Promise<Facts | undefined> {
  const live = site.lifted?.live;
  if (live === undefined || live.inputs !== inputs) return undefined;
  return factsSchema.safeParse(await readFacts(site.folder, live.release)).data;
}
