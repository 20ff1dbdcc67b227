import { z } from "zod";
import { markSchema, pictureHead } from "./erd-results.ts";

/** What `map` prints. */
export const mapResultSchema = z.object({
  ...pictureHead,
  resources: z.array(
    z.object({
      /** Unique in the plan: `function.web`, `bucket.media`. */
      id: z.string(),
      kind: z.string(),
      mark: markSchema,
      /** What the plan says of it. */
      facts: z.record(z.string(), z.unknown()),
      /** Names of the facts that have changed. */
      changed: z.array(z.string()),
    }),
  ),
  edges: z.array(z.object({ from: z.string(), to: z.string(), may: z.array(z.string()), mark: markSchema })),
  /** In the framework's order; those that are gone are last. */
  routes: z.array(
    z.object({
      app: z.string(),
      path: z.string(),
      /** Null where the view does not say. */
      methods: z.array(z.string()).nullable(),
      view: z.string(),
      name: z.string().nullable(),
      mark: markSchema,
    }),
  ),
});

export type MapResult = z.infer<typeof mapResultSchema>;
export type MapResource = MapResult["resources"][number];
export type MapRoute = MapResult["routes"][number];
