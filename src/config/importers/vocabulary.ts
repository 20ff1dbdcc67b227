import { findNode } from "../known-keys.ts";
import { fileSchema } from "../schema.ts";

/** What may stand in `monolift.toml`: an imported value is written only where its key exists. */
export interface Vocabulary {
  readonly hasKey: (path: readonly string[]) => boolean;
  readonly accepts: (document: object) => boolean;
}

/** What this version's schema says. */
export const ownVocabulary: Vocabulary = {
  hasKey: (path) => findNode(path) !== undefined,
  accepts: (document) => fileSchema.safeParse(document).success,
};
