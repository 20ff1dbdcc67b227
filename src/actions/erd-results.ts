import { z } from "zod";

/** How something differs from the release that it is compared with; `same`, too, where there is none. */
export const markSchema = z.enum(["same", "added", "removed", "changed"]);
export type Mark = z.infer<typeof markSchema>;

/** What both pictures say of themselves. */
export const pictureHead = {
  name: z.string(),
  stage: z.string(),
  /** The release that it is compared with; null without `--against`. */
  against: z.number().int().nullable(),
};

export const erdFieldSchema = z.object({
  name: z.string(),
  /** Name of the field's class: `CharField`. */
  type: z.string(),
  /** Label of the model that it leads to (`auth.User`), or null. */
  target: z.string().nullable(),
  relation: z.enum(["one-to-one", "many-to-one", "many-to-many", "one-to-many"]).nullable(),
  isNullable: z.boolean(),
  isPrimaryKey: z.boolean(),
  isUnique: z.boolean(),
  mark: markSchema,
  was: z.string().nullable().describe("Its type and target in the release before, where these have changed."),
});

export const erdModelSchema = z.object({
  label: z.string(),
  app: z.string(),
  name: z.string(),
  table: z.string(),
  isProxy: z.boolean(),
  isManaged: z.boolean(),
  mark: markSchema,
  /** In the model's own order; those that are gone are last. */
  fields: z.array(erdFieldSchema),
});

/** What `erd` prints. */
export const erdResultSchema = z.object({
  ...pictureHead,
  /** By label. Those that Django makes for many-to-many fields are left out: the fields say it. */
  models: z.array(erdModelSchema),
});

export type ErdResult = z.infer<typeof erdResultSchema>;
export type ErdModel = z.infer<typeof erdModelSchema>;
export type ErdField = z.infer<typeof erdFieldSchema>;
