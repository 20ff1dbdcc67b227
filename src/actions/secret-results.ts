import { z } from "zod";
import { noticeSchema } from "./results.ts";

const stageShape = { name: z.string(), stage: z.string() };

/** A secret without its value. */
export const secretEntrySchema = z.object({
  name: z.string(),
  /** ISO 8601; null where it is not known. */
  changedAt: z.string().nullable(),
  /** `user@host`. */
  changedBy: z.string().nullable(),
  /** `generated`: made once for the stage. `given`: typed or piped in. `imported`: read from the file in `file`. */
  origin: z.enum(["generated", "given", "imported"]),
  /** The file that it was imported from. */
  file: z.string().nullable(),
  /** As what the application gets it. */
  usedAs: z.enum(["variable", "file"]),
});

export const secretsListSchema = z.object({
  ...stageShape,
  /** Goes up with every change; null while the stage has none but those that it generates. */
  version: z.union([z.number().int(), z.string()]).nullable(),
  secrets: z.array(secretEntrySchema),
});

/** What `set`, `unset` and `import` did; never with a value. */
export const secretsChangeSchema = z.object({
  ...stageShape,
  version: z.union([z.number().int(), z.string()]).nullable(),
  /** Names whose value is another one now. */
  set: z.array(z.string()),
  /** Names that are no more there. */
  removed: z.array(z.string()),
  /** `now`: every sandbox has it. `next-up`: what is served gets it by the next `up`, or nothing is served at the moment. `unchanged`: nothing was different. */
  effect: z.enum(["now", "next-up", "unchanged"]),
  notices: z.array(noticeSchema),
});

export const secretValueSchema = z.object({ ...stageShape, secret: z.string(), value: z.string() });

export type SecretEntryResult = z.infer<typeof secretEntrySchema>;
export type SecretsListResult = z.infer<typeof secretsListSchema>;
export type SecretsChangeResult = z.infer<typeof secretsChangeSchema>;
export type SecretValueResult = z.infer<typeof secretValueSchema>;
