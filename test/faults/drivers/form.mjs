import { setTimeout as sleep } from "node:timers/promises";
import { createPhotos, prepareAlbum } from "../lib/photos.mjs";
import { createTrial } from "../lib/trial.mjs";
import { victims } from "./request.mjs";

const longestMs = 900;

/** Kills somebody while photos are added by a form: each makes a row and an object. */
export async function killDuringForm(field, { name, victim }, round) {
  const site = await field.site("photos");
  const { trial, see, holds, count, again } = createTrial();
  await prepareAlbum(site);
  const photos = await createPhotos(site, `${name}-${round.index}`);
  const adding = photos.begin();
  await sleep(longestMs * (round.fraction + 0.3));
  const killed = performance.now();
  await victims[victim](site);
  await site.up();
  again(await site.untilServing(killed));
  await adding.end();
  see(...photos.seen);
  const kept = await photos.verify();
  count(kept);
  holds("every acknowledged photo has its row and its whole file", kept.lost === 0);
  holds("every row has its file", kept.areComplete);
  return trial;
}
