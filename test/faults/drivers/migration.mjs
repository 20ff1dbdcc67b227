import { sayEnd } from "../lib/observe.mjs";
import { createRows } from "../lib/rows.mjs";
import { createTrial } from "../lib/trial.mjs";
import { judgeRows, victims } from "./request.mjs";

/** Kills PostgreSQL, or the session in question, while a migration is in its transaction. */
export async function killDuringMigration(field, { name, victim }, round) {
  const site = await field.site("blog");
  const { trial, see, holds, count, again } = createTrial();
  const rows = await createRows(site, `${name} ${round.index}`);
  const before = await site.mark();
  const change = site.edit();
  const writing = rows.begin(1);
  const held = field.meeting.hold("migrating");
  const call = site.start("up");
  await Promise.race([held.arrived, call.finished]);
  const killed = performance.now();
  await victims[victim](site);
  held.release();
  const ended = await call.finished;
  see(sayEnd("up", ended));
  again(await site.untilServing(killed));
  if (ended.code !== 0) {
    holds("the release before serves on", (await site.mark()) === before);
    holds("nothing of the migration is there", (await site.stateOfMigration(change)) === "absent");
  }
  const next = await site.up();
  if (next.code !== 0) see(`next ${sayEnd("up", next)}`);
  await writing.end();
  see(...rows.seen);
  holds("the next `up` applies it, once, and serves the new code", next.code === 0);
  const isDone = (await site.stateOfMigration(change)) === "applied" && (await site.mark()) === change;
  holds("the next `up` applies it, once, and serves the new code", isDone);
  await judgeRows(rows, { count, holds });
  return trial;
}
