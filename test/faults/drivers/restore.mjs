import { existsSync, watch } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { sayEnd } from "../lib/observe.mjs";
import { kill } from "../lib/processes.mjs";
import { createRows } from "../lib/rows.mjs";
import { createTrial } from "../lib/trial.mjs";
import { judgeRows } from "./request.mjs";

const typicalMs = 400;

/** Kills the background process while `data restore` copies a restore point, or while it exchanges both. */
export async function killDuringRestore(field, { name, moment }, round) {
  const site = await field.site("blog");
  const { trial, see, holds, count, again } = createTrial();
  const point = await makePoint(site);
  const rows = await createRows(site, `${name} ${round.index}`);
  const Key = `${name} ${round.index}`;
  for (let index = 0; index < 5; index += 1) await rows.write();
  await withClient(site, (client) =>
    client.send(new PutObjectCommand({ Bucket: site.bucket, Key, Body: Key })),
  );

  const call = site.start("data", "restore", "--to", String(point), "--yes");
  if (moment === "exchange") await fileIsThere(site, "swap.json", call);
  else {
    await fileIsThere(site, "up.lock", call);
    await sleep(typicalMs * round.fraction);
  }
  const killed = performance.now();
  await kill(site.backgroundProcess());
  const ended = await call.finished;
  see(sayEnd("data restore", ended));
  const next = await site.up("--yes-irreversible");
  if (next.code !== 0) see(sayEnd("next up", next));
  again(await site.untilServing(killed));

  const areRowsNew = (await rows.verify()).lost === 0;
  const isObjectNew = await withClient(site, (client) => isThere(client, site.bucket, Key));
  holds("rows and files belong together: both as before, or both restored", areRowsNew === isObjectNew);
  const { rows: found } = await site.query("SELECT datname FROM pg_database WHERE datname LIKE $1", [
    `${site.endpoints.postgres.database}~%`,
  ]);
  // What was restored over is a restore point now; nothing else may lie about.
  const { json } = await site.call("data", "points");
  holds("nothing half copied lies about", found.length === json.points.length);
  await judgeRows(
    rows,
    { count, holds },
    found.map(({ datname }) => datname),
  );
  if (!areRowsNew) await takeBack(site, { rows, Key, holds });
  return trial;
}

/** A restore is undone by another one. */
async function takeBack(site, { rows, Key, holds }) {
  const { json } = await site.call("data", "points");
  const kept = json.points.filter(({ reason }) => reason === "restore").map(({ id }) => id);
  await site.call("data", "restore", "--to", String(Math.max(...kept)), "--yes");
  await site.up("--yes-irreversible");
  const isBack = (await rows.verify()).lost === 0;
  const isObjectBack = await withClient(site, (client) => isThere(client, site.bucket, Key));
  holds("a second restore brings both back", isBack && isObjectBack);
}

/** Makes a restore point as a migration that cannot be undone makes one. */
async function makePoint(site) {
  site.edit({ reversible: false });
  await site.lift("--yes-irreversible");
  const { json } = await site.call("data", "points");
  return Math.max(...json.points.map(({ id }) => id));
}

function fileIsThere(site, name, call) {
  return new Promise((resolve) => {
    const look = () => {
      if (existsSync(join(site.projectState, name))) end();
    };
    const watcher = watch(site.projectState, look);
    const end = () => {
      watcher.close();
      resolve();
    };
    look();
    void call.finished.then(end);
  });
}

async function withClient(site, work) {
  const client = site.s3();
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
}

async function isThere(client, Bucket, Key) {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    return (await Body.transformToString()) === Key;
  } catch (error) {
    if (error.name === "NoSuchKey") return false;
    throw error;
  }
}
