import { assembleImage } from "../../../bundle/lambda/image.ts";
import type { LambdaContent } from "../../../bundle/lambda/entries.ts";
import type { Bundle } from "../../../bundle/bundle.ts";
import type { BundleTarget } from "../../../bundle/target.ts";
import type { Aws } from "../aws.ts";
import type { StageNames } from "../names.ts";
import { lambdaBase, publicRegistryAddress, readBaseImage } from "./base-image.ts";
import { pushImage, type PushedImage, type PushRequest } from "./push-image.ts";
import { openRegistry, type Registry } from "./registry.ts";
import { ensureRepository, imageTag, openPrivateRegistry } from "./repository.ts";

export interface PublishRequest extends LambdaContent {
  /** The bundle for `target`. */
  readonly bundle: Bundle;
  readonly target: BundleTarget;
  readonly cache: string;
  /**
   * Digest of the base image, to build on the very one that the release before was built on. By default the one that AWS
   * offers now for this Python: it has newer corrections, and makes another image of the same application.
   */
  readonly baseDigest?: string | undefined;
  readonly onProgress?: PushRequest["onProgress"];
  readonly signal?: AbortSignal | undefined;
}

export interface PublishedImage extends PushedImage {
  /** Digest of the image that it is built on. */
  readonly baseDigest: string;
}

/** Where images come from and go to. */
export interface ImageRegistries {
  /** The account's own. */
  readonly own: Registry;
  /** Where Lambda's base images are. */
  readonly base: Registry;
}

/** The registries of AWS; whoever opens them ends them with the signal. */
export async function openRegistries(aws: Aws, signal?: AbortSignal): Promise<ImageRegistries> {
  return {
    own: await openPrivateRegistry(aws, signal),
    base: openRegistry({ address: publicRegistryAddress, signal }),
  };
}

/**
 * Makes a stage's image and pushes it into the stage's repository: from nothing, or only what changed. Repeating it with
 * the same inputs and the same base sends nothing.
 *
 * @throws {UserError} `BASE_IMAGE_MISSING`
 * @throws {OperationError} `REGISTRY_UNREACHABLE`, `REGISTRY_REFUSED`, `IMAGE_DAMAGED`, `BUNDLE_DISK_FULL`.
 */
export async function publishImage(
  aws: Aws,
  names: StageNames,
  registries: ImageRegistries,
  { bundle, target, cache, baseDigest, onProgress, signal, ...content }: PublishRequest,
): Promise<PublishedImage> {
  const { repository: from, reference, interpreter } = lambdaBase(target.python);
  const repository = await ensureRepository(aws, names);
  const base = await readBaseImage(registries.base, {
    repository: from,
    reference: baseDigest ?? reference,
    architecture: target.architecture,
  });
  const image = await assembleImage({ ...content, bundle, base, interpreter, cache, signal });
  const pushed = await pushImage({
    image,
    to: registries.own,
    repository: repository.name,
    tag: imageTag(image),
    base: { registry: registries.base, repository: from },
    onProgress,
  });
  return { ...pushed, uri: `${repository.uri}@${pushed.digest}`, baseDigest: base.digest };
}
