import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { openObjectStorage, type ObjectStorage } from "../../src/platform/s3/object-storage.ts";

/** The key that may do everything. */
export const rootKey = { accessKeyId: "AKIDROOT", secretAccessKey: "root-secret" };
/** The key of a stage: may only touch the bucket `stage`. */
export const stageKey = { accessKeyId: "AKIDSTAGE", secretAccessKey: "stage-secret" };
/** A temporary key. */
export const sessionKey = {
  accessKeyId: "ASIASESSION",
  secretAccessKey: "session-secret",
  sessionToken: "token",
};

/** An object storage in a temporary folder, served below `/_storage`, as the house does. */
export interface TestStorage extends AsyncDisposable {
  readonly storage: ObjectStorage;
  readonly folder: string;
  /** With the path that the API is mounted below. */
  readonly endpoint: string;
  readonly errors: unknown[];
  readonly client: (config?: S3ClientConfig) => S3Client;
  readonly close: () => Promise<void>;
}

const ignore = (): void => undefined;
// The SDK would print which Node its releases of next year want.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

/** Starts one with the buckets `media` and `stage`. */
export async function startStorage(options: { readonly now?: () => Date } = {}): Promise<TestStorage> {
  const folder = await mkdtemp(join(tmpdir(), "monolift-s3-"));
  const errors: unknown[] = [];
  const storage = await openObjectStorage({
    folder,
    onError: (error) => errors.push(error),
    findAccessKey: (id) => {
      if (id === rootKey.accessKeyId) return { ...rootKey, may: () => true };
      if (id === sessionKey.accessKeyId) return { ...sessionKey, may: () => true };
      if (id === stageKey.accessKeyId) return { ...stageKey, may: (_, bucket) => bucket === "stage" };
      return undefined;
    },
    ...options,
  });
  await storage.createBucket("media");
  await storage.createBucket("stage");
  const basePath = "/_storage";
  const server = createServer((request, response) => void storage.handle(request, response, { basePath }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}${basePath}`;
  const clients: S3Client[] = [];
  const close = async (): Promise<void> => {
    for (const client of clients) client.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await storage.close();
    await rm(folder, { recursive: true, force: true });
  };
  return {
    storage,
    folder,
    endpoint,
    errors,
    client: (config = {}) => {
      const client = new S3Client({
        endpoint,
        region: "us-east-1",
        forcePathStyle: true,
        credentials: rootKey,
        maxAttempts: 1,
        logger: { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore },
        ...config,
      });
      clients.push(client);
      return client;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Collects a stream of bytes. */
export async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Name and status of what a request is refused with. */
export function refusal(sent: Promise<unknown>): Promise<unknown> {
  return sent.then(
    () => "accepted",
    (error: { name: string; $metadata?: { httpStatusCode: number } }) => [
      error.name,
      error.$metadata?.httpStatusCode,
    ],
  );
}
