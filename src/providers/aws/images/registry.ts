import { createHash } from "node:crypto";
import { imageKinds, indexTypes } from "../../../bundle/lambda/image-format.ts";
import { OperationError } from "../../../errors.ts";
import {
  openSession,
  type RegistryOptions,
  type RegistryRequest,
  type RegistrySession,
} from "./registry-session.ts";

/** The content of a layer or a configuration, wherever it comes from. */
export interface Blob {
  /** `sha256:…` */
  readonly digest: string;
  /** Opens it at its beginning; once more for each attempt. */
  readonly open: () => Promise<ReadableStream<Uint8Array> | Uint8Array>;
}

/** A manifest as it is kept. */
export interface StoredManifest {
  readonly mediaType: string;
  readonly digest: string;
  readonly content: Buffer;
}

/**
 * A registry of container images, by the protocol that all of them speak.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
export interface Registry {
  /** `123456789012.dkr.ecr.eu-central-1.amazonaws.com` */
  readonly host: string;
  readonly hasBlob: (repository: string, digest: string) => Promise<boolean>;
  /** The content, as it comes. */
  readonly readBlob: (repository: string, digest: string) => Promise<ReadableStream<Uint8Array>>;
  /**
   * Takes over a blob that another repository of the same registry has; false where the registry does not do that.
   * ECR does when the account has `BLOB_MOUNTING` on.
   */
  readonly mountBlob: (repository: string, digest: string, from: string) => Promise<boolean>;
  /** Uploads a blob whole; the registry checks its digest. */
  readonly writeBlob: (repository: string, blob: Blob) => Promise<void>;
  /** Digest of what a tag leads to; undefined where there is no such tag. */
  readonly findManifest: (repository: string, reference: string) => Promise<string | undefined>;
  /**
   * @param reference A tag, or a digest.
   * @returns Undefined where there is none.
   * @throws {OperationError} `IMAGE_DAMAGED` when what comes is not what its digest says.
   */
  readonly readManifest: (repository: string, reference: string) => Promise<StoredManifest | undefined>;
  readonly writeManifest: (
    repository: string,
    reference: string,
    manifest: Omit<StoredManifest, "digest">,
  ) => Promise<void>;
}

/**
 * Opens a registry; nothing is sent yet.
 *
 * Whatever can be repeated is: a failed upload begins again from the start. Each function throws `REGISTRY_UNREACHABLE`
 * and `REGISTRY_REFUSED`.
 */
export function openRegistry(options: RegistryOptions): Registry {
  const { address } = options;
  const { host } = new URL(address);
  const { send, repeat } = openSession(options);
  const pull = (repository: string, path: string, more: Partial<RegistryRequest> = {}): Promise<Response> =>
    send({ method: "GET", repository, path: `/v2/${repository}/${path}`, actions: "pull", ...more });
  const push = (repository: string, path: string, more: Partial<RegistryRequest>): Promise<Response> =>
    send({ method: "POST", repository, path: `/v2/${repository}/${path}`, actions: "pull,push", ...more });
  return {
    host,
    hasBlob: (repository, digest) => hasBlob(push, repository, digest),
    async readBlob(repository, digest) {
      const { body } = await pull(repository, `blobs/${digest}`);
      if (body === null) throw new TypeError(`${host} answered without a body`);
      return body;
    },
    async mountBlob(repository, digest, from) {
      const query = new URLSearchParams({ mount: digest, from });
      // An upload that is begun instead (202) and never used is forgotten by the registry.
      const response = await push(repository, `blobs/uploads/?${query.toString()}`, { expected: [403, 404] });
      return response.status === 201;
    },
    writeBlob: (repository, blob) => uploadBlob(push, repository, blob, { repeat, address }),
    async findManifest(repository, reference) {
      const response = await pull(repository, `manifests/${reference}`, { method: "HEAD", ...accepting });
      return response.ok ? (response.headers.get("docker-content-digest") ?? undefined) : undefined;
    },
    async readManifest(repository, reference) {
      const response = await pull(repository, `manifests/${reference}`, accepting);
      if (!response.ok) return undefined;
      const content = Buffer.from(await response.arrayBuffer());
      const digest = digestOf(content);
      const wanted = reference.includes(":") ? reference : response.headers.get("docker-content-digest");
      if (wanted !== null && wanted !== digest)
        throw new OperationError("IMAGE_DAMAGED", { host, digest: wanted });
      return { mediaType: response.headers.get("content-type") ?? "", digest, content };
    },
    async writeManifest(repository, reference, { mediaType, content }) {
      await push(repository, `manifests/${reference}`, {
        method: "PUT",
        headers: { "content-type": mediaType },
        body: () => Promise.resolve(content),
      });
    },
  };
}

const accepting = {
  headers: {
    accept: [imageKinds.oci.manifest, imageKinds.docker.manifest, ...indexTypes].join(", "),
  },
  expected: [404],
} as const;

type Push = (repository: string, path: string, more: Partial<RegistryRequest>) => Promise<Response>;

/** Begins an upload, sends everything as one piece, and ends it with the digest: all of it again when a part fails. */
async function uploadBlob(
  push: Push,
  repository: string,
  blob: Blob,
  { repeat, address }: { readonly repeat: RegistrySession["repeat"]; readonly address: string },
): Promise<void> {
  let isFirst = true;
  await repeat(async () => {
    // The answer to the last request of the attempt before may be all that was lost.
    if (!isFirst && (await hasBlob(push, repository, blob.digest))) return;
    isFirst = false;
    const begun = await push(repository, "blobs/uploads/", { isRepeatable: false });
    const sent = await push(repository, "", {
      method: "PATCH",
      path: placeOf(begun, address),
      headers: { "content-type": "application/octet-stream" },
      body: blob.open,
      isRepeatable: false,
    });
    const last = new URL(placeOf(sent, address));
    last.searchParams.set("digest", blob.digest);
    await push(repository, "", { method: "PUT", path: last.href, isRepeatable: false });
  });
}

async function hasBlob(push: Push, repository: string, digest: string): Promise<boolean> {
  return (await push(repository, `blobs/${digest}`, { method: "HEAD", expected: [404] })).ok;
}

function placeOf(response: Response, address: string): string {
  const location = response.headers.get("location");
  if (location === null) throw new TypeError("the registry began an upload and did not say where");
  return new URL(location, address).href;
}

/** `sha256:…` of a content. */
export function digestOf(content: Uint8Array): string {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}
