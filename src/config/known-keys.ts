import type { KeyPath } from "./positions.ts";
import { configJsonSchema } from "./schema.ts";

/** A piece of the JSON Schema, as far as explanations read it. */
export interface SchemaNode {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | false;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
}

/** What the schema says of a path; undefined for a key that it does not have. */
export function findNode(path: KeyPath): SchemaNode | undefined {
  let node: SchemaNode | undefined = configJsonSchema();
  for (const part of path) {
    if (node === undefined) return undefined;
    node = childOf(node, part);
  }
  return node;
}

function childOf(node: SchemaNode, part: string | number): SchemaNode | undefined {
  if (typeof part === "number") return node.items;
  const table = [node, ...(node.anyOf ?? [])].find(({ type }) => type === "object");
  const own = Object.hasOwn(table?.properties ?? {}, part) ? table?.properties?.[part] : undefined;
  return own ?? (table?.additionalProperties === false ? undefined : table?.additionalProperties);
}

/** The names of the keys that a table may hold. */
export function keysOf(path: KeyPath): readonly string[] {
  const node = findNode(path);
  const table = [node, ...(node?.anyOf ?? [])].find((one) => one?.type === "object");
  return Object.keys(table?.properties ?? {});
}

/** Every table below the root that has keys of its own, except the stages'. */
export function tablesBelow(path: readonly string[] = []): readonly (readonly string[])[] {
  return keysOf(path)
    .filter((key) => key !== "stages")
    .map((key) => [...path, key])
    .filter((table) => keysOf(table).length > 0)
    .flatMap((table) => [table, ...tablesBelow(table)]);
}
