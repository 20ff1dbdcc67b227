// Writes objects from many workers at once, kills the server in the middle by SIGKILL, starts it again, and compares what
// is there with what was acknowledged. Over and over.
//
// Arguments: compiled object-storage.js, an empty folder, rounds, seed.
// Prints one JSON object: { rounds, acknowledged, resumed, lost: […], torn: […], unlisted: […], leftovers }.
import { fork } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  AbortMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  S3Client,
} from "@aws-sdk/client-s3";
import { createObjectWork, createRandom } from "./object-work.mjs";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
const [compiled, folder, rounds, seed] = process.argv.slice(2);
const Bucket = "media";
const longestRoundMs = 700;
const random = createRandom(seed);
const { report, work, verify } = createObjectWork({ Bucket, random });

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
    const leftovers = files.length - expected + temporary.length;
    // The sweep runs beside the first requests.
    if (leftovers === 0 || attempt === 100) return leftovers;
    await sleep(50);
  }
}

for (let round = 0; round < Number(rounds); round += 1) {
  const { client, kill } = await startServer();
  await verify(client);
  let isOver = false;
  const working = work(client, { workers: 8, isOver: () => isOver });
  await Promise.race([working, sleep(100 + random() * longestRoundMs)]);
  isOver = true;
  await kill();
  await working;
}
const { client, kill } = await startServer();
await verify(client);
const leftovers = await countLeftovers(client);
await kill();
process.stdout.write(`${JSON.stringify({ rounds: Number(rounds), ...report, leftovers })}\n`);
