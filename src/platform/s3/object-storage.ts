import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { handleRequest, type Service } from "./handle.ts";
import { exportObjects, importObject, type ExportedObject, type ImportedObject } from "./house/objects.ts";
import { serveObject, type ServedObject } from "./house/serve-object.ts";
import { measureUsage, type Usage } from "./house/usage.ts";
import type { FindAccessKey } from "./signature/access-key.ts";
import { createBucket, deleteBucket, findBucket, listBuckets, renameBucket } from "./store/buckets.ts";
import { copyBucket } from "./store/copy-bucket.ts";
import { openStore } from "./store/open-store.ts";

export interface ObjectStorageOptions {
  /** Folder of all buckets; made when it is missing. One process at a time may have it open. */
  readonly folder: string;
  /** Who may do what: asked at every request. */
  readonly findAccessKey: FindAccessKey;
  /**
   * The only region whose signatures are good. By default every region's are, since an application that was written for
   * one must not fail over it, and `us-east-1` is shown.
   */
  readonly region?: string;
  /** The clock; the system's by default. */
  readonly now?: () => Date;
  /** Told of errors that are not the client's; by default they end up nowhere but in `InternalError`. */
  readonly onError?: (error: unknown) => void;
}

/** Where requests come in. */
export interface MountOptions {
  /** What precedes the bucket in the path, without a slash at its end. Clients sign it. "" by default. */
  readonly basePath?: string;
}

/** S3 on this machine: the protocol for clients, and what the house itself does without a signature. */
export interface ObjectStorage {
  /** Answers one request of the S3 API, path-style. Never rejects. */
  readonly handle: (
    request: IncomingMessage,
    response: ServerResponse,
    options?: MountOptions,
  ) => Promise<void>;
  /**
   * Serves the API alone on 127.0.0.1.
   *
   * @param port 0, the default, lets the system choose.
   */
  readonly listen: (port?: number) => Promise<{ readonly port: number; readonly url: string }>;
  /** Answers a GET or HEAD with an object and no signature; false, with nothing written, when there is no such object. */
  readonly serve: (
    object: ServedObject,
    request: IncomingMessage,
    response: ServerResponse,
  ) => Promise<boolean>;
  /**
   * @param like Bucket whose settings the new one gets.
   * @throws {S3Error} `InvalidBucketName`, `BucketAlreadyOwnedByYou`.
   */
  readonly createBucket: (name: string, like?: string) => Promise<void>;
  readonly hasBucket: (name: string) => Promise<boolean>;
  readonly listBuckets: () => Promise<readonly string[]>;
  /** Removes a bucket and all that is in it. @throws {S3Error} `NoSuchBucket`. */
  readonly deleteBucket: (name: string) => Promise<void>;
  /**
   * Makes a bucket with what another holds at this moment. No byte is copied: a thousand objects take tens of milliseconds.
   *
   * @throws {S3Error} `NoSuchBucket`, `BucketAlreadyOwnedByYou`.
   */
  readonly copyBucket: (from: string, to: string) => Promise<void>;
  /** Gives a bucket another name. @throws {S3Error} `NoSuchBucket`, `BucketAlreadyOwnedByYou`. */
  readonly renameBucket: (from: string, to: string) => Promise<void>;
  /** Counts what a bucket holds now; reads every record. @throws {S3Error} `NoSuchBucket`. */
  readonly usage: (bucket: string) => Promise<Usage>;
  /** All current objects, in S3's order. @throws {S3Error} `NoSuchBucket`. */
  readonly objects: (bucket: string) => AsyncGenerator<ExportedObject>;
  /** Puts an object. @throws {S3Error} `NoSuchBucket`, `KeyTooLongError`. */
  readonly put: (bucket: string, object: ImportedObject) => Promise<void>;
  /** Resolves when what a killed process had left is gone. Requests are served before. */
  readonly swept: Promise<void>;
  /** Ends the server of `listen` and lets the folder go. Requests under way are broken off. */
  readonly close: () => Promise<void>;
}

/**
 * Opens a folder of buckets.
 *
 * @throws When another process has it open.
 */
export async function openObjectStorage(options: ObjectStorageOptions): Promise<ObjectStorage> {
  const now = options.now ?? ((): Date => new Date());
  const onError = options.onError ?? ((): void => undefined);
  const opened = await openStore(options.folder, now, onError);
  const { store } = opened;
  const verifier = { findAccessKey: options.findAccessKey, region: options.region, now };
  const service: Omit<Service, "basePath"> = {
    store,
    verifier,
    region: options.region ?? "us-east-1",
    onError,
  };
  const server = createServer(
    { requestTimeout: 0 },
    (request, response) => void handleRequest({ ...service, basePath: "" }, request, response),
  );
  return {
    handle: (request, response, { basePath = "" } = {}) =>
      handleRequest({ ...service, basePath }, request, response),
    listen: (port = 0) =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, "127.0.0.1", () => {
          const { port: chosen } = server.address() as AddressInfo;
          resolve({ port: chosen, url: `http://127.0.0.1:${chosen}` });
        });
      }),
    serve: (object, request, response) => serveObject(store, object, request, response),
    createBucket: (name, like) => createBucket(store, name, like),
    hasBucket: async (name) => (await findBucket(store, name)) !== undefined,
    listBuckets: () => listBuckets(store),
    deleteBucket: (name) => deleteBucket(store, name, { onlyIfEmpty: false }),
    copyBucket: (from, to) => copyBucket(store, from, to),
    renameBucket: (from, to) => renameBucket(store, from, to),
    usage: (bucket) => measureUsage(store, bucket),
    objects: (bucket) => exportObjects(store, bucket),
    put: (bucket, object) => importObject(store, bucket, object),
    swept: opened.swept,
    close: async () => {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
      await opened.close();
    },
  };
}
