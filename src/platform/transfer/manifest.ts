import { z } from "zod";

export const manifestFile = "manifest.json";
export const mediaFile = "media.jsonl";

const nameSchema = { schema: z.string(), name: z.string() };

/** What an export is and holds. Fields may be added, never renamed, while `format` stays. */
export const manifestSchema = z.object({
  format: z.literal(1),
  project: z.string(),
  stage: z.string(),
  /** The release that was live; null when none was. */
  release: z.number().int().nullable(),
  /** ISO 8601 in UTC: the moment that the rows and media are of. */
  exportedAt: z.string(),
  /** Of the server, as `18.4`. */
  postgres: z.string(),
  /** Applied migrations as `app.name`, sorted. */
  migrations: z.array(z.string()),
  tables: z.array(
    z.object({
      ...nameSchema,
      /** Below the folder, with slashes. */
      file: z.string(),
      /** In the order of the file; generated ones are left out. */
      columns: z.array(z.object({ name: z.string(), type: z.string() })),
      rows: z.number().int(),
    }),
  ),
  sequences: z.array(z.object({ ...nameSchema, lastValue: z.string(), isCalled: z.boolean() })),
  media: z.object({ objects: z.number().int(), bytes: z.number() }),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** A line of `media.jsonl`. */
export const mediaEntrySchema = z.object({
  key: z.string(),
  /** Below the folder, with slashes. */
  file: z.string(),
  sizeBytes: z.number().int(),
  lastModified: z.string(),
  /** System metadata (`content-type`, …), names in lower case. */
  headers: z.record(z.string(), z.string()),
  /** User metadata, without `x-amz-meta-`. */
  metadata: z.record(z.string(), z.string()),
  tags: z.record(z.string(), z.string()),
  storageClass: z.string(),
});
export type MediaEntry = z.infer<typeof mediaEntrySchema>;
