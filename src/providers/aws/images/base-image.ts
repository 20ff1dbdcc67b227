import type { BaseImage } from "../../../bundle/lambda/image.ts";
import {
  configSchema,
  indexSchema,
  indexTypes,
  manifestSchema,
} from "../../../bundle/lambda/image-format.ts";
import { OperationError, UserError } from "../../../errors.ts";
import { digestOf, type Registry, type StoredManifest } from "./registry.ts";

/** An image that another one is built on, and where its layers are. */
export interface FoundBase extends BaseImage {
  readonly repository: string;
  /** Of the image for this architecture: the same digest is the same image for ever, which a tag is not. */
  readonly digest: string;
}

export interface BaseRequest {
  /** `lambda/python` */
  readonly repository: string;
  /** A tag (`3.13`), or a digest. */
  readonly reference: string;
  readonly architecture: "x86_64" | "arm64";
}

/** Where Lambda's own images are, for everybody. */
export const publicRegistryAddress = "https://public.ecr.aws";

/**
 * Lambda's own image for a Python.
 *
 * @param python `3.13`
 * @see https://docs.aws.amazon.com/lambda/latest/dg/python-image.html#python-image-base
 */
export function lambdaBase(python: string): Pick<BaseRequest, "repository" | "reference"> & {
  /** Its Python. */
  readonly interpreter: string;
} {
  return { repository: "lambda/python", reference: python, interpreter: `/var/lang/bin/python${python}` };
}

/** What images call the processors. */
const architectures = { x86_64: "amd64", arm64: "arm64" } as const;

/**
 * Reads what an image is made of, for one architecture; its layers stay where they are.
 *
 * @throws {UserError} `BASE_IMAGE_MISSING` when there is none of that name or architecture.
 * @throws {OperationError} `IMAGE_DAMAGED`, `REGISTRY_UNREACHABLE`, `REGISTRY_REFUSED`.
 */
export async function readBaseImage(registry: Registry, request: BaseRequest): Promise<FoundBase> {
  const { repository, reference, architecture } = request;
  const named = `${registry.host}/${repository}${reference.includes(":") ? "@" : ":"}${reference}`;
  const missing = (offered: readonly string[]): UserError =>
    new UserError("BASE_IMAGE_MISSING", { reference: named, architecture, offered });
  const first = await registry.readManifest(repository, reference);
  if (first === undefined) throw missing([]);
  const stored = await choose(registry, first, request, missing);
  const manifest = manifestSchema.parse(JSON.parse(stored.content.toString("utf8")));
  const content = await readWhole(registry, repository, manifest.config.digest);
  const config = configSchema.parse(JSON.parse(content.toString("utf8")));
  if (config.architecture !== architectures[architecture]) throw missing([config.architecture]);
  return { manifest, config, repository, digest: stored.digest };
}

async function choose(
  registry: Registry,
  stored: StoredManifest,
  { repository, architecture }: BaseRequest,
  missing: (offered: readonly string[]) => UserError,
): Promise<StoredManifest> {
  const isIndex = indexTypes.some((type) => stored.mediaType.startsWith(type));
  if (!isIndex) return stored;
  const { manifests } = indexSchema.parse(JSON.parse(stored.content.toString("utf8")));
  // What is of no system is no image: signatures, descriptions of how it was built.
  const images = manifests.filter(({ platform }) => platform?.os === "linux");
  const wanted = images.find(({ platform }) => platform?.architecture === architectures[architecture]);
  if (wanted === undefined) throw missing(images.map(({ platform }) => platform?.architecture ?? ""));
  const found = await registry.readManifest(repository, wanted.digest);
  if (found === undefined) throw missing([]);
  return found;
}

async function readWhole(registry: Registry, repository: string, digest: string): Promise<Buffer> {
  const content = Buffer.from(await new Response(await registry.readBlob(repository, digest)).arrayBuffer());
  if (digestOf(content) !== digest)
    throw new OperationError("IMAGE_DAMAGED", { host: registry.host, digest });
  return content;
}
