/** A value as JSON can say it. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

interface Place {
  /** As the file writes it, dots between: `dev.aws_region`. */
  readonly key: string;
  /** Relative to the folder of the project. */
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
}

/** A value of another tool's file. A list is one value. */
export interface Leaf extends Place {
  readonly kind: "leaf";
  readonly value: Plain;
  /** True when the file only says where the value is to be found: `${ssm:/blog/password}`, `!Ref Bucket`. */
  readonly isReference: boolean;
}

/** A table of another tool's file. */
export interface Branch extends Place {
  readonly kind: "branch";
  readonly children: ReadonlyMap<string, Tree>;
}

/** What another tool's file says, whatever it is written in. */
export type Tree = Leaf | Branch;

/** The part of a tree below a path; undefined when there is none. */
export function treeAt(tree: Tree | undefined, ...path: readonly string[]): Tree | undefined {
  let part = tree;
  for (const name of path) part = part?.kind === "branch" ? part.children.get(name) : undefined;
  return part;
}

/** The same as a table; undefined for anything else. */
export function branchAt(tree: Tree | undefined, ...path: readonly string[]): Branch | undefined {
  const part = treeAt(tree, ...path);
  return part?.kind === "branch" ? part : undefined;
}

/** The same as a text that the file itself says. */
export function textAt(tree: Tree | undefined, ...path: readonly string[]): string | undefined {
  const part = treeAt(tree, ...path);
  return part?.kind === "leaf" && typeof part.value === "string" && !part.isReference
    ? part.value
    : undefined;
}

/** A table with some of its children replaced, added or (`undefined`) left out. */
export function withChildren(branch: Branch, changed: Readonly<Record<string, Tree | undefined>>): Branch {
  const children = new Map(branch.children);
  for (const [name, child] of Object.entries(changed)) {
    if (child === undefined) children.delete(name);
    else children.set(name, child);
  }
  return { ...branch, children };
}

/** Lays `over` over `base`, table by table, as every tool here does with its stages. */
export function mergeTrees(base: Tree, over: Tree): Tree {
  if (base.kind === "leaf" || over.kind === "leaf") return over;
  const children = new Map(base.children);
  for (const [name, child] of over.children) {
    const below = children.get(name);
    children.set(name, below === undefined ? child : mergeTrees(below, child));
  }
  return { ...over, children };
}

/** What a tree says, without its places. */
export function plainOf(tree: Tree): Plain {
  if (tree.kind === "leaf") return tree.value;
  return Object.fromEntries([...tree.children].map(([name, child]) => [name, plainOf(child)]));
}

/** The same tree as if it stood at another place. */
export function moveTree(tree: Tree, to: Pick<Tree, "key" | "file" | "line">): Tree {
  const { key, file, line } = to;
  if (tree.kind === "leaf") return { ...tree, key, file, line };
  const children = [...tree.children].map(
    ([name, child]) => [name, moveTree(child, { key: `${key}.${name}`, file, line })] as const,
  );
  return { ...tree, key, file, line, children: new Map(children) };
}
