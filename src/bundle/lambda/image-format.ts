import { z } from "zod";

/** One part of an image, known by its content. */
const descriptor = z.object({
  mediaType: z.string(),
  /** `sha256:…` */
  digest: z.string(),
  /** In bytes. */
  size: z.number(),
});

/**
 * What one image is made of.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/manifest.md
 * @see https://distribution.github.io/distribution/spec/manifest-v2-2/
 */
export const manifestSchema = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  config: descriptor,
  /** The lowest first. */
  layers: z.array(descriptor),
});

/** Images of one name for several platforms. */
export const indexSchema = z.object({
  manifests: z.array(
    descriptor.extend({
      platform: z.looseObject({ architecture: z.string(), os: z.string() }).optional(),
    }),
  ),
});

/** How an image is run, and what its layers are before they are compressed; much more may stand in it, and is kept. */
export const configSchema = z.looseObject({
  architecture: z.string(),
  os: z.string(),
  config: z.looseObject({}).optional(),
  rootfs: z.looseObject({ diff_ids: z.array(z.string()) }),
  history: z.array(z.looseObject({})).optional(),
});

export type ImagePart = Readonly<z.infer<typeof descriptor>>;
export type ImageManifest = Readonly<z.infer<typeof manifestSchema>>;
export type ImageConfig = Readonly<z.infer<typeof configSchema>>;

/** The names that the parts of an image have. */
export interface ImageKind {
  readonly manifest: string;
  readonly config: string;
  readonly layer: string;
}

/** Both are what Lambda takes; each image keeps to one of them. */
export const imageKinds = {
  oci: {
    manifest: "application/vnd.oci.image.manifest.v1+json",
    config: "application/vnd.oci.image.config.v1+json",
    layer: "application/vnd.oci.image.layer.v1.tar+gzip",
  },
  docker: {
    manifest: "application/vnd.docker.distribution.manifest.v2+json",
    config: "application/vnd.docker.container.image.v1+json",
    layer: "application/vnd.docker.image.rootfs.diff.tar.gzip",
  },
} as const satisfies Readonly<Record<string, ImageKind>>;

/** Lists of images for several platforms, in the same two forms. */
export const indexTypes = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
] as const;
