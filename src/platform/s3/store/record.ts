import { z } from "zod";
import { checksumSchema } from "../checksums/algorithms.ts";

/** A piece of an object's data: a whole data file. */
export const dataPieceSchema = z
  .object({
    /** Name of the data file. */
    name: z.string(),
    sizeBytes: z.number().int(),
  })
  .readonly();
export type DataPiece = z.infer<typeof dataPieceSchema>;

/** What a client gives with an object, and gets back. */
export const attributesSchema = z
  .object({
    /** System metadata (`content-type`, `cache-control`, …), names in lower case. */
    headers: z.record(z.string(), z.string()).readonly(),
    /** User metadata, names in lower case without `x-amz-meta-`. */
    metadata: z.record(z.string(), z.string()).readonly(),
    tags: z.record(z.string(), z.string()).readonly(),
    storageClass: z.string(),
  })
  .readonly();
export type Attributes = z.infer<typeof attributesSchema>;

export const partSchema = z
  .object({
    number: z.number().int(),
    sizeBytes: z.number().int(),
    /** Base64, of the object's checksum algorithm. */
    checksum: z.string(),
  })
  .readonly();

const contentSchema = z
  .object({
    sizeBytes: z.number().int(),
    /** Without quotes. */
    etag: z.string(),
    checksum: checksumSchema,
    pieces: z.array(dataPieceSchema).readonly(),
    /** Of a multipart object, in order; null for one made by a single request. */
    parts: z.array(partSchema).readonly().nullable(),
    /** The upload that made it: what tells at a start that its parts are no leftovers. */
    uploadId: z.string().nullable(),
    attributes: attributesSchema,
  })
  .readonly();
/** What a version holds. */
export type ObjectContent = z.infer<typeof contentSchema>;

const versionSchema = z
  .object({
    /** `null`, as AWS writes it, when made while versioning was off or suspended. */
    versionId: z.string(),
    /** ISO 8601 in UTC. */
    lastModified: z.string(),
    /** Null for a delete marker. */
    content: contentSchema.nullable(),
  })
  .readonly();
export type ObjectVersion = z.infer<typeof versionSchema>;

export const recordSchema = z
  .object({
    format: z.literal(1),
    key: z.string(),
    /** At least one; newest first. */
    versions: z.array(versionSchema).readonly(),
  })
  .readonly();

/** All that is known of a key. It is replaced as a whole, by a rename. */
export type KeyRecord = z.infer<typeof recordSchema>;

/** A version that is no delete marker. */
export interface StoredObject {
  readonly key: string;
  readonly versionId: string;
  readonly lastModified: Date;
  readonly content: ObjectContent;
}

/** The version as an object; undefined for a delete marker. */
export function asObject(key: string, version: ObjectVersion | undefined): StoredObject | undefined {
  if (version === undefined || version.content === null) return undefined;
  return {
    key,
    versionId: version.versionId,
    lastModified: new Date(version.lastModified),
    content: version.content,
  };
}
