import { z } from "zod";
import { additionalVersionSchema } from "../functions/aliases.ts";
import { functionVersionSchema } from "../functions/function.ts";
import { doorSchema } from "../gateway/door.ts";

/** What of a stage is served: versions of its functions, the alias of each, and the door. */
export const servedShape = {
  format: z.literal(1),
  stage: z.string(),
  /** True after `stop`: kept, but not served until the next `up`. */
  isStopped: z.boolean(),
  /** Name of the stage's database in the project's PostgreSQL. */
  database: z.string().nullable(),
  functions: z.array(functionVersionSchema).readonly(),
  /** All aliases of a stage move together. */
  aliases: z
    .array(
      z.object({
        functionName: z.string(),
        alias: z.string(),
        version: z.number().int(),
        additional: additionalVersionSchema.optional(),
      }),
    )
    .readonly(),
  door: doorSchema.nullable(),
} as const;

/** One way to serve a stage, whole: what a release asks for, and what a canary ends in. */
export const servedStageSchema = z.object(servedShape).readonly();
export type ServedStage = z.infer<typeof servedStageSchema>;

/** The version that the aliases of a stage point at; null when it has none. */
export function versionOf(served: Pick<ServedStage, "aliases">): number | null {
  return served.aliases[0]?.version ?? null;
}
