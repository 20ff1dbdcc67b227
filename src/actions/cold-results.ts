import { z } from "zod";

/** What `doctor --cold` prints. Times in milliseconds, of this machine. */
export const coldResultSchema = z.object({
  name: z.string(),
  stage: z.string(),
  functions: z.array(
    z.object({
      /** The function's own name: `web`. */
      name: z.string(),
      /** Middle of the starts. */
      initMs: z.number(),
      /** Each start, in order. */
      startsMs: z.array(z.number()),
      /** What imports took, under Python's measurement, which itself takes time. */
      importsMs: z.number(),
      modules: z.number().int(),
      slowest: z
        .array(
          z.object({
            package: z.string(),
            /** With everything that is imported for it first. */
            totalMs: z.number(),
            /** Its own modules alone. */
            selfMs: z.number(),
            modules: z.number().int(),
            importedBy: z.string().nullable(),
          }),
        )
        .describe("The ten packages that take longest, the slowest first; without Monolift's own runtime."),
    }),
  ),
});
export type ColdResult = z.infer<typeof coldResultSchema>;
