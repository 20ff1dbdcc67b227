import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { contentOf, createObjectWork, createRandom, hashOf } from "../../s3/object-work.mjs";
import { postHalf } from "../lib/half-post.mjs";
import { sayAnswer, sayS3Error } from "../lib/observe.mjs";
import { kill } from "../lib/processes.mjs";
import { createTrial } from "../lib/trial.mjs";

const mebibyte = 1024 * 1024;
const content = contentOf("upload", 8 * mebibyte);

/** A body of which the second half never comes; `onHalf` is called when somebody asks for it. */
function halfStream(onHalf) {
  let isBegun = false;
  return new Readable({
    read() {
      if (isBegun) onHalf();
      else this.push(content.subarray(0, content.length / 2));
      isBegun = true;
    },
  });
}

/** A call that stops in the middle of its body. */
const inBody = (send) => (fall) =>
  new Promise((resolve, reject) => void send(halfStream(() => void fall())).then(resolve, reject));

/** A call without a body: it is over in a few milliseconds, and the fault comes somewhere in them. */
const typicalMs = 6;
const inCall = (send) => async (fall, fraction) => {
  const sending = send();
  sending.catch(() => undefined);
  await sleep(typicalMs * fraction);
  fall();
  return sending;
};

/** What is under way when the background process is killed, by name: makes the call, given a client and an upload. */
const calls = {
  "put-object": ({ client, Bucket, Key }) =>
    inBody((Body) => client.send(new PutObjectCommand({ Bucket, Key, Body, ContentLength: content.length }))),
  "create-multipart": ({ client, Bucket, Key }) =>
    inCall(() => client.send(new CreateMultipartUploadCommand({ Bucket, Key }))),
  "upload-part": ({ client, Bucket, Key, UploadId }) =>
    inBody((Body) =>
      client.send(
        new UploadPartCommand({
          Bucket,
          Key,
          UploadId,
          PartNumber: 2,
          Body,
          ContentLength: content.length,
        }),
      ),
    ),
  "complete-multipart": ({ client, Bucket, Key, UploadId, Parts }) =>
    inCall(() =>
      client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } })),
    ),
  "abort-multipart": ({ client, Bucket, Key, UploadId }) =>
    inCall(() => client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }))),
  "presigned-post":
    ({ client, Bucket, Key }) =>
    async (fall) => {
      const form = await createPresignedPost(client, { Bucket, Key, Expires: 600 });
      const answer = await postHalf(form, content, () => void fall());
      if (answer.error !== undefined) throw answer.error;
      return sayAnswer(answer);
    },
};

/** Kills the background process in the middle of one call of S3. */
export async function killDuringUpload(field, { name, call }, round) {
  const site = await field.site("photos");
  const { trial, see, holds, count, again } = createTrial();
  const { bucket: Bucket } = site;
  const before = site.s3();
  const Prefix = `${name} ${round.index} `;
  const work = createObjectWork({ Bucket, random: createRandom(round.index + 1), Prefix });
  for (const index of [1, 2, 3]) {
    const body = contentOf(`${name} ${index}`, 100_000);
    const Key = `${Prefix}${index}`;
    await work.change(Key, hashOf(body), () =>
      before.send(new PutObjectCommand({ Bucket, Key, Body: body })),
    );
  }
  const upload = await beginUpload(before, Bucket, `${Prefix}in parts`, name);
  const isOfUpload = call !== "put-object" && call !== "presigned-post";
  const Key = isOfUpload ? upload.Key : `${Prefix}half`;
  const inQuestion = calls[call]({ client: before, Bucket, ...upload, Key });
  let killed;
  let killing = Promise.resolve();
  const fall = () => {
    if (killed !== undefined) return;
    killed = performance.now();
    killing = kill(site.backgroundProcess());
  };
  const doIt = () => inQuestion(fall, round.fraction);
  const isObject = !isOfUpload || call === "complete-multipart";
  await (isObject ? work.change(Key, hashOf(isOfUpload ? upload.body : content), doIt) : doIt()).then(
    () => see("nothing: the call ended just before"),
    (error) => see(sayS3Error(error)),
  );
  await killing;
  before.destroy();
  const ended = await site.up();
  again(await site.untilServing(killed));
  const client = site.s3();
  holds("the next `up` ends well", ended.code === 0);
  if (!isObject) await finishUpload(client, { Bucket, ...upload }, { call, holds });
  await judgeObjects(work, client, { count, holds });
  client.destroy();
  return trial;
}

/** A multipart upload with an acknowledged part. */
async function beginUpload(client, Bucket, Key, name) {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const body = contentOf(`${name} part`, 5 * mebibyte);
  const { ETag, ChecksumCRC32 } = await client.send(
    new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: body }),
  );
  return { Key, UploadId, body, Parts: [{ PartNumber: 1, ETag, ChecksumCRC32 }] };
}

/** What was acknowledged of an upload is enough to end it, unless it was aborted. */
async function finishUpload(client, { Bucket, Key, UploadId, Parts }, { call, holds }) {
  const listed = await client.send(new ListPartsCommand({ Bucket, Key, UploadId })).then(
    (list) => (list.Parts ?? []).map(({ ETag }) => ETag),
    (error) => error.name,
  );
  if (call === "abort-multipart" && listed === "NoSuchUpload") return;
  const isThere = Array.isArray(listed) && listed.length === 1 && listed[0] === Parts[0].ETag;
  holds("the acknowledged part is there, and nothing of the one that broke off", isThere);
  await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
}

export async function judgeObjects({ report, verify }, client, { count, holds }) {
  await verify(client);
  count({ acknowledged: report.acknowledged, lost: report.lost.length });
  holds("every acknowledged object is there, whole", report.lost.length + report.torn.length === 0);
  holds("what was not acknowledged is there whole, or not at all", report.torn.length === 0);
}

/** Kills the background process while eight clients put, copy, remove and upload in parts. */
export async function killDuringUploads(field, { name }, round) {
  const site = await field.site("photos");
  const { trial, see, holds, count, again } = createTrial();
  const client = site.s3();
  const random = createRandom(round.index + 7);
  const work = createObjectWork({ Bucket: site.bucket, random, Prefix: `${name} ${round.index} ` });
  let isOver = false;
  const working = work.work(client, {
    workers: 8,
    isOver: () => isOver,
    onError: (error) => see(sayS3Error(error)),
  });
  await Promise.race([working, sleep(500 + 1000 * random())]);
  isOver = true;
  const killed = performance.now();
  await kill(site.backgroundProcess());
  await working;
  client.destroy();
  const ended = await site.up();
  again(await site.untilServing(killed));
  holds("the next `up` ends well", ended.code === 0);
  const after = site.s3();
  await judgeObjects(work, after, { count, holds });
  holds("the list names what can be read, and nothing else", work.report.unlisted.length === 0);
  after.destroy();
  return trial;
}
