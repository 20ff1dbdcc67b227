import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { contentOf, createObjectWork, createRandom, hashOf } from "../../s3/object-work.mjs";
import { withClock } from "../lib/clock.mjs";
import { ask, isGood, sayAnswer, sayS3Error } from "../lib/observe.mjs";
import { readText, sandboxPrograms } from "../lib/processes.mjs";
import { createRows } from "../lib/rows.mjs";
import { createTrial } from "../lib/trial.mjs";
import { liveOf, servicesOf, tryCanary, withLines } from "./release.mjs";
import { judgeRows } from "./request.mjs";
import { judgeObjects } from "./upload.mjs";

const minute = 60_000;

/** Moves the clock under requests that are signed, and puts it right again. */
export async function moveUnderSignatures(field, { name, by }, round) {
  const site = await field.site("photos");
  const { trial, see, holds, count, again } = createTrial();
  const Bucket = site.bucket;
  const Prefix = `${name} ${round.index} `;
  const work = createObjectWork({ Bucket, random: createRandom(1), Prefix });
  const put = (client, Key) => {
    const Body = contentOf(Key, 50_000);
    return work.change(Key, hashOf(Body), () => client.send(new PutObjectCommand({ Bucket, Key, Body })));
  };
  await withClock(field, site, async (jump) => {
    const [client, patient] = [site.s3(), site.s3({ maxAttempts: 3 })];
    const Key = `${Prefix}before`;
    await put(client, Key);
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key }), { expiresIn: 600 });
    await jump(by);
    const began = performance.now();
    see(`presigned for 10 minutes: ${sayS3Answer(await ask(url))}`);
    const refusal = await put(client, `${Prefix}once`).then(
      () => "200",
      (error) => sayS3Error(error),
    );
    see(`an upload: ${refusal}`);
    holds(
      "an SDK that may try again takes the server's clock, and succeeds",
      await put(patient, `${Prefix}again`).then(
        () => true,
        () => false,
      ),
    );
    await jump(0);
    holds("with the right clock the presigned address works again", isGood(await ask(url)));
    again(performance.now() - began);
    await judgeObjects(work, site.s3(), { count, holds });
    client.destroy();
    patient.destroy();
  });
  return trial;
}

/** S3 speaks XML. */
function sayS3Answer(answer) {
  const text = answer.body.toString("utf8");
  const [, code] = /<Code>([^<]+)/.exec(text) ?? [];
  const [, message] = /<Message>([^<]+)/.exec(text) ?? [];
  return code === undefined ? sayAnswer(answer) : `${answer.status} ${code}: “${message}”`;
}

/** Moves the clock under an application that is used: its sandboxes, its rows, and the note of its last request. */
export async function moveUnderRequests(field, { name, by }, round) {
  const site = await field.site("blog");
  const { trial, see, holds, count, again } = createTrial();
  await withClock(field, site, async (jump) => {
    const rows = await createRows(site, `${name} ${round.index}`);
    await rows.write();
    const before = sandboxPrograms(site.backgroundProcess());
    const began = performance.now();
    await jump(by);
    const answer = await rows.write();
    see(isGood(answer) ? "nothing" : sayAnswer(answer));
    again(performance.now() - began);
    const after = sandboxPrograms(site.backgroundProcess());
    holds(
      "the sandboxes live on",
      before.every((pid) => after.includes(pid)),
    );
    const { rows: found } = await site.query(
      "SELECT extract(epoch FROM max(created_at))::float8 AS newest, extract(epoch FROM min(created_at))::float8 AS oldest FROM posts_comment WHERE text LIKE $1",
      [`${name} ${round.index} %`],
    );
    const written = (by > 0 ? found[0].newest : found[0].oldest) * 1000;
    holds(
      "the application writes the time that the clock says",
      Math.abs(written - (Date.now() + by)) < minute,
    );
    const sentence = "the last request is noted at the time that the clock says, also when it is right again";
    holds(sentence, await isNoted(site, by));
    await jump(0);
    await rows.write();
    holds(sentence, await isNoted(site, 0));
    await judgeRows(rows, { count, holds });
  });
  return trial;
}

/** The note is written beside the answer, so it is waited for. */
async function isNoted(site, by) {
  const began = performance.now();
  while (performance.now() - began < 2000) {
    const at = Date.parse(readText(join(site.stageState, "last-request"))?.trim() ?? "");
    if (Math.abs(at - (Date.now() + by)) < minute) return true;
    await sleep(5);
  }
  return false;
}

/** Moves the clock while a canary is watched. */
export async function moveUnderCanary(field, { name, by }, round) {
  const site = await field.site("blog");
  const { trial, see, holds, count, again } = createTrial();
  await withClock(field, site, async (jump) => {
    const rows = await createRows(site, `${name} ${round.index}`);
    const before = liveOf(site);
    await tryCanary(site, async ({ seconds, ended }) => {
      const began = performance.now();
      const writing = rows.begin(1);
      await jump(by);
      holds("the canary is watched on", servicesOf(site).canary !== null);
      await ended();
      await writing.end();
      see(...(rows.seen.length > 0 ? rows.seen : ["nothing"]));
      // It is looked at every second, and its time began before it was seen here.
      holds(
        "it passes when its time is over, by a clock that nobody moves",
        performance.now() - began > (seconds - 2) * 1000,
      );
    });
    await jump(0);
    again(await site.untilServing(performance.now()));
    const { json } = await site.call("releases");
    holds("its release gets every request", json.live === before + 1);
    await judgeRows(rows, { count, holds });
  });
  return trial;
}

/** Moves the clock over the end of a stage with a `ttl`, or away from it; a stage without one stands beside it. */
export async function moveUnderTtl(field, { name, by }, round) {
  const site = await field.site("blog");
  const { trial, see, holds, count, again } = createTrial();
  const stage = "passing";
  await withLines(site, `\n[stages.${stage}]\nprovider = "local"\nttl = "1h"\n`, () =>
    withClock(field, site, async (jump) => {
      const rows = await createRows(site, `${name} ${round.index}`);
      await rows.write();
      const { json } = await site.call("up", stage);
      await jump(by);
      const began = performance.now();
      see(`the stage with a \`ttl\`: ${sayAnswer(await ask(json.url))}`);
      const isListed = async () =>
        (await site.call("list")).json.stages.some((one) => one.name === site.name && one.stage === stage);
      if (by > 0) {
        while ((await isListed()) && performance.now() - began < minute);
        holds("a stage whose time is over by the clock is gone, with its rows", !(await isListed()));
      } else {
        await jump(0);
        const isServed = isGood(await ask(json.url)) && (await isListed());
        holds("a stage whose time is not over stays, also when the clock is right again", isServed);
        await site.call("down", stage, "--delete-data");
      }
      again(await site.untilServing(began));
      await rows.write();
      await judgeRows(rows, { count, holds });
    }),
  );
  return trial;
}
