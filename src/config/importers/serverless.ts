import { originOf } from "./findings.ts";
import { leaveDatabase, type Reading, type StageReading } from "./reading.ts";
import { applyRules } from "./rules.ts";
import { knownPlugins, pluginTables, serverlessRules } from "./serverless-rules.ts";
import { resolveVariables, textsOf } from "./serverless-variables.ts";
import {
  branchAt,
  mergeTrees,
  plainOf,
  textAt,
  treeAt,
  withChildren,
  type Branch,
  type Plain,
  type Tree,
} from "./tree.ts";

/**
 * Reads `serverless.yml` of a service that serves a WSGI application by serverless-wsgi, for each of its stages with its
 * variables resolved.
 *
 * @returns Undefined when the file is of something else.
 */
export function readServerless(file: Branch): Reading | undefined {
  const root = withLists(file);
  const plugins = JSON.stringify(plainOf(treeAt(root, "plugins") ?? root));
  const isWsgi = plugins.includes("serverless-wsgi") || treeAt(root, "custom", "wsgi") !== undefined;
  const provider = branchAt(root, "provider");
  if (!isWsgi || provider === undefined || textAt(provider, "name") !== "aws") return undefined;
  const stageAt = treeAt(provider, "stage") ?? { ...provider, children: new Map() };
  const names = stagesOf(root);
  const first = resolveVariables(root, names[0] ?? usualStage);
  const name = treeAt(first, "service", "name") ?? treeAt(first, "service");
  return {
    tool: "serverless",
    name:
      name === undefined || textAt(name) === undefined
        ? undefined
        : { value: textAt(name) ?? "", from: originOf(name) },
    stages: names.map((stage): StageReading => ({
      name: stage,
      from: { ...originOf(stageAt), value: stage },
      findings: leaveDatabase(
        applyRules(serverlessRules, sortFunctions(resolveVariables(root, stage), root)),
        originOf({ ...provider, children: new Map() }),
      ),
    })),
    shared: [],
  };
}

/** What Serverless itself takes where nothing is said. */
const usualStage = "dev";

/** The stage that is deployed when nobody names one, and all that parameters or tables are kept for. */
function stagesOf(root: Branch): readonly string[] {
  const stage = textAt(root, "provider", "stage") ?? usualStage;
  const [, given = ""] = /^\$\{opt:stage,\s*['"]?([\w-]+)['"]?\s*\}$/u.exec(stage) ?? [];
  const plain = /^[\w-]+$/u.test(stage) ? stage : given === "" ? usualStage : given;
  const parameters = [...(branchAt(root, "params")?.children.keys() ?? [])].filter(
    (name) => name !== "default",
  );
  return [...new Set([plain, ...parameters, ...tablesByStage(root)])];
}

/** `${self:custom.database.${sls:stage}.host}`: the names in `custom.database` are stages. */
function tablesByStage(root: Branch): readonly string[] {
  const pattern =
    /self:custom\.([\w.-]+)\.\$\{(?:sls:stage|self:provider\.stage|self:custom\.stage|opt:stage[^}]*)\}/gu;
  return textsOf(root).flatMap((text) =>
    [...text.matchAll(pattern)].flatMap(([, address = ""]) => [
      ...(branchAt(root, "custom", ...address.split("."))?.children.keys() ?? []),
    ]),
  );
}

/** Functions and resources may be written as a list of tables. */
function withLists(root: Branch): Branch {
  const changed = ["functions", "resources", "custom.customDomain"].flatMap((address) => {
    const path = address.split(".");
    const tree = treeAt(root, ...path);
    return tree?.kind === "leaf" && Array.isArray(tree.value) ? [[path, tree] as const] : [];
  });
  return changed.reduce((whole, [path, tree]) => replaceAt(whole, path, joined(tree)), root);
}

function replaceAt(branch: Branch, [name = "", ...rest]: readonly string[], tree: Tree): Branch {
  const below = branchAt(branch, name);
  const child = rest.length === 0 || below === undefined ? tree : replaceAt(below, rest, tree);
  return withChildren(branch, { [name]: child });
}

/** One table of all in a list. Its places are that of the list. */
function joined(written: Tree): Tree {
  const items =
    written.kind === "leaf" && Array.isArray(written.value) ? (written.value as readonly Plain[]) : [];
  const tables = items.filter((item) => typeof item === "object" && item !== null && !Array.isArray(item));
  return tables
    .map((item) => treeOf(item, written))
    .reduce(mergeTrees, { ...written, kind: "branch", children: new Map() });
}

function treeOf(value: Plain, at: Pick<Tree, "key" | "file" | "line">): Tree {
  const { key, file, line } = at;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { kind: "leaf", key, file, line, value, isReference: false };
  }
  const children = Object.entries(value).map(
    ([name, one]) => [name, treeOf(one, { key: `${key}.${name}`, file, line })] as const,
  );
  return { kind: "branch", key, file, line, children: new Map(children) };
}

/**
 * Takes the function that answers requests out of the others, with what the provider says for all functions; and leaves out
 * of `custom` and `plugins` what only serves the file itself.
 */
function sortFunctions(stage: Branch, raw: Branch): Branch {
  const functions = branchAt(stage, "functions");
  const [web] = [...(functions?.children ?? [])].filter(([, tree]) =>
    /(?:^|\/)wsgi(?:_handler)?\.handler$/u.test(textAt(tree, "handler") ?? ""),
  );
  const texts = textsOf(raw).join("\n");
  const own = [...(branchAt(stage, "custom")?.children.keys() ?? [])].filter(
    (name) => !(name in pluginTables) && texts.includes(`self:custom.${name}`),
  );
  const customs = branchAt(stage, "custom");
  const defaults = branchAt(stage, "provider");
  const taken = ["memorySize", "timeout", "runtime", "reservedConcurrency", "ephemeralStorageSize"].filter(
    (key) => web !== undefined && treeAt(web[1], key) !== undefined && treeAt(defaults, key) !== undefined,
  );
  return withChildren(stage, {
    functions: functions === undefined || web === undefined ? functions : without(functions, web[0]),
    web: web?.[1],
    custom: customs === undefined ? undefined : withChildren(customs, absent(own)),
    provider: defaults === undefined ? undefined : withChildren(defaults, absent(taken)),
    plugins: otherPlugins(treeAt(stage, "plugins")),
  });
}

/** A table without one of its keys; nothing when that was the last one. */
function without(branch: Branch, name: string): Branch | undefined {
  const rest = withChildren(branch, { [name]: undefined });
  return rest.children.size === 0 ? undefined : rest;
}

const absent = (names: readonly string[]): Readonly<Record<string, undefined>> =>
  Object.fromEntries(names.map((name) => [name, undefined]));

function otherPlugins(plugins: Tree | undefined): Tree | undefined {
  if (plugins?.kind !== "leaf" || !Array.isArray(plugins.value)) return plugins;
  const names = (plugins.value as readonly Plain[]).filter(
    (name) => !knownPlugins.test(JSON.stringify(name)),
  );
  return { ...plugins, value: names };
}
