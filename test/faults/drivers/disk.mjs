import { readdirSync } from "node:fs";
import { join } from "node:path";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { contentOf, createObjectWork, createRandom, hashOf } from "../../s3/object-work.mjs";
import { isGood, sayAnswer, sayEnd, sayS3Error } from "../lib/observe.mjs";
import { createRows } from "../lib/rows.mjs";
import { createBallast } from "../lib/small-disk.mjs";
import { createTrial } from "../lib/trial.mjs";
import { judgeRows, untilWritten } from "./request.mjs";
import { judgeObjects } from "./upload.mjs";

const mebibyte = 1024 * 1024;

/** Uploads more than there is room for. */
export async function fillDuringUpload(field, { name }, round) {
  const site = await field.site("photos");
  const { trial, see, holds, count, again } = createTrial();
  const ballast = createBallast(field.home);
  const client = site.s3();
  const { bucket: Bucket } = site;
  const Prefix = `${name} ${round.index} `;
  const work = createObjectWork({ Bucket, random: createRandom(1), Prefix });
  let number = 0;
  const put = (bytes) => {
    const Key = `${Prefix}${(number += 1)}`;
    const Body = contentOf(Key, bytes);
    return work.change(Key, hashOf(Body), () => client.send(new PutObjectCommand({ Bucket, Key, Body })));
  };
  try {
    await put(100_000);
    ballast.fill(2 * mebibyte);
    for (const bytes of [8 * mebibyte, ...Array.from({ length: 10 }, () => 400_000)])
      await put(bytes).catch((error) => see(sayS3Error(error)));
  } finally {
    ballast.remove();
  }
  const began = performance.now();
  await put(8 * mebibyte);
  again(performance.now() - began);
  await judgeObjects(work, client, { count, holds });
  const left = readdirSync(join(site.projectState, "storage/temporary"));
  holds("what was refused takes no room", left.length === 0);
  client.destroy();
  return trial;
}

/** Lifts new code onto a full disk. */
export async function fillDuringUp(field, { name, leaveBytes }, round) {
  const site = await field.site("blog");
  const { trial, see, holds, count, again } = createTrial();
  const ballast = createBallast(field.home);
  const rows = await createRows(site, `${name} ${round.index}`);
  for (let index = 0; index < 5; index += 1) await rows.write();
  const before = await site.mark();
  const change = site.edit();
  try {
    ballast.fill(leaveBytes);
    const full = await site.up();
    see(sayEnd("up", full));
    holds("`up` fails, and the release before serves on", full.code === 1 && (await site.mark()) === before);
  } finally {
    ballast.remove();
  }
  const began = performance.now();
  const next = await site.up();
  if (next.code !== 0) see(`next ${sayEnd("up", next)}`);
  again(await site.untilServing(began));
  holds(
    "with room again the next `up` serves the new code",
    next.code === 0 && (await site.mark()) === change,
  );
  holds("its migration is applied, once", (await site.stateOfMigration(change)) === "applied");
  await judgeRows(rows, { count, holds });
  return trial;
}

const most = 300;

/** Writes rows until PostgreSQL has no room for them; with `log`, until it has none for its log either. */
export async function fillDuringWrites(field, { name, log }, round) {
  const site = await field.site("blog");
  const { trial, see, holds, count, again } = createTrial();
  const ballast = createBallast(field.home);
  const rows = await createRows(site, `${name} ${round.index}`);
  const kept = [];
  for (let index = 0; index < 5; index += 1) await rows.write();
  try {
    ballast.fill(0);
    // The next segment of the write-ahead log has to be made.
    if (log) await site.query("SELECT pg_switch_wal()").catch(() => undefined);
    let failures = 0;
    for (let index = 0; index < most && failures < 5; index += 1) {
      const text = `${name}-${round.index}-${index}-${"x".repeat(1000)}`;
      const answer = await site.ask(`/faults/write/?text=${text}`, { method: "POST" });
      if (isGood(answer)) kept.push(text);
      else {
        failures += 1;
        see(sayAnswer(answer));
      }
    }
    holds("writes fail while there is no room", failures > 0);
  } finally {
    ballast.remove();
  }
  again(await untilWritten(rows, performance.now(), (text) => see(`with room again: ${text}`)));
  const { rows: found } = await site.query("SELECT text FROM posts_comment WHERE text LIKE $1", [
    `${name}-${round.index}-%`,
  ]);
  const texts = new Set(found.map(({ text }) => text));
  count({ acknowledged: kept.length, lost: kept.filter((text) => !texts.has(text)).length });
  await judgeRows(rows, { count, holds });
  return trial;
}
