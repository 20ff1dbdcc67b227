// Writes, copies and removes objects of one bucket through the AWS SDK, and knows afterwards what must be there.
import { createHash } from "node:crypto";
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";

const keysPerWorker = 3;
const partBytes = 5 * 1024 * 1024;
const absent = "absent";

/** Content that says by itself whether it is whole: any two versions differ in every block. */
export function contentOf(name, size) {
  return Buffer.alloc(size, createHash("sha512").update(name).digest());
}

export const hashOf = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** Numbers between 0 and 1: the same ones for the same seed. */
export function createRandom(seed) {
  let state = Number(seed);
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/**
 * Begins with an empty ledger.
 *
 * @param options.Bucket Bucket that is worked on.
 * @param options.random From `createRandom`.
 * @param options.Prefix Every key begins so, and nothing else in the bucket does; nothing is there at first.
 * @returns `change` does one acknowledged thing to a key; `work` goes on with many until `isOver`; `verify` compares all
 *   of it with what is there; `report` counts: { acknowledged, resumed, lost: […], torn: […], unlisted: […] }.
 */
export function createObjectWork({ Bucket, random, Prefix = "worker " }) {
  /** By key: what may be there now. One thing, unless a request about it was never answered. */
  const ledger = new Map();
  /** By worker: a multipart upload under way, with its acknowledged parts. */
  const uploads = new Map();
  const report = { acknowledged: 0, resumed: 0, lost: [], torn: [], unlisted: [] };
  let version = 0;

  /** Changes a key; until the answer is there, both the old and the new state are right. */
  async function change(key, hash, request) {
    const before = ledger.get(key) ?? new Set([absent]);
    ledger.set(key, new Set([...before, hash]));
    await request();
    ledger.set(key, new Set([hash]));
    report.acknowledged += 1;
  }

  async function put(client, key) {
    const content = contentOf(`${key} ${(version += 1)}`, Math.floor(random() * 200_000));
    await change(key, hashOf(content), () =>
      client.send(new PutObjectCommand({ Bucket, Key: key, Body: content })),
    );
  }

  async function remove(client, key) {
    await change(key, absent, () => client.send(new DeleteObjectCommand({ Bucket, Key: key })));
  }

  async function copy(client, key, source) {
    const known = ledger.get(source);
    if (key === source || known === undefined || known.size !== 1 || known.has(absent)) return;
    const [hash] = known;
    const CopySource = `${Bucket}/${encodeURIComponent(source)}`;
    await change(key, hash, () => client.send(new CopyObjectCommand({ Bucket, Key: key, CopySource })));
  }

  /** One step of the worker's multipart upload: begin, a part, or complete. Goes on after a restart where it was. */
  async function multipart(client, worker, key) {
    const upload = uploads.get(worker);
    if (upload === undefined) {
      const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: key }));
      uploads.set(worker, { UploadId, key, name: `${key} ${(version += 1)}`, parts: [] });
    } else if (upload.parts.length < 2) await sendPart(client, upload);
    else await complete(client, worker, upload);
  }

  async function sendPart(client, { UploadId, key, name, parts }) {
    const PartNumber = parts.length + 1;
    const body = contentOf(`${name} part ${PartNumber}`, PartNumber === 1 ? partBytes : 1000);
    const input = { Bucket, Key: key, UploadId, PartNumber, Body: body };
    const { ETag, ChecksumCRC32 } = await client.send(new UploadPartCommand(input));
    parts.push({ PartNumber, ETag, ChecksumCRC32, body });
    report.acknowledged += 1;
  }

  async function complete(client, worker, { UploadId, key, parts }) {
    const hash = hashOf(Buffer.concat(parts.map(({ body }) => body)));
    const Parts = parts.map(({ PartNumber, ETag, ChecksumCRC32 }) => ({ PartNumber, ETag, ChecksumCRC32 }));
    const input = { Bucket, Key: key, UploadId, MultipartUpload: { Parts } };
    await change(key, hash, () => client.send(new CompleteMultipartUploadCommand(input)));
    uploads.delete(worker);
  }

  /** Works on keys of its own until the server is gone. */
  async function workAlone(client, worker, isOver, onError) {
    const own = Array.from({ length: keysPerWorker }, (_, index) => `${Prefix}${worker}/deep/${index}`);
    while (!isOver()) {
      const key = own[Math.floor(random() * own.length)];
      const choice = random();
      try {
        if (choice < 0.35) await put(client, key);
        else if (choice < 0.5) await remove(client, key);
        else if (choice < 0.6) await copy(client, key, own[0]);
        else await multipart(client, worker, `${Prefix}${worker}/large`);
      } catch (error) {
        if (!isOver()) throw error;
        onError(error);
      }
    }
  }

  async function hashAt(client, key) {
    try {
      const { Body, ContentLength } = await client.send(new GetObjectCommand({ Bucket, Key: key }));
      const bytes = Buffer.from(await Body.transformToByteArray());
      return bytes.length === ContentLength ? hashOf(bytes) : "torn";
    } catch (error) {
      if (error.name === "NoSuchKey") return absent;
      return `torn: ${error.name}`;
    }
  }

  async function verifyUpload(client, worker, { UploadId, key, parts }) {
    try {
      const { Parts = [] } = await client.send(new ListPartsCommand({ Bucket, Key: key, UploadId }));
      const kept = new Set(Parts.map(({ PartNumber, ETag }) => `${PartNumber} ${ETag}`));
      for (const { PartNumber, ETag } of parts)
        if (!kept.has(`${PartNumber} ${ETag}`)) report.lost.push(`${key} part ${PartNumber}`);
      if (parts.length > 0) report.resumed += 1;
    } catch (error) {
      // It was completed, and the answer never arrived: the ledger has judged the object.
      if (error.name !== "NoSuchUpload") throw error;
      if (parts.length < 2) report.lost.push(`${key} upload`);
      uploads.delete(worker);
    }
  }

  return {
    report,
    change,
    /** @param onError Told what requests that were under way at the end were answered with. */
    work: (client, { workers, isOver, onError = () => undefined }) =>
      Promise.all(Array.from({ length: workers }, (_, worker) => workAlone(client, worker, isOver, onError))),
    /** Compares every key with the ledger, and the listing with the keys. */
    verify: async (client) => {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix }));
      const listed = new Set(Contents.map(({ Key }) => Key));
      for (const [key, accepted] of ledger) {
        const hash = await hashAt(client, key);
        if (hash.startsWith("torn")) report.torn.push(key);
        else if (!accepted.has(hash)) report.lost.push(key);
        if (listed.has(key) !== (hash !== absent)) report.unlisted.push(key);
        ledger.set(key, new Set([hash]));
      }
      for (const [worker, upload] of uploads) await verifyUpload(client, worker, upload);
    },
  };
}
