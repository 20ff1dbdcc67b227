import { UserError } from "../errors.ts";
import { packageImports, readImportTimes, type ImportTime } from "../frameworks/python/import-times.ts";
import type { EntryPoints } from "../plan/provisions.ts";
import { startCold, type ColdStart } from "../providers/local/cold-start.ts";
import { previewProvisions } from "../providers/local/preview.ts";
import { bundleApplication, detectApplication, enterApplication, inspectApplication } from "./application.ts";
import type { ColdResult } from "./cold-results.ts";
import type { ActionContext } from "./context.ts";
import { withLockedSite } from "./locked.ts";
import type { Site } from "./site.ts";
import { createSteps } from "./steps.ts";

/** The first start fills the system's caches; the middle of the others is told. */
const starts = 5;
const shown = 10;

/** What cold starts are made of. */
export interface ColdStudy extends ColdResult {
  /** Every module in the order of its import, by the function's name. */
  readonly imports: Readonly<Record<string, readonly ImportTime[]>>;
}

/**
 * Measures how long the function's init phase takes on this bundle, and which imports it goes to. Starts it several times on
 * this machine, with its import pack, and ends it each time before it answers anything.
 *
 * @throws {UserError} What the inspection throws; `COLD_START_FAILED`.
 */
export function cold(
  context: ActionContext,
  options: { readonly stage?: string | undefined },
): Promise<ColdStudy> {
  return withLockedSite(context, options.stage, async (site) => {
    const { project: name, stage } = site.names;
    const entry = await prepareEntry(context, site);
    const given = { caller: context.environment, cache: context.home.cache, signal: context.signal };
    const measured: number[] = [];
    for (let start = 0; start <= starts; start += 1) {
      context.tell({ type: "progress", name: "boot", text: `${start}/${starts}` });
      const { initMs } = checkStart(await startCold(entry, given));
      if (start > 0) measured.push(round(initMs));
    }
    const told = checkStart(await startCold(entry, { ...given, parameters: ["-X", "importtime"] }));
    const imports = readImportTimes(told.stderr);
    const result = describeFunction("web", measured, imports);
    return { name, stage, functions: [result], imports: { web: imports } };
  });
}

async function prepareEntry(context: ActionContext, site: Site): Promise<EntryPoints> {
  const steps = createSteps(context);
  const detection = await steps.run("detect", () => detectApplication(context, site));
  const bundle = await steps.run("bundle", () => bundleApplication(context, site, detection, {}));
  const provisions = await previewProvisions(site.lifted, site.names, site.folder);
  const ground = { release: site.lifted?.live?.release ?? 0, provisions };
  const inspection = await steps.run("inspect", () =>
    inspectApplication(context, site, detection, bundle, { ...ground, asksDatabase: false }),
  );
  return enterApplication({ site, detection, bundle, ground, inspection });
}

function checkStart(start: ColdStart): ColdStart {
  if (!start.isReady) throw new UserError("COLD_START_FAILED", {}, { detail: start.stderr.trimEnd() });
  return start;
}

function describeFunction(
  name: string,
  startsMs: readonly number[],
  imports: readonly ImportTime[],
): ColdResult["functions"][number] {
  const packages = packageImports(imports);
  return {
    name,
    initMs: startsMs.toSorted((a, b) => a - b)[Math.floor(startsMs.length / 2)] ?? 0,
    startsMs: [...startsMs],
    importsMs: round(imports.reduce((sum, { totalUs }) => sum + totalUs, 0) / 1000),
    modules: packages.reduce((sum, { modules }) => sum + modules, 0),
    slowest: packages
      .filter(({ package: one }) => !isOwn(one))
      .slice(0, shown)
      .map((one) => ({ ...one, totalMs: round(one.totalMs), selfMs: round(one.selfMs) })),
  };
}

/** What every function has, whatever the application: nobody can do without. */
function isOwn(name: string): boolean {
  return name === "monolift_runtime" || name === "site" || name === "encodings";
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
