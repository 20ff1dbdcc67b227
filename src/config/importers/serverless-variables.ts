import { moveTree, treeAt, type Branch, type Leaf, type Plain, type Tree } from "./tree.ts";

/** What a `${…}` comes to: a value, nothing at all, or something that only a deployment knows. */
type Outcome = { readonly tree: Tree } | "nothing" | "open";

/** Deepest that variables may lead to variables; what goes on longer leads back to itself. */
const deepest = 32;

/**
 * Puts the values of a file's own variables in their place, for one stage: `${self:…}`, `${opt:stage, …}`, `${sls:stage}`,
 * `${param:…}`, and defaults. What a variable takes from anywhere else (`env`, `ssm`, `file`, `cf`, …) stays a reference.
 *
 * @see https://www.serverless.com/framework/docs/guides/variables
 */
export function resolveVariables(root: Branch, stage: string): Branch {
  return { ...root, children: new Map([...root.children].map(([name, child]) => [name, resolve(child, 0)])) };

  function resolve(tree: Tree, depth: number): Tree {
    if (tree.kind === "branch") {
      const children = [...tree.children].map(([name, child]) => [name, resolve(child, depth)] as const);
      return { ...tree, children: new Map(children) };
    }
    if (tree.isReference) return tree;
    if (typeof tree.value === "string") return resolveText(tree, tree.value, depth);
    return Array.isArray(tree.value) ? { ...tree, value: resolveList(tree, tree.value, depth) } : tree;
  }

  function resolveList(leaf: Leaf, items: readonly Plain[], depth: number): Plain {
    return items.map((item) => {
      if (typeof item !== "string") return item;
      const found = resolveText({ ...leaf, value: item }, item, depth);
      return found.kind === "leaf" && !found.isReference ? found.value : item;
    });
  }

  function resolveText(leaf: Leaf, text: string, depth: number): Tree {
    let rest = text;
    // The innermost first: `${self:custom.db.${sls:stage}.host}`.
    for (let match = innermost.exec(rest); match !== null; match = innermost.exec(rest)) {
      const outcome = depth > deepest ? "open" : evaluate(match[1] ?? "", leaf, depth + 1);
      if (typeof outcome === "string") return { ...leaf, isReference: true };
      const { tree } = outcome;
      if (match[0] === rest) return moveTree(tree, leaf);
      const value = tree.kind === "leaf" && !tree.isReference ? tree.value : null;
      if (typeof value === "object") return { ...leaf, isReference: true };
      rest = rest.replace(match[0], () => String(value));
    }
    return { ...leaf, value: rest };
  }

  function evaluate(expression: string, at: Leaf, depth: number): Outcome {
    for (const candidate of expression.split(",").map((one) => one.trim())) {
      const outcome = look(candidate, at, depth);
      if (outcome !== "nothing") return outcome;
    }
    return "nothing";
  }

  function look(candidate: string, at: Leaf, depth: number): Outcome {
    const literal = /^'(.*)'$|^"(.*)"$|^([\w./-]+)$/u.exec(candidate);
    if (literal !== null) return { tree: { ...at, value: literal[1] ?? literal[2] ?? literal[3] ?? "" } };
    const [, source = "", address = ""] = /^(\w+):(.*)$/u.exec(candidate) ?? [];
    if (source === "sls") return address === "stage" ? { tree: { ...at, value: stage } } : "open";
    if (source === "opt") return address === "stage" ? { tree: { ...at, value: stage } } : "nothing";
    if (source === "self") return valueAt(treeAt(root, ...address.split(".")), depth);
    if (source !== "param") return "open";
    return valueAt(
      treeAt(root, "params", stage, address) ?? treeAt(root, "params", "default", address),
      depth,
    );
  }

  function valueAt(tree: Tree | undefined, depth: number): Outcome {
    return tree === undefined ? "nothing" : { tree: resolve(tree, depth) };
  }
}

const innermost = /\$\{([^${}]*)\}/u;

/** The texts of a tree as they stand, lists and what is in them included. */
export function textsOf(tree: Tree): readonly string[] {
  if (tree.kind === "branch") return [...tree.children.values()].flatMap(textsOf);
  return typeof tree.value === "string" ? [tree.value] : [JSON.stringify(tree.value)];
}
