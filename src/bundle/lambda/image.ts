import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { hashFile, hashText, readJsonIfThere } from "../../system/files.ts";
import type { ArchiveEntry } from "../archive.ts";
import type { Bundle } from "../bundle.ts";
import { ensureFolder } from "../content-folder.ts";
import { writeTarGzip } from "../tar.ts";
import { lambdaEntries, type LambdaContent } from "./entries.ts";
import { imageKinds, type ImageConfig, type ImageManifest, type ImagePart } from "./image-format.ts";
import { handlerName, packed, taskRoot } from "./places.ts";

/** Goes up when the same content would give another layer. */
const layerVersion = 1;

/** The image that the application's layers go on: Lambda's own for a Python, or one that has system libraries besides. */
export interface BaseImage {
  readonly manifest: ImageManifest;
  readonly config: ImageConfig;
}

/** A layer that was made here. */
export interface MadeLayer extends ImagePart {
  readonly diffId: string;
  /** The file, in the cache of this user. */
  readonly path: string;
}

/** An image as it is pushed. */
export interface LambdaImage {
  readonly manifest: ImagePart & { readonly content: Buffer };
  readonly config: ImagePart & { readonly content: Buffer };
  /** Layers of the base, which the registry may have already. */
  readonly base: readonly ImagePart[];
  readonly made: readonly MadeLayer[];
}

export interface ImageRequest extends LambdaContent {
  readonly bundle: Bundle;
  readonly base: BaseImage;
  /** Path of the Python in the base image; Lambda's own images have `/var/lang/bin/python3.13`. */
  readonly interpreter: string;
  readonly cache: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Assembles a container image without a daemon: the base's layers as they are, and one layer each for dependencies,
 * runtime and code, so that a change of code leaves the large one as it was. The same inputs give the same image.
 *
 * It starts what the exec wrapper of a zip starts, in the same way: Lambda's own client stands in the arguments, and the
 * wrapper puts Monolift's worker in its place.
 *
 * @throws {OperationError} `BUNDLE_DISK_FULL`
 * @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#images-reqs
 */
export async function assembleImage(request: ImageRequest): Promise<LambdaImage> {
  const { base } = request;
  const kind = base.manifest.config.mediaType === imageKinds.oci.config ? imageKinds.oci : imageKinds.docker;
  const entries = await lambdaEntries(request.bundle, request);
  const made: MadeLayer[] = [];
  for (const part of layerParts) made.push(await ensureLayer(part, entries, request, kind.layer));
  const config = partOf(kind.config, renderConfig(request, made));
  const manifest = partOf(
    kind.manifest,
    Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: kind.manifest,
        config: descriptorOf(config),
        layers: [...base.manifest.layers, ...made].map(descriptorOf),
      }),
    ),
  );
  return { manifest, config, base: base.manifest.layers, made };
}

/** The layers from the one that changes least to the one that changes most, each with what belongs to it. */
const layerParts = ["dependencies", "runtime", "code"] as const;
type LayerPart = (typeof layerParts)[number];

function partFor(path: string): LayerPart {
  if (path.startsWith(`${packed.dependencies}/`)) return "dependencies";
  const isCode = path.startsWith(`${packed.code}/`) || path.startsWith(`${packed.staticFolder}/`);
  return isCode || path === packed.pack ? "code" : "runtime";
}

async function ensureLayer(
  part: LayerPart,
  all: readonly ArchiveEntry[],
  request: ImageRequest,
  mediaType: string,
): Promise<MadeLayer> {
  const digest = hashText(JSON.stringify({ layerVersion, part, of: await contentOf(part, request) }));
  const root = taskRoot.slice(1);
  const entries = all
    .filter(({ path }) => partFor(path) === part)
    .map((entry) => ({ ...entry, path: `${root}/${entry.path}` }));
  const folder = await ensureFolder({
    parent: join(request.cache, "image-layers"),
    name: digest,
    digest,
    inner: "layer",
    isForElsewhere: true,
    signal: request.signal,
    fill: async (inner, beside) => {
      const summary = await writeTarGzip(entries, join(inner, layerName));
      await writeFile(join(beside, "layer.json"), JSON.stringify(summary));
    },
  });
  const record = layerSchema.parse(await readJsonIfThere(join(dirname(folder.path), "layer.json")));
  const { digest: blob, sizeBytes: size, diffId } = record;
  return { mediaType, digest: blob, size, diffId, path: join(folder.path, layerName) };
}

const layerName = "layer.tar.gz";
const layerSchema = z.object({ digest: z.string(), diffId: z.string(), sizeBytes: z.number() });

/** What a layer follows from. */
async function contentOf(part: LayerPart, { bundle, ...content }: ImageRequest): Promise<unknown> {
  if (part === "dependencies") return [bundle.dependencies.digest, content.languages?.toSorted() ?? null];
  if (part === "runtime") return bundle.runtime.digest;
  const { pack, staticManifest } = content;
  const files = [pack, staticManifest].map(async (file) =>
    file === undefined ? null : [basename(file), await hashFile(file)],
  );
  const { code, linked, placed } = bundle;
  return [code.digest, linked.map(({ path }) => path), placed, await Promise.all(files)];
}

/** When the layers were made says nothing, and would make another image of the same content every day. */
const created = "1980-01-01T00:00:00Z";

function renderConfig({ base, interpreter }: ImageRequest, made: readonly MadeLayer[]): Buffer {
  const { config } = base;
  return Buffer.from(
    JSON.stringify({
      ...config,
      created,
      config: {
        ...config.config,
        Entrypoint: [`${taskRoot}/${packed.execWrapper}`, interpreter, "/var/runtime/bootstrap.py"],
        Cmd: [handlerName],
        WorkingDir: taskRoot,
      },
      rootfs: {
        ...config.rootfs,
        diff_ids: [...config.rootfs.diff_ids, ...made.map(({ diffId }) => diffId)],
      },
      // A history has an entry for each layer, or there is none.
      ...(config.history === undefined
        ? {}
        : {
            history: [
              ...config.history,
              ...layerParts.map((part) => ({ created, created_by: `monolift: ${part}` })),
            ],
          }),
    }),
  );
}

function partOf(mediaType: string, content: Buffer): ImagePart & { readonly content: Buffer } {
  const digest = `sha256:${createHash("sha256").update(content).digest("hex")}`;
  return { mediaType, digest, size: content.length, content };
}

function descriptorOf({ mediaType, digest, size }: ImagePart): ImagePart {
  return { mediaType, size, digest };
}
