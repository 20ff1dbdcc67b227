import { readFileSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sayEnd } from "../lib/observe.mjs";
import { kill, readText } from "../lib/processes.mjs";
import { createRows } from "../lib/rows.mjs";
import { createTrial } from "../lib/trial.mjs";
import { judgeRows } from "./request.mjs";

export const servicesOf = (site) => JSON.parse(readText(join(site.stageState, "services.json")) ?? "{}");
export const liveOf = (site) => servicesOf(site).aliases[0].version;

/** Kills the background process while `rollback` starts the older release, or as it moves `live` to it. */
export async function killDuringRollback(field, { name, step }, round) {
  const site = await field.site("blog");
  const { trial, see, holds, count, again } = createTrial();
  site.edit({ migration: false });
  await site.lift();
  const change = site.edit({ migration: false });
  await site.lift();
  const rows = await createRows(site, `${name} ${round.index}`);
  const writing = rows.begin(1);
  const newest = liveOf(site);
  const held = step === "boot" ? field.meeting.hold("init") : undefined;
  const call = site.start("rollback");
  await (held?.arrived ?? call.said("✓ boot"));
  await sleep(step === "boot" ? 0 : 10 * round.fraction);
  const killed = performance.now();
  await kill(site.backgroundProcess());
  held?.release();
  const ended = await call.finished;
  see(sayEnd("rollback", ended));
  const live = liveOf(site);
  const wanted = ended.code === 0 ? [newest - 1] : [newest, newest - 1];
  holds(
    "the release before is live, or the one after: what the command said is what is written",
    wanted.includes(live),
  );
  const next = await site.up();
  again(await site.untilServing(killed));
  await writing.end();
  see(...rows.seen);
  holds("the next `up` serves the newest code", next.code === 0 && (await site.mark()) === change);
  await judgeRows(rows, { count, holds });
  return trial;
}

/** The shortest that leaves time for a fault. */
const canarySeconds = 3;

/** Adds lines to monolift.toml for as long as something works. */
export async function withLines(site, lines, work) {
  const file = join(site.folder, "monolift.toml");
  const plain = readFileSync(file, "utf8");
  writeFileSync(file, `${plain}${lines}`);
  try {
    await work();
  } finally {
    writeFileSync(file, plain);
  }
}

/**
 * Lifts new code as a canary, and leaves the file without one afterwards.
 *
 * @param work Gets `change`, the number of the new code, `seconds`, and `ended`, which waits for the canary's end.
 */
export function tryCanary(site, work) {
  return withLines(site, `\n[release]\ncanary = "50% ${canarySeconds}s"\n`, async () => {
    const change = site.edit({ migration: false });
    await site.lift();
    await work({ change, seconds: canarySeconds, ended: () => canaryEnded(site) });
  });
}

/** Kills the background process while a canary is watched, or at the moment in which it has passed. */
export async function killDuringCanary(field, { name, moment }, round) {
  const site = await field.site("blog");
  const { trial, see, holds, count, again } = createTrial();
  const rows = await createRows(site, `${name} ${round.index}`);
  const before = liveOf(site);
  await tryCanary(site, async ({ change, seconds, ended }) => {
    const writing = rows.begin(1);
    if (moment === "move") await ended();
    else await sleep(seconds * 1000 * round.fraction);
    const killed = performance.now();
    await kill(site.backgroundProcess());
    const next = await site.up();
    see(sayEnd("next up", next));
    again(await site.untilServing(killed));
    await ended();
    await writing.end();
    see(...rows.seen);
    const { json } = await site.call("releases");
    const moves = json.moves.filter((move) => move.to === before + 1);
    const hasPassed = moves.length === 1 && moves[0].canary?.outcome === "passed";
    const isServed = json.live === before + 1 && (await site.mark()) === change;
    holds("the canary passes, once, and its release gets every request", hasPassed && isServed);
    await judgeRows(rows, { count, holds });
  });
  return trial;
}

/** Resolves as soon as it is written that the canary has ended. */
function canaryEnded(site) {
  return new Promise((resolve) => {
    const look = () => {
      if (servicesOf(site).canary !== null) return;
      watcher.close();
      resolve();
    };
    const watcher = watch(site.stageState, look);
    look();
  });
}
