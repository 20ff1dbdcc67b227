import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type { LambdaImage } from "../../../bundle/lambda/image.ts";
import type { Blob, Registry } from "./registry.ts";

export interface PushRequest {
  readonly image: LambdaImage;
  readonly to: Registry;
  readonly repository: string;
  /** What the image is found by; a tag that led to another one leads to this one afterwards. */
  readonly tag: string;
  /** Where the layers of the base are. */
  readonly base: { readonly registry: Registry; readonly repository: string };
  /** Further repositories of the registry that may have the base's layers already. None by default. */
  readonly mountFrom?: readonly string[];
  /** Told of each layer before it is sent; `count` of them are there in all. */
  readonly onProgress?: ((sent: number, count: number) => void) | undefined;
}

export interface PushedImage {
  /** `sha256:…` of the manifest: what a function is given. */
  readonly digest: string;
  /** `HOST/REPOSITORY@sha256:…` */
  readonly uri: string;
  /** Parts that were uploaded; what the registry had already, or took over from another repository, is not sent. */
  readonly sent: number;
  readonly sentBytes: number;
}

/** How many layers are sent at a time. */
const together = 3;

/**
 * Pushes an image: only what the registry does not have, and nothing where the tag leads to this very image.
 *
 * @throws {OperationError} `REGISTRY_UNREACHABLE`, `REGISTRY_REFUSED`; pushing again goes on where it stopped.
 */
export async function pushImage(request: PushRequest): Promise<PushedImage> {
  const { image, to, repository, tag } = request;
  const { digest, mediaType, content } = image.manifest;
  const pushed = { digest, uri: `${to.host}/${repository}@${digest}` };
  if ((await to.findManifest(repository, tag)) === digest) return { ...pushed, sent: 0, sentBytes: 0 };
  const parts = partsOf(request);
  const queue = parts.values();
  let [sent, sentBytes] = [0, 0];
  const work = async (): Promise<void> => {
    for (const part of queue) {
      if (await isThere(part, request)) continue;
      request.onProgress?.(sent, parts.length);
      await to.writeBlob(repository, part);
      sent += 1;
      sentBytes += part.size;
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  // The manifest comes last: a registry refuses one whose parts it does not have.
  await to.writeManifest(repository, tag, { mediaType, content });
  return { ...pushed, sent, sentBytes };
}

interface Part extends Blob {
  readonly size: number;
  readonly isBase: boolean;
}

function partsOf({ image, base }: PushRequest): readonly Part[] {
  const layers = [
    ...image.base.map(({ digest, size }) => ({
      digest,
      size,
      isBase: true,
      open: () => base.registry.readBlob(base.repository, digest),
    })),
    ...image.made.map(({ digest, size, path }) => ({
      digest,
      size,
      isBase: false,
      open: () => Promise.resolve(Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>),
    })),
    {
      digest: image.config.digest,
      size: image.config.size,
      isBase: false,
      open: () => Promise.resolve(image.config.content),
    },
  ];
  // An image may have the same layer twice.
  return [...new Map(layers.map((one) => [one.digest, one])).values()];
}

async function isThere(
  { digest, isBase }: Part,
  { to, repository, mountFrom = [] }: PushRequest,
): Promise<boolean> {
  if (await to.hasBlob(repository, digest)) return true;
  if (!isBase) return false;
  for (const from of mountFrom) if (await to.mountBlob(repository, digest, from)) return true;
  return false;
}
