import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { contentOf, createObjectWork, createRandom, hashOf } from "../../s3/object-work.mjs";
import { sayAnswer, sayS3Error } from "../lib/observe.mjs";
import { createRows } from "../lib/rows.mjs";
import { createTrial } from "../lib/trial.mjs";
import { judgeRows } from "./request.mjs";
import { judgeObjects } from "./upload.mjs";

const crowd = 500;

/** So many people comment at one time; each sees their comment acknowledged, or is turned away. */
export async function requestsAtOnce(field, { name }, round) {
  const site = await field.site("blog");
  const { trial, see, holds, count, again } = createTrial();
  const rows = await createRows(site, `${name} ${round.index}`);
  const began = performance.now();
  const answers = await Promise.all(Array.from({ length: crowd }, () => rows.write()));
  again(await site.untilServing(began));
  see(...answers.map(sayAnswer));
  holds(
    "each is acknowledged (302) or throttled (429)",
    answers.every(({ status }) => status === 302 || status === 429),
  );
  await judgeRows(rows, { count, holds });
  const { rows: found } = await site.query(
    "SELECT count(*)::int AS count FROM posts_comment WHERE text LIKE $1",
    [`${name} ${round.index} %`],
  );
  holds("there are as many rows as were acknowledged", found[0].count === rows.acknowledged.size);
  return trial;
}

/** So many uploads at one time, every second one in parts; every tenth of those has a part of 5 MiB. */
export async function uploadsAtOnce(field, { name }, round) {
  const site = await field.site("photos");
  const { trial, see, holds, count, again } = createTrial();
  const client = site.s3({
    requestHandler: { httpAgent: { maxSockets: crowd }, socketAcquisitionWarningTimeout: 60_000 },
  });
  const Bucket = site.bucket;
  const Prefix = `${name} ${round.index} `;
  const work = createObjectWork({ Bucket, random: createRandom(1), Prefix });
  const began = performance.now();
  const one = async (index) => {
    const Key = `${Prefix}${index}`;
    if (index % 2 === 0) {
      const Body = contentOf(Key, 50_000);
      return work.change(Key, hashOf(Body), () => client.send(new PutObjectCommand({ Bucket, Key, Body })));
    }
    const pieces = [
      ...(index % 20 === 1 ? [contentOf(`${Key} 1`, 5 * 1024 * 1024)] : []),
      contentOf(Key, 50_000),
    ];
    return work.change(Key, hashOf(Buffer.concat(pieces)), () => inParts(client, { Bucket, Key }, pieces));
  };
  const all = Array.from({ length: crowd }, (_, index) =>
    one(index).then(
      () => see("200"),
      (error) => see(sayS3Error(error)),
    ),
  );
  await Promise.all(all);
  again(await site.untilServing(began));
  holds("each is acknowledged", work.report.acknowledged === crowd);
  await judgeObjects(work, client, { count, holds });
  client.destroy();
  return trial;
}

async function inParts(client, target, pieces) {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
  const Parts = await Promise.all(
    pieces.map(async (Body, index) => {
      const PartNumber = index + 1;
      const { ETag, ChecksumCRC32 } = await client.send(
        new UploadPartCommand({ ...target, UploadId, PartNumber, Body }),
      );
      return { PartNumber, ETag, ChecksumCRC32 };
    }),
  );
  await client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }));
}
