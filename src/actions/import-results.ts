import { z } from "zod";
import { tools } from "../config/importers/reading.ts";
import type { ImportAdvice } from "../words/cli/reports/init/en.ts";

/** Where in the old file something stands; `line` counts from 1. */
const place = { file: z.string(), line: z.number().int(), key: z.string() };

/** What `init` has made of another tool's file. Every key of that file is in one of the two lists, or only serves the file itself. */
export const importedSchema = z.object({
  tool: z.enum(tools),
  /** Relative to the folder of the project. */
  file: z.string(),
  /** Files of other tools that could have been read instead: `--import` chooses one. */
  others: z.array(z.string()),
  taken: z.array(
    z.object({
      /** Of `monolift.toml`: `stages.production.region`. */
      to: z.string(),
      value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
      ...place,
    }),
  ),
  left: z.array(
    z.object({
      ...place,
      /** Null for one that looks like a secret. */
      value: z.string().nullable(),
      /** The new stages that it counts for; empty where it is no stage's. */
      stages: z.array(z.string()),
      /** `do`: there is something to do instead. `later`: this version has no key for it yet. `nothing`: it needs none. */
      kind: z.enum(["do", "later", "nothing"]),
      /** What there is to say of it: the name of a sentence, and the sentence. */
      advice: z.string(),
      instead: z.string(),
      /** The key of `monolift.toml` that it comes nearest to, or a stage's new name. */
      target: z.string().nullable(),
      /** A key of the old tool that may have been meant. */
      nearest: z.string().nullable(),
    }),
  ),
  /** Commands that give the stages what the file does not: values of secrets. */
  next: z.array(z.string()),
});

/** The same before anybody has chosen a language. */
export interface Imported extends Omit<z.infer<typeof importedSchema>, "left"> {
  readonly left: readonly (Omit<z.infer<typeof importedSchema>["left"][number], "advice" | "instead"> & {
    readonly advice: ImportAdvice;
  })[];
}
