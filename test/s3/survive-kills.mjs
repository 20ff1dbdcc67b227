// Writes objects from many workers at once, kills the server in the middle by SIGKILL, starts it again, and compares what
// is there with what was acknowledged. Over and over.
//
// Arguments: compiled object-storage.js, an empty folder, rounds, seed.
// Prints one JSON object: { rounds, acknowledged, resumed, lost: […], torn: […], unlisted: […], leftovers }.
import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
const [compiled, folder, rounds, seed] = process.argv.slice(2);
const Bucket = "media";
const workers = 8;
const keysPerWorker = 3;
const partBytes = 5 * 1024 * 1024;
const longestRoundMs = 700;

const report = {
  rounds: Number(rounds),
  acknowledged: 0,
  resumed: 0,
  lost: [],
  torn: [],
  unlisted: [],
  leftovers: 0,
};

/** The same numbers for the same seed, between 0 and 1. */
let state = Number(seed);
function random() {
  state = (state * 1664525 + 1013904223) % 2 ** 32;
  return state / 2 ** 32;
}

/** Content that says by itself whether it is whole: any two versions differ in every block. */
function contentOf(name, size) {
  const block = createHash("sha512").update(name).digest();
  return Buffer.alloc(size, block);
}
const hashOf = (bytes) => createHash("sha256").update(bytes).digest("hex");
const absent = "absent";

/** By key: what may be there now. One thing, unless a request about it was never answered. */
const ledger = new Map();
/** By worker: a multipart upload under way, with its acknowledged parts. */
const uploads = new Map();
let version = 0;

async function startServer() {
  const child = fork(fileURLToPath(new URL("server.mjs", import.meta.url)), [compiled, folder], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const { url } = await new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", () => reject(new Error("the server ended before it was ready")));
  });
  const client = new S3Client({
    endpoint: url,
    region: "us-east-1",
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: "AKID", secretAccessKey: "secret" },
  });
  const kill = async () => {
    child.kill("SIGKILL");
    await exited;
    client.destroy();
  };
  return { client, kill };
}

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
  await change(key, hash, () =>
    client.send(
      new CopyObjectCommand({ Bucket, Key: key, CopySource: `${Bucket}/${encodeURIComponent(source)}` }),
    ),
  );
}

/** One step of the worker's multipart upload: begin, a part, or complete. Goes on after a restart where it was. */
async function multipart(client, worker, key) {
  const upload = uploads.get(worker);
  if (upload === undefined) {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: key }));
    uploads.set(worker, { UploadId, key, name: `${key} ${(version += 1)}`, parts: [] });
    return;
  }
  const number = upload.parts.length + 1;
  if (number <= 2) {
    const body = contentOf(`${upload.name} part ${number}`, number === 1 ? partBytes : 1000);
    const { ETag, ChecksumCRC32 } = await client.send(
      new UploadPartCommand({
        Bucket,
        Key: upload.key,
        UploadId: upload.UploadId,
        PartNumber: number,
        Body: body,
      }),
    );
    upload.parts.push({ PartNumber: number, ETag, ChecksumCRC32, body });
    report.acknowledged += 1;
    return;
  }
  await complete(client, worker, upload);
}

async function complete(client, worker, { UploadId, key, parts }) {
  const hash = hashOf(Buffer.concat(parts.map(({ body }) => body)));
  const Parts = parts.map(({ PartNumber, ETag, ChecksumCRC32 }) => ({ PartNumber, ETag, ChecksumCRC32 }));
  await change(key, hash, () =>
    client.send(
      new CompleteMultipartUploadCommand({ Bucket, Key: key, UploadId, MultipartUpload: { Parts } }),
    ),
  );
  uploads.delete(worker);
}

/** Works on keys of its own until the server is gone. */
async function work(client, worker, isOver) {
  const keys = Array.from({ length: keysPerWorker }, (_, index) => `worker ${worker}/deep/${index}`);
  while (!isOver()) {
    const key = keys[Math.floor(random() * keys.length)];
    const choice = random();
    try {
      if (choice < 0.35) await put(client, key);
      else if (choice < 0.5) await remove(client, key);
      else if (choice < 0.6) await copy(client, key, keys[0]);
      else await multipart(client, worker, `worker ${worker}/large`);
    } catch (error) {
      if (!isOver()) throw error;
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

/** Compares every key with the ledger, and the listing with the keys. */
async function verify(client) {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
  const listed = new Set(Contents.map(({ Key }) => Key));
  for (const [key, accepted] of ledger) {
    const hash = await hashAt(client, key);
    if (hash.startsWith("torn")) report.torn.push(key);
    else if (!accepted.has(hash)) report.lost.push(key);
    if (listed.has(key) !== (hash !== absent)) report.unlisted.push(key);
    ledger.set(key, new Set([hash]));
  }
  for (const [worker, upload] of uploads) await verifyUpload(client, worker, upload);
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

/** Data files that no object has: what a killed server leaves must be gone after the next start. */
async function countLeftovers(client) {
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket }));
  for (const { Key, UploadId } of Uploads)
    await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
  let expected = 0;
  for (const { Key, Size } of Contents) {
    const { PartsCount = 1 } = await client.send(new HeadObjectCommand({ Bucket, Key, PartNumber: 1 }));
    if (Size > 0) expected += PartsCount;
  }
  const data = join(folder, "buckets", Bucket, "data");
  for (let attempt = 0; ; attempt += 1) {
    const files = (await Promise.all((await readdir(data)).map((one) => readdir(join(data, one))))).flat();
    const temporary = await readdir(join(folder, "temporary"));
    report.leftovers = files.length - expected + temporary.length;
    // The sweep runs beside the first requests.
    if (report.leftovers === 0 || attempt === 100) return;
    await sleep(50);
  }
}

for (let round = 0; round < report.rounds; round += 1) {
  const { client, kill } = await startServer();
  await verify(client);
  let isOver = false;
  const working = Promise.all(
    Array.from({ length: workers }, (_, worker) => work(client, worker, () => isOver)),
  );
  await Promise.race([working, sleep(100 + random() * longestRoundMs)]);
  isOver = true;
  await kill();
  await working;
}
const { client, kill } = await startServer();
await verify(client);
await countLeftovers(client);
await kill();
process.stdout.write(`${JSON.stringify(report)}\n`);
