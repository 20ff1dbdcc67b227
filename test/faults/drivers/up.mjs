import { existsSync, watch } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sayEnd } from "../lib/observe.mjs";
import { createRows } from "../lib/rows.mjs";
import { createTrial } from "../lib/trial.mjs";
import { victims } from "./request.mjs";

/** The steps of `up` with the names that the terminal shows for them, in their order. */
const steps = [
  ["detect", "project"],
  ["bundle", "bundle"],
  ["platform", "platform"],
  ["inspect", "inspect"],
  ["static", "static files"],
  ["boot", "boot"],
  ["migrate", "migrate"],
  ["health", "health"],
  ["switch", "switch"],
];

/** Kills somebody, or the command itself, within a step of an `up` that brings code and a migration. */
export async function killDuringUp(field, { victim, step }, round) {
  const site = await field.site("blog");
  const { trial, see, holds, count, again } = createTrial();
  const rows = await createRows(site, `${victim} ${step} ${round.index}`);
  const before = await site.mark();
  const change = site.edit();
  const writing = rows.begin(1);
  const call = site.start("up");
  await stepBegins(site, call, step);
  await sleep(site.durationOf(step) * round.fraction);
  const killed = performance.now();
  if (victim === "command") call.kill();
  else await victims[victim](site);
  const ended = await call.finished;
  see(sayEnd("up", ended));

  const next = await site.up();
  if (next.code !== 0) see(`next ${sayEnd("up", next)}`);
  const againMs = await site.untilServing(killed);
  if (victim !== "command") again(againMs);
  await writing.end();
  see(...rows.seen);
  if (victim === "command")
    holds("the release before serves on: no request fails", rows.seen.length === 0 && before !== undefined);
  holds("the next `up` ends well", next.code === 0);
  holds("the new code answers", (await site.mark()) === change);
  holds("its migration is applied, once", (await site.stateOfMigration(change)) === "applied");
  const kept = await rows.verify();
  count(kept);
  holds("every acknowledged row is there, once", kept.lost === 0 && kept.isOnce);
  return trial;
}

/** Resolves when a step begins: the one before it is told as ended, or `up` has taken its lock. */
async function stepBegins(site, call, step) {
  const index = steps.findIndex(([name]) => name === step);
  const before = steps[index - 1]?.[1];
  await (before === undefined
    ? lockTaken(site, call)
    : Promise.race([call.said(`✓ ${before}`), call.said(`· ${before}`)]));
}

function lockTaken(site, call) {
  const lock = join(site.projectState, "up.lock");
  return new Promise((resolve) => {
    const watcher = watch(site.projectState, () => {
      if (existsSync(lock)) end();
    });
    const end = () => {
      watcher.close();
      resolve();
    };
    void call.finished.then(end);
  });
}
