import { asDomain, asNumber, asRegion, asWhole } from "./convert.ts";
import { left, originOf, type Finding } from "./findings.ts";
import type { Reading, StageReading } from "./reading.ts";
import {
  all,
  applyRules,
  carry,
  carryInStage,
  list,
  listEach,
  meansInStage,
  understood,
  variables,
  type Rule,
  type Rules,
} from "./rules.ts";
import {
  branchAt,
  mergeTrees,
  plainOf,
  textAt,
  treeAt,
  withChildren,
  type Branch,
  type Tree,
} from "./tree.ts";

/** What `secrets.managed` makes, by its name and type. */
const managedSecret: Rule = (tree) => {
  const name = tree.key.split(".").at(-1) ?? "";
  const type = textAt(tree, "type") ?? "";
  if (name === "SECRET_KEY" && type === "password") return [left(tree, "own-secret-key")];
  if (type === "password") return [{ is: "variable", name, from: originOf(tree) }];
  if (type.endsWith("database_url")) return databaseAddress(tree, name, type);
  return [left(tree, type.includes("redis") ? "addon" : "secret-kind")];
};

const userSecret: Rule = (tree) => {
  const name = tree.key.split(".").at(-1) ?? "";
  const type = textAt(tree, "type") ?? "";
  return type.endsWith("database_url")
    ? databaseAddress(tree, name, type)
    : [{ is: "variable", name, from: originOf(tree) }];
};

/** Of a database that Monolift does not make, the application has to be told. */
function databaseAddress(tree: Tree, name: string, type: string): readonly Finding[] {
  const isOurs = /^(?:auto|neon|rds)_/u.test(type);
  return isOurs ? [left(tree, "own-database")] : [{ is: "variable", name, from: originOf(tree) }];
}

const handler: Rule = (tree) => list(treeAt(tree, "sqs") === undefined ? "functions" : "worker")(tree);

/** magic-pocket's keys, with its handlers sorted: see `sortHandlers`. */
const rules: Rules = {
  "general.region": carryInStage("region", asRegion),
  "general.stages": understood,
  "general.project_name": understood,
  "general.namespace": list("own-names"),
  "general.prefix_template": list("own-names"),
  "general.s3_fallback_bucket_name": list("own-local"),
  "general.django_fallback": list("own-local"),
  "vpc.efs": list("efs"),
  vpc: list("vpc", "network.vpc"),
  "s3.cors": list("bucket-options"),
  "s3.versioning": list("bucket-options"),
  "s3.lifecycle_rules": list("bucket-options"),
  s3: list("own-buckets"),
  neon: understood,
  "rds.min_capacity": carryInStage("database.min", asNumber),
  "rds.max_capacity": carryInStage("database.max", asNumber),
  "rds.snapshot_identifier": list("data-stays"),
  "rds.backup": list("backup"),
  rds: understood,
  tidb: understood,
  dsql: understood,
  upstash: list("addon"),
  backup: list("backup"),
  "ses.from_email": all(meansInStage("mail.engine", "ses"), carryInStage("mail.from")),
  ses: list("mail", "mail"),
  inbound: list("mail-received"),
  iam: list("permissions"),
  "scheduler.schedules": listEach("schedule"),
  "cloudfront.*.domain": carryInStage("domain", asDomain),
  "cloudfront.*": list("cdn"),
  "container.*.dockerfile_path": list("own-build"),
  "container.*.platform": list("own-build"),
  "container.*.ecr_name": list("own-build"),
  "container.*.build": list("own-build"),
  "container.*.envs": variables,
  "container.*.use_vpc": list("vpc", "network.vpc"),
  "container.*.iam": list("permissions"),
  "container.*.permissions_boundary": list("permissions"),
  "container.*.secrets.store": (tree) =>
    plainOf(tree) === "sm"
      ? carry("secrets.store", () => "secrets-manager")(tree)
      : [left(tree, "own-secrets")],
  "container.*.secrets.managed.*": managedSecret,
  "container.*.secrets.user.*": userSecret,
  "container.*.secrets": list("own-secrets"),
  "container.*.django.storages.default": list("own-storage"),
  "container.*.django.storages.staticfiles": list("own-storage"),
  "container.*.django.storages.*": list("storages"),
  "container.*.django.caches": list("cache"),
  "container.*.django.settings": list("django-settings"),
  "container.*.django.project_dir": carry("app.root"),
  "container.*.handlers.*": handler,
  "web.command": understood,
  "web.memory_size": carry("functions.web.memory", asWhole),
  "web.timeout": carry("functions.web.timeout", asWhole),
  "web.reserved_concurrency": carry("functions.web.concurrency", asWhole),
  "web.envs": variables,
  "web.apigateway.domain": carryInStage("domain", asDomain),
  "web.apigateway": list("own-door"),
  "management.envs": variables,
  management: list("own-commands"),
};

