import type { Called } from "../../lift/workbench.ts";
import { countStage } from "./census.ts";
import type { Site } from "./site.ts";
import type { Trial } from "./trial.ts";
import { readPage, visit, type Visit } from "./visitor.ts";

/** How a call of the command line ended, as its owner saw it. */
export function sayEnd(verb: string, { code, json }: Called): string {
  if (code === null) return `\`${verb}\`: killed`;
  const error: { readonly code: string; readonly cause: string } | undefined = json?.error;
  return `\`${verb}\`: exit ${code}${error === undefined ? "" : ` ${error.code}: “${error.cause}”`}`;
}

/** A change on its way to a stage that serves already. */
export interface Change {
  /** What was served before, and what is to be served. */
  readonly before: number;
  readonly number: number;
  readonly url: string;
  readonly visit: { readonly end: () => Promise<Visit> };
}

/** Makes a change of a stage that serves, with somebody who asks for its page from now on. */
export async function beginChange(site: Site): Promise<Change> {
  const url = await site.lift();
  const before = await readPage(site.ministack, url);
  if (typeof before === "string") throw new Error(`the page before is ${before}`);
  return { before, number: await site.edit(), url, visit: visit(site.ministack, url) };
}

/** What must be true after an `up` that was to bring a change and met a fault: it did not end, or it ended well all the same. */
export async function lookAfterUp(site: Site, trial: Trial, change: Change, ended: Called): Promise<void> {
  trial.see(sayEnd("up", ended));
  site.proxy.calm();
  if (ended.code !== 0) {
    await liftAgain(site, trial);
  }
  const { asked, saw, failed } = await change.visit.end();
  trial.count({ asked, failed });
  const page = await readPage(site.ministack, change.url);
  trial.holds("the new code answers", page === change.number, page);
  trial.holds(
    "no request failed; the old page, then the new one",
    failed.length === 0 && saw[0] === change.before && saw.length <= 2,
    { saw, failed },
  );
  const migration = await site.stateOfMigration(change.number);
  trial.holds("its migration is applied, once", migration === "applied", migration);
  await lookAtStage(site, trial);
}

/** The next `up`, which has to bring everything to its end. */
export async function liftAgain(site: Site, trial: Trial): Promise<Called> {
  const began = performance.now();
  const next = await site.call("up");
  trial.took(performance.now() - began);
  if (next.code !== 0) trial.see(`next ${sayEnd("up", next)}`);
  trial.holds("the next `up` ends well", next.code === 0, next.json);
  return next;
}

/** Nothing is doubled, and both functions are of one release. */
export async function lookAtStage(site: Site, trial: Trial): Promise<void> {
  const { versions, live, buckets, parameters, openUploads } = await countStage(site.ministack, site.stage);
  const { json } = await site.call("releases");
  const kept: number = json?.releases?.length ?? 0;
  const releases = new Set(Object.values(live).map((one) => one.replace(/^\d+ /, "")));
  trial.holds("`live` of both functions is of one release", releases.size === 1, live);
  trial.holds(
    "each version of a function is of a release that is kept",
    Object.values(versions).every((numbers) => numbers.length === kept),
    { versions, kept },
  );
  trial.holds("two buckets, three parameters", buckets.length === 2 && parameters.length === 3, {
    buckets,
    parameters,
  });
  if (openUploads > 0) trial.see("an upload half done is left, which S3 removes after some days by its rule");
}
