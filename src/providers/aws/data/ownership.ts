import { tagNames, type StageNames, type TagPair } from "../names.ts";

/** The value of a tag. */
export function tagValue(tags: readonly TagPair[], key: string): string | undefined {
  return tags.find(({ Key }) => Key === key)?.Value;
}

/**
 * Whether something with a name of the stage's belongs to it: its tags say so, or say of nobody. Names of two stages may run
 * together (`blog-a` and `b`, `blog` and `a-b`); then the tags tell whose it is.
 */
export function isOfStage(tags: readonly TagPair[], { project, stage }: StageNames): boolean {
  const says = (key: string, wanted: string): boolean => (tagValue(tags, key) ?? wanted) === wanted;
  return says(tagNames.project, project) && says(tagNames.stage, stage);
}

/** Tags in the other notations that AWS's services have: a record, or lower-case names. */
export function asTagPairs(
  tags:
    | Readonly<Record<string, string>>
    | readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[]
    | undefined,
): readonly TagPair[] {
  if (tags === undefined) return [];
  if (!Array.isArray(tags))
    return Object.entries(tags).map(([Key, Value]) => ({ Key, Value: String(Value) }));
  return tags.map(({ Key = "", Value = "" }: { Key?: string; Value?: string }) => ({ Key, Value }));
}
