import { left, originOf, type Finding } from "./findings.ts";
import { findProcesses } from "./procfile.ts";
import type { Reading } from "./reading.ts";
import { applyRules, list, understood, type Rule, type Rules } from "./rules.ts";
import { plainOf, textAt, treeAt, type Branch, type Plain, type Tree } from "./tree.ts";
import { findVariable } from "./variables.ts";

/** The one stage of an application on Heroku: what its Procfile says holds where the application is used. */
const stage = "production";

/** Heroku's own PostgreSQL, under the names of its plans. */
const postgres = /^heroku-postgresql\b/u;

/** A list of plans, each a text or a table with `plan`. */
const addons: Rule = (tree) => {
  const value = plainOf(tree);
  const plans = Array.isArray(value) ? (value as readonly Plain[]).map(planOf) : [];
  const others = plans.filter((plan) => !postgres.test(plan) && !plan.startsWith("scheduler"));
  return [
    ...(plans.some((plan) => postgres.test(plan)) ? database(tree) : []),
    ...(plans.some((plan) => plan.startsWith("scheduler")) ? [left(tree, "schedule")] : []),
    ...(others.length === 0 ? [] : [left({ ...leafOf(tree), value: others }, "addon")]),
  ];
};

function database(tree: Tree): readonly Finding[] {
  const from = { ...originOf(tree), value: "heroku-postgresql" };
  return [
    { is: "wish", to: "database.engine", value: "url", scope: "stage", from },
    { is: "variable", name: "DATABASE_URL", from },
  ];
}

function planOf(addon: Plain): string {
  const plan = typeof addon === "object" && addon !== null && "plan" in addon ? addon["plan"] : addon;
  return typeof plan === "string" ? plan : "";
}

function leafOf({ key, file, line }: Tree) {
  return { kind: "leaf", key, file, line, isReference: false } as const;
}

/** A variable of `app.json`: its value, or a table that describes it. */
const described: Rule = (tree) => {
  const name = tree.key.split(".").at(-1) ?? "";
  const isMade = textAt(tree, "generator") === "secret";
  if (isMade && /^(?:DJANGO_)?SECRET_KEY$/u.test(name)) return [left(tree, "own-secret-key")];
  const value = tree.kind === "branch" ? (treeAt(tree, "value") ?? { ...leafOf(tree), value: null }) : tree;
  return findVariable(name, { ...value, key: tree.key, line: tree.line });
};

/** @see https://devcenter.heroku.com/articles/app-json-schema */
const manifest: Rules = {
  ...Object.fromEntries(
    ["name", "description", "repository", "website", "logo", "keywords", "success_url", "$schema"].map(
      (key) => [key, understood],
    ),
  ),
  "env.*": described,
  addons,
  "scripts.*": list("hooks"),
  formation: list("own-scaling"),
  buildpacks: list("own-build"),
  stack: list("own-build"),
  image: list("own-build"),
  environments: list("previews"),
};

/** The files of an application on Heroku; `app.json` is undefined where there is none. */
export interface HerokuFiles {
  readonly procfile: Branch;
  readonly manifest: Branch | undefined;
}

/**
 * Reads a Procfile, and `app.json` beside it. The version of Python is found in `runtime.txt` by whoever looks for it.
 *
 * @returns Undefined when the Procfile has no process that answers requests.
 */
export function readHeroku(files: HerokuFiles): Reading | undefined {
  const web = files.procfile.children.get("web");
  if (web === undefined) return undefined;
  const name = treeAt(files.manifest, "name");
  return {
    tool: "heroku",
    name: name === undefined ? undefined : { value: textAt(name) ?? "", from: originOf(name) },
    stages: [
      {
        name: stage,
        from: originOf(web),
        findings: [
          ...findProcesses(files.procfile),
          ...(files.manifest === undefined ? [] : applyRules(manifest, files.manifest)),
        ],
      },
    ],
    shared: [],
  };
}