/**
 * Reads `pocket.toml`. Tables of one stage lie over those of all of them.
 *
 * @returns Undefined when the file is of something else.
 */
export function readPocket(file: Branch): Reading | undefined {
  const general = branchAt(file, "general");
  const listed = treeAt(general, "stages");
  if (listed?.kind !== "leaf" || !Array.isArray(listed.value)) return undefined;
  const names = (listed.value as readonly unknown[]).filter((name) => typeof name === "string");
  const base = withChildren(file, Object.fromEntries(names.map((name) => [name, undefined])));
  const name = treeAt(general, "project_name");
  return {
    tool: "magic-pocket",
    name: name === undefined ? undefined : { value: textAt(name) ?? "", from: originOf(name) },
    stages: names.map((stage): StageReading => {
      const own = branchAt(file, stage);
      const merged = own === undefined ? base : mergeBranches(base, own);
      const { findings, rest } = findDatabase(merged, own);
      return {
        name: stage,
        from: { ...originOf(listed), value: stage },
        findings: [...findings, ...applyRules(rules, sortHandlers(rest))],
      };
    }),
    shared: [],
  };
}

/** Whose database a table makes, as Monolift calls it. */
const engines: Readonly<Record<string, string>> = {
  neon: "neon",
  rds: "aurora",
  tidb: "settings",
  dsql: "settings",
};

/**
 * The database of a stage: of several the one that its `DATABASE_URL` is of, else the one that the stage itself names.
 *
 * @returns The stage without the tables of the others.
 */
function findDatabase(
  stage: Branch,
  own: Branch | undefined,
): { readonly findings: readonly Finding[]; readonly rest: Branch } {
  const tables = Object.keys(engines).flatMap((name) => {
    const tree = treeAt(stage, name);
    return tree === undefined ? [] : [[name, tree] as const];
  });
  const type = /"DATABASE_URL":\{[^}]*?"type":"([a-z]+)_database_url"/u.exec(
    JSON.stringify(plainOf(stage)),
  )?.[1];
  const [taken] = tables.toSorted(([a], [b]) => rank(b) - rank(a));
  function rank(name: string): number {
    return (name === type ? 2 : 0) + (treeAt(own, name) === undefined ? 0 : 1);
  }
  const others = tables.filter((table) => table !== taken);
  return {
    findings: [
      ...(taken === undefined ? [] : databaseOf(...taken)),
      ...others.map(([, tree]) => left(tree, "second", "database")),
    ],
    rest: withChildren(stage, Object.fromEntries(others.map(([name]) => [name, undefined]))),
  };
}

function databaseOf(name: string, tree: Tree): readonly Finding[] {
  const managed = treeAt(tree, "managed");
  const from = originOf(tree);
  if (managed !== undefined && plainOf(managed) === false) {
    return [
      { is: "wish", to: "database.engine", value: "url", scope: "stage", from },
      { is: "variable", name: "DATABASE_URL", from },
    ];
  }
  const engine = engines[name] ?? "settings";
  const advice = engine === "settings" ? "database-other" : "data-stays";
  return [{ is: "wish", to: "database.engine", value: engine, scope: "stage", from }, left(tree, advice)];
}

function mergeBranches(base: Branch, over: Branch): Branch {
  const merged = mergeTrees(base, { ...over, key: "", line: 1 });
  return merged.kind === "branch" ? merged : base;
}

/**
 * Takes the handler that answers requests and the one that runs commands out of the others: each is one of Monolift's own
 * functions. Before its version 0.29 there was one container, with a table of its own.
 */
function sortHandlers(stage: Branch): Branch {
  const old = branchAt(stage, "awscontainer");
  const containers =
    old === undefined ? branchAt(stage, "container") : { ...old, children: new Map([["main", old]]) };
  if (containers === undefined) return stage;
  const found: Record<string, Tree | undefined> = { awscontainer: undefined };
  const sorted = [...containers.children].map(([name, container]) => {
    const handlers = branchAt(container, "handlers");
    if (container.kind === "leaf" || handlers === undefined) return [name, container] as const;
    const rest: Record<string, undefined> = {};
    for (const [key, one] of handlers.children) {
      const role = roleOf(key, one);
      if (role === undefined || found[role] !== undefined) continue;
      found[role] = one;
      rest[key] = undefined;
    }
    const others = withChildren(handlers, rest);
    return [
      name,
      withChildren(container, { handlers: others.children.size > 0 ? others : undefined }),
    ] as const;
  });
  return withChildren(stage, { ...found, container: { ...containers, children: new Map(sorted) } });
}

function roleOf(name: string, tree: Tree): "web" | "management" | undefined {
  const command = textAt(tree, "command") ?? "";
  if (/\bmanagement_command_handler$/u.test(command)) return "management";
  const isWeb =
    /\bwsgi_handler$/u.test(command) || name === "wsgi" || treeAt(tree, "apigateway") !== undefined;
  return isWeb && treeAt(tree, "sqs") === undefined ? "web" : undefined;
}
