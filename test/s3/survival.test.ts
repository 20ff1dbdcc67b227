import { execFile, fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtModule } from "../built.ts";

const mebibyte = 1024 * 1024;
const objectStorage = builtModule("platform/s3/object-storage.js");
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "monolift-s3-process-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const program = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

describe("an object storage that is killed", () => {
  it("has everything that it acknowledged, whole, and nothing else (parity: s3-durable)", async () => {
    const parameters = [program("survive-kills.mjs"), objectStorage, join(folder, "killed"), "6", "20240229"];
    const { stdout } = await promisify(execFile)(process.execPath, parameters);
    const report = JSON.parse(stdout) as { readonly acknowledged: number };
    expect(report).toMatchObject({ lost: [], torn: [], unlisted: [], leftovers: 0 });
    expect(report.acknowledged).toBeGreaterThan(50);
  });
});

describe("memory", () => {
  it("grows by less than 32 MB while 300 MB come and go", async () => {
    const server = fork(program("server.mjs"), [objectStorage, join(folder, "memory")]);
    const [{ url }] = (await once(server, "message")) as [{ url: string }];
    const client = new S3Client({
      endpoint: url,
      region: "us-east-1",
      forcePathStyle: true,
      credentials: { accessKeyId: "AKID", secretAccessKey: "secret" },
    });
    const before = await measure(server);
    await transfer(client, 300 * mebibyte);
    const after = await measure(server);
    client.destroy();
    server.kill("SIGKILL");
    await once(server, "exit");
    expect((after.peakBytes - before.peakBytes) / mebibyte).toBeLessThan(32);
  });
});

async function measure(server: ChildProcess): Promise<{ readonly peakBytes: number }> {
  server.send("measure");
  const [memory] = (await once(server, "message")) as [{ peakBytes: number }];
  return memory;
}

/** Uploads and downloads again, by streams. */
async function transfer(client: S3Client, size: number): Promise<void> {
  const piece = Buffer.alloc(mebibyte, 7);
  const body = Readable.from(
    Array.from({ length: size / mebibyte }, () => piece),
    { objectMode: false },
  );
  await client.send(new PutObjectCommand({ Bucket: "media", Key: "large", Body: body, ContentLength: size }));
  const { Body } = await client.send(new GetObjectCommand({ Bucket: "media", Key: "large" }));
  let received = 0;
  for await (const chunk of Body as Readable) received += (chunk as Buffer).length;
  expect(received).toBe(size);
}
