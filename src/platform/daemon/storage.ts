import { randomBytes } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { hasCode, readTextIfThere, writeAtomically } from "../../system/files.ts";
import { storagePath } from "../gateway/uploaded-files.ts";
import { openObjectStorage, type ObjectStorage } from "../s3/object-storage.ts";
import type { DaemonFolder } from "./folder.ts";
import { listStageFolders } from "./stage-services.ts";

/** A stage's bucket and the key that may touch it, and nothing else. */
const stageStorageSchema = z
  .object({ bucket: z.string(), accessKeyId: z.string(), secretAccessKey: z.string() })
  .readonly();
export type StageStorage = z.infer<typeof stageStorageSchema>;

/** Where a client finds a stage's bucket: what boto3 and the AWS SDKs are told. */
export interface StorageEndpoint extends StageStorage {
  readonly endpoint: string;
  /** The same below the address of each door. */
  readonly path: string;
  readonly region: string;
}

/** The project's object storage: S3's protocol on one loopback port, a bucket and a key for each stage. */
export interface ProjectStorage {
  readonly objects: ObjectStorage;
  /** Makes a stage's bucket and key when it has none. */
  readonly ensureStage: (stage: string, bucket: string) => Promise<StorageEndpoint>;
  /** Makes a bucket with all that another one holds at this moment; one that is there is replaced. */
  readonly copy: (from: string, to: string) => Promise<void>;
  /** Removes a bucket with all that is in it; one that is not there is no error. */
  readonly remove: (bucket: string) => Promise<void>;
  readonly endpointOf: (stage: string) => StorageEndpoint | undefined;
  /** Removes a stage's bucket with all that is in it, and its key. */
  readonly removeStage: (stage: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** As `AWS_REGION` in the sandboxes: a region of this machine. */
const region = "local";
const portSchema = z.object({ port: z.number().int() });

/** Opens the storage and listens, on the same port as before if it is free. */
export async function openStorage(folder: DaemonFolder): Promise<ProjectStorage> {
  const stages = await readStages(folder);
  const objects = await openObjectStorage({
    folder: folder.storage,
    findAccessKey: (accessKeyId) => {
      const own = [...stages.values()].find((one) => one.accessKeyId === accessKeyId);
      return own === undefined
        ? undefined
        : { secretAccessKey: own.secretAccessKey, may: (_, bucket) => bucket === own.bucket };
    },
    onError: (error) => process.stderr.write(`${new Date().toISOString()} storage: ${String(error)}\n`),
  });
  const { url } = await listenAgain(objects, folder);
  const endpointOf = (stage: string): StorageEndpoint | undefined => {
    const own = stages.get(stage);
    return own === undefined ? undefined : { ...own, endpoint: url, path: storagePath, region };
  };
  const remove = async (bucket: string): Promise<void> => {
    if (await objects.hasBucket(bucket)) await objects.deleteBucket(bucket);
  };
  return {
    objects,
    endpointOf,
    ensureStage: async (stage, bucket) => {
      const own = stages.get(stage) ?? { bucket, ...makeKey() };
      if (!stages.has(stage)) await writeAtomically(fileOf(folder, stage), JSON.stringify(own));
      stages.set(stage, own);
      if (!(await objects.hasBucket(own.bucket))) await objects.createBucket(own.bucket);
      return { ...own, endpoint: url, path: storagePath, region };
    },
    copy: async (from, to) => {
      await remove(to);
      if (await objects.hasBucket(from)) await objects.copyBucket(from, to);
    },
    remove,
    removeStage: async (stage) => {
      const own = stages.get(stage);
      if (own === undefined) return;
      await remove(own.bucket);
      stages.delete(stage);
      await rm(fileOf(folder, stage), { force: true });
    },
    close: () => objects.close(),
  };
}

/** The variables by which boto3 and the AWS SDKs find a stage's bucket, as those of a role on Lambda. */
export function storageVariables(storage: StorageEndpoint | undefined): Readonly<Record<string, string>> {
  if (storage === undefined) return {};
  return {
    AWS_ENDPOINT_URL_S3: storage.endpoint,
    AWS_ACCESS_KEY_ID: storage.accessKeyId,
    AWS_SECRET_ACCESS_KEY: storage.secretAccessKey,
    AWS_REGION: storage.region,
  };
}

const fileOf = (folder: DaemonFolder, stage: string): string => join(folder.stages, stage, "storage.json");

/** In the form of AWS's own: `AKIA` and 16 characters, and 40 characters. */
function makeKey(): Pick<StageStorage, "accessKeyId" | "secretAccessKey"> {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const id = [...randomBytes(16)].map((byte) => letters[byte % letters.length]).join("");
  return { accessKeyId: `AKIA${id}`, secretAccessKey: randomBytes(30).toString("base64") };
}

async function readStages(folder: DaemonFolder): Promise<Map<string, StageStorage>> {
  const stages = new Map<string, StageStorage>();
  for (const stage of await listStageFolders(folder.stages)) {
    const text = await readTextIfThere(fileOf(folder, stage));
    if (text !== undefined) stages.set(stage, stageStorageSchema.parse(JSON.parse(text)));
  }
  return stages;
}

/** Addresses that the application wrote down stay good as long as the port does. */
async function listenAgain(objects: ObjectStorage, folder: DaemonFolder): Promise<{ readonly url: string }> {
  const before = await readFile(folder.storagePort, "utf8").catch((error: unknown) => {
    if (hasCode(error, "ENOENT")) return "{}";
    throw error;
  });
  const known = portSchema.safeParse(JSON.parse(before)).data?.port ?? 0;
  const listening = await objects.listen(known).catch((error: unknown) => {
    if (known !== 0 && hasCode(error, "EADDRINUSE", "EACCES")) return objects.listen(0);
    throw error;
  });
  if (listening.port !== known)
    await writeAtomically(folder.storagePort, JSON.stringify({ port: listening.port }));
  return listening;
}
