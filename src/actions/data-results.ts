import { z } from "zod";
import { stepSchema } from "./results.ts";

const pointSchema = z.object({
  /** Counts from 1, and is never given twice. */
  id: z.number().int(),
  createdAt: z.string(),
  by: z.string(),
  /** The release whose code fits these rows; null where none was live. */
  release: z.number().int().nullable(),
  /** `migration`: before one that cannot be undone. `restore`, `import`: what was replaced by one. */
  reason: z.enum(["migration", "restore", "import"]),
  /** Whether uploaded files are a part of it; on AWS they are not, and stay as they are. */
  hasFiles: z.boolean(),
});
export type RestorePointResult = z.infer<typeof pointSchema>;

export const dataPointsResultSchema = z.object({
  name: z.string(),
  stage: z.string(),
  /** Newest first. */
  points: z.array(
    pointSchema.extend({
      /** Of its rows; null while nothing runs that could be asked. Files take no room of their own. */
      databaseBytes: z.number().nullable(),
    }),
  ),
});

export const dataRestoreResultSchema = z.object({
  name: z.string(),
  stage: z.string(),
  restored: pointSchema,
  /** Where what was there is kept: restoring it undoes this. */
  keptAs: z.number().int(),
  live: z.number().int().nullable(),
  /** Whether no migration lies between the release that is live and the one whose rows these are. */
  fits: z.boolean(),
  /** Whether the release whose rows these are is kept, so that one can return to it. */
  canReturn: z.boolean(),
  steps: z.array(stepSchema),
});

const amounts = {
  tables: z.number().int(),
  rows: z.number().int(),
  objects: z.number().int(),
  mediaBytes: z.number(),
};

export const dataExportResultSchema = z.object({
  name: z.string(),
  stage: z.string(),
  folder: z.string(),
  /** The moment that the rows and files are of. */
  exportedAt: z.string(),
  release: z.number().int().nullable(),
  ...amounts,
  steps: z.array(stepSchema),
});

export const dataImportResultSchema = z.object({
  name: z.string(),
  stage: z.string(),
  folder: z.string(),
  /** The stage that was exported, and when. */
  from: z.object({ project: z.string(), stage: z.string(), exportedAt: z.string() }),
  ...amounts,
  /** Where what was there is kept; null where there was nothing. */
  restorePoint: z.number().int().nullable(),
  steps: z.array(stepSchema),
});

export type DataPointsResult = z.infer<typeof dataPointsResultSchema>;
export type DataRestoreResult = z.infer<typeof dataRestoreResultSchema>;
export type DataExportResult = z.infer<typeof dataExportResultSchema>;
export type DataImportResult = z.infer<typeof dataImportResultSchema>;
