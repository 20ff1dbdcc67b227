import { describe, expect, it } from "vitest";
import type { SchemaNode } from "./known-keys.ts";
import { configJsonSchema, fileSchema } from "./schema.ts";

/** Every key of the file with its node, tables included. */
function* walk(node: SchemaNode, path = ""): Generator<readonly [string, SchemaNode]> {
  for (const [key, child] of Object.entries(node.properties ?? {})) {
    yield [`${path}${key}`, child];
    yield* walk(child, `${path}${key}.`);
  }
  for (const branch of node.anyOf ?? []) yield* walk(branch, path);
  if (typeof node.additionalProperties === "object") yield* walk(node.additionalProperties, `${path}*.`);
}

const isTable = ({ type, anyOf = [] }: SchemaNode): boolean =>
  [type, ...anyOf.map((one) => one.type)].includes("object");

describe("configJsonSchema", () => {
  const keys = [...walk(configJsonSchema())];

  it("describes every key, and gives an example of every value", () => {
    const undescribed = keys.filter(([, node]) => node.description === undefined);
    expect(undescribed).toEqual([]);
    const withoutExample = keys.filter(([, node]) => !isTable(node) && (node.examples ?? []).length === 0);
    expect(withoutExample).toEqual([]);
  });

  it("has the keys that work, and no others", () => {
    const names = keys.map(([key]) => key).filter((key) => !key.startsWith("stages.*."));
    expect(names).toEqual([
      "name",
      "app",
      "app.framework",
      "app.root",
      "app.settings",
      "app.python",
      "app.requirements",
      "app.interface",
      "app.vendor",
      "functions",
      "functions.web",
      "functions.web.memory",
      "functions.web.tmp",
      "functions.web.timeout",
      "functions.web.concurrency",
      "functions.web.architecture",
      "functions.web.snapstart",
      "isolate",
      "isolate.*.path",
      "isolate.*.view",
      "isolate.*.namespace",
      "isolate.*.app",
      "isolate.*.methods",
      "isolate.*.memory",
      "isolate.*.tmp",
      "isolate.*.timeout",
      "isolate.*.concurrency",
      "database",
      "database.engine",
      "database.min",
      "database.max",
      "database.awake",
      "database.project",
      "database.organization",
      "storage",
      "storage.large_responses",
      "storage.upload_limit",
      "secrets",
      "secrets.mode",
      "secrets.store",
      "secrets.share",
      "release",
      "release.canary",
      "release.canary.percent",
      "release.canary.for",
      "release.canary.metric",
      "release.canary.threshold",
      "release.canary.sample",
      "network",
      "network.vpc",
      "network.subnets",
      "network.security_groups",
      "network.nat",
      "network.endpoints",
      "network.share",
      "network.cidr",
      "alerts",
      "alerts.email",
      "alerts.errors",
      "alerts.budget",
      "mail",
      "mail.engine",
      "mail.from",
      "stages",
    ]);
    const inStages = keys.map(([key]) => key).filter((key) => key.startsWith("stages.*."));
    const base = names.filter((key) => key !== "name" && key !== "stages");
    const ofStage = [
      "provider",
      "region",
      "account",
      "keep",
      "ttl",
      "domain",
      "door",
      "alb",
      "alb.listener",
      "alb.paths",
      "alb.priority",
    ];
    expect(inStages).toEqual([...ofStage, ...base].map((key) => `stages.*.${key}`));
  });

  it("refuses unknown keys in an editor too", () => {
    expect(configJsonSchema()).toMatchObject({ additionalProperties: false, required: ["name"] });
  });

  it("gives examples that the schema takes", () => {
    const refused = keys
      .filter(([key]) => !key.startsWith("stages"))
      .flatMap(([key, node]) => (node.examples ?? []).map((example) => [key, example] as const))
      .filter(([key, example]) => {
        const file = key
          .replace("*", "x")
          .split(".")
          .reduceRight<unknown>((value, part) => ({ [part]: value }), example) as object;
        return !fileSchema.safeParse({ name: "x", ...file }).success;
      });
    expect(refused).toEqual([]);
  });
});
