import { setTimeout as sleep } from "node:timers/promises";
import { isGood, sayAnswer } from "../lib/observe.mjs";
import { kill, sandboxPrograms } from "../lib/processes.mjs";
import { createRows } from "../lib/rows.mjs";
import { createTrial } from "../lib/trial.mjs";

/** When the PostgreSQL of a site was killed, on the clock of `performance.now`. */
const deaths = new WeakMap();
const calmDeaths = 4;

/** Who is killed; `who` is the log stream of the sandbox in question, if there is one. */
export const victims = {
  process: (site) => kill(site.backgroundProcess()),
  sandbox: async (site, who) => {
    await Promise.all(sandboxPrograms(site.backgroundProcess(), who).map(kill));
  },
  postmaster: async (site) => {
    const times = deaths.get(site) ?? [];
    // One that dies six times in a minute rests before it is started again: that is a fault of its own.
    const calmAt = (times.at(-calmDeaths) ?? Number.NEGATIVE_INFINITY) + 60_000;
    await sleep(Math.max(0, calmAt - performance.now()));
    deaths.set(site, [...times, performance.now()]);
    await kill(site.postmaster());
  },
  /** A session of the application: one in a transaction, if there is one. */
  backend: async (site) => {
    const { rows } = await site.query(
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY xact_start NULLS LAST, backend_start DESC",
    );
    if (rows.length > 0) await kill(rows[0].pid);
  },
};

/** Where in a request it happens: what is asked, and the place at which it is held. */
const moments = {
  init: { path: () => "/", place: "init" },
  transaction: { path: (text) => `/faults/write/?text=${text}`, place: "written", writes: true },
  answer: { path: (text) => `/faults/write/?text=${text}`, place: "committed", writes: true },
  stream: { path: () => "/faults/stream/", place: "streaming" },
};

/** A sandbox that was just killed may be given a request that then never comes to the place: another one follows. */
async function askUntil(arrived, send) {
  for (;;) {
    const sent = send();
    const who = await Promise.race([arrived, sent.asking.then(() => undefined)]);
    if (who !== undefined) return { ...sent, who };
  }
}

const isOfPostgres = (victim) => victim === "postmaster" || victim === "backend";

/** Kills somebody while a request is at a certain place; rows are written before and after. */
export async function killDuringRequest(field, { name, victim, moment }, round) {
  const site = await field.site("blog");
  const { path, place, writes } = moments[moment];
  const { trial, see, holds, count, again } = createTrial();
  const rows = await createRows(site, `${name} ${round.index}`);
  await writeSome(rows);
  // A sandbox that is there would answer without an init.
  if (moment === "init") await victims.sandbox(site);
  const text = `${name}-${round.index}-${Date.now()}`;
  const held = field.meeting.hold(place);
  const { asking, begun, who } = await askUntil(held.arrived, () => {
    let onBegin;
    const hasBegun = new Promise((resolve) => (onBegin = resolve));
    const request = site.ask(path(text), { method: writes ? "POST" : "GET", onBegin });
    return { asking: request, begun: hasBegun };
  });
  if (moment === "stream") await begun;
  const killed = performance.now();
  await victims[victim](site, who);
  if (isOfPostgres(victim)) held.release();
  const answer = await asking;
  see(`${isGood(answer) ? "the request in question: " : ""}${sayAnswer(answer)}`);
  await recover(site, victim, see);
  // Whoever waited in a sandbox must not have gone on before that was ended.
  held.release();
  again(await untilWritten(rows, killed, see));

  if (writes) await judgeWrite({ site, text, answer, moment, holds });
  if (moment === "stream") holds("no cut answer looks like a whole one", answer.error !== undefined);
  await writeSome(rows);
  await judgeRows(rows, { count, holds });
  return trial;
}

/** Kills somebody while no request is under way. */
export async function killBetweenRequests(field, { name, victim }, round) {
  const site = await field.site("blog");
  const { trial, see, holds, count, again } = createTrial();
  const rows = await createRows(site, `${name} ${round.index}`);
  await writeSome(rows);
  const killed = performance.now();
  await victims[victim](site);
  await recover(site, victim, see);
  const noted = [];
  again(await untilWritten(rows, killed, (text) => noted.push(text)));
  see(...(noted.length > 0 ? noted : ["nothing: the next request is answered as ever"]));
  await writeSome(rows);
  if (victim === "sandbox") holds("at most the one request of that very moment fails", noted.length <= 1);
  await judgeRows(rows, { count, holds });
  return trial;
}

const some = 5;

async function writeSome(rows) {
  for (let index = 0; index < some; index += 1) await rows.write();
}

/** Only a killed background process has to be started again by a person. */
async function recover(site, victim, see) {
  if (victim !== "process") return;
  const ended = await site.up();
  if (ended.code !== 0) see(`up: exit ${ended.code} ${ended.json?.error?.code}`);
}

const patienceMs = 60_000;

/** Milliseconds until a row is acknowledged again. */
export async function untilWritten(rows, since, see) {
  while (performance.now() - since < patienceMs) {
    const answer = await rows.write();
    if (answer.status === 302) return performance.now() - since;
    see(sayAnswer(answer));
  }
  throw new Error(`no row is written ${patienceMs} ms after the fault`);
}

async function judgeWrite({ site, text, answer, moment, holds }) {
  const { rows } = await site.query("SELECT count(*)::int AS count FROM posts_comment WHERE text = $1", [
    text,
  ]);
  const [{ count: found }] = rows;
  const isAcknowledged = isGood(answer);
  if (moment === "answer") holds("what was committed is there, once, though nobody heard of it", found === 1);
  else
    holds(
      "of the transaction that was under way nothing is there, and nobody was told otherwise",
      found === 0 && !isAcknowledged,
    );
}

export async function judgeRows(rows, { count, holds }, databases = []) {
  const kept = await rows.verify(databases);
  count(kept);
  holds("every acknowledged row is there, once", kept.lost === 0 && kept.isOnce);
}
