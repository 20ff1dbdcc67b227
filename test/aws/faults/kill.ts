import { inventory } from "../inventory.ts";
import { beginChange, liftAgain, lookAfterUp, lookAtStage, sayEnd } from "./afterwards.ts";
import type { Site } from "./site.ts";
import type { Trial } from "./trial.ts";
import { readPage } from "./visitor.ts";

/** The steps of `up`, and what the command line has said when each begins; nothing yet at the first one. */
export const steps = {
  account: null,
  detect: /✓ account/,
  bundle: /✓ project/,
  inspect: /✓ bundle/,
  data: /✓ inspect/,
  static: /✓ data/,
  pack: /✓ static files/,
  stack: /✓ static files[^]*✓ bundle/,
  boot: /✓ stack/,
  migrate: /✓ boot/,
  health: /✓ migrate/,
  switch: /✓ health/,
  door: /✓ switch/,
} as const;
export type UpStep = keyof typeof steps;

/** Kills the command line as a step of an `up` begins that brings code and a migration. */
export async function killDuringUp(site: Site, trial: Trial, step: UpStep): Promise<void> {
  const change = await beginChange(site);
  const asked = steps[step] === null ? site.asks("sts.GetCallerIdentity") : undefined;
  const call = site.start("up");
  await (asked ?? call.said(steps[step] ?? ""));
  call.kill("SIGKILL");
  await lookAfterUp(site, trial, change, await call.finished);
}

/** Kills the command line as a step of the first `up` of a stage begins. */
export async function killDuringFirstUp(site: Site, trial: Trial, step: UpStep): Promise<void> {
  await site.begin(`preview-first-${step}`);
  const change = await site.edit();
  const call = site.start("up");
  await call.said(steps[step] ?? "");
  call.kill("SIGKILL");
  trial.see(sayEnd("up", await call.finished));
  const { json } = await liftAgain(site, trial);
  const page = await readPage(site.ministack, String(json?.url));
  trial.holds("the new code answers", page === change, page);
  await lookAtStage(site, trial);
}

/** Kills the command line as it asks AWS for something in a `rollback`. */
export async function killDuringRollback(site: Site, trial: Trial, operation: string): Promise<void> {
  const change = await beginChange(site);
  await site.lift();
  const begun = site.asks(operation);
  const call = site.start("rollback");
  await begun;
  call.kill("SIGKILL");
  trial.see(sayEnd("rollback", await call.finished));
  const next = await site.call("rollback");
  const isBack = next.code === 0 || next.json?.error?.code === "NO_OLDER_RELEASE";
  trial.holds("the next `rollback` ends well", isBack, next.json);
  const visited = await change.visit.end();
  trial.count(visited);
  trial.holds("no request failed", visited.failed.length === 0, visited.failed);
  await lookAtStage(site, trial);
}

/** Kills the command line as it asks AWS for something in a `down`. */
export async function killDuringDown(site: Site, trial: Trial, operation: string): Promise<void> {
  await site.begin(`preview-end-${operation.slice(0, 2)}`);
  await site.lift();
  const begun = site.asks(operation);
  const call = site.start("down", "--delete-data");
  await begun;
  call.kill("SIGKILL");
  trial.see(sayEnd("down", await call.finished));
  await lookAfterDown(site, trial);
}

/** The next `down`, after which nothing may be there. */
export async function lookAfterDown(site: Site, trial: Trial): Promise<void> {
  const next = await site.call("down", "--delete-data");
  trial.holds("the next `down` ends well", next.code === 0, next.json);
  const left = (await inventory(site.ministack)).filter((one) => one.includes(site.stage));
  trial.holds("nothing of the stage is left", left.length === 0, left);
}
