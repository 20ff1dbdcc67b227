// Writes src/providers/aws/template/resource-types.ts from AWS's own resource specification: the properties and attributes
// of each type that a template may hold, and which properties replace a resource when they change.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadAwsServiceSpec } from "@aws-cdk/aws-service-spec";
import { root } from "./set-up.mjs";
import { resourceTypes } from "./resource-type-names.mjs";

const database = await loadAwsServiceSpec();
const lines = [];

/** `AWS::Lambda::Function` and `Code` as `LambdaFunctionCode`. */
const nameOf = (type, part = "") => `${type.split("::").slice(1).join("")}${part}`;

function writeResource(type) {
  const resource = database.lookup("resource", "cloudFormationType", "equals", type).only();
  const parts = new Map();
  const wanted = [];
  const refer = (id) => {
    const part = database.get("typeDefinition", id);
    if (!parts.has(id)) {
      parts.set(id, part);
      wanted.push(part);
    }
    return nameOf(type, part.name);
  };
  const page = `aws-resource-${type.split("::").slice(1).join("-").toLowerCase()}.html`;
  lines.push(
    `/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/${page} */`,
    ...interfaceOf(`${nameOf(type)}Properties`, resource.properties, refer),
  );
  for (let part = wanted.shift(); part !== undefined; part = wanted.shift())
    lines.push(...interfaceOf(nameOf(type, part.name), part.properties, refer));
  return resource;
}

function interfaceOf(name, properties, refer) {
  const rows = Object.entries(properties)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, { type, required }]) => `  readonly ${key}${required ? "" : "?"}: ${typeOf(type, refer)};`);
  return rows.length === 0
    ? [`export type ${name} = Readonly<Record<string, never>>;`, ""]
    : [`export interface ${name} {`, ...rows, "}", ""];
}

function typeOf(type, refer) {
  switch (type.type) {
    case "string":
    case "date-time":
      return type.allowedValues === undefined
        ? "Text"
        : `${type.allowedValues.map((one) => JSON.stringify(one)).join(" | ")} | Expression`;
    case "integer":
    case "number":
      return "Numeric";
    case "boolean":
      return "Flag";
    case "json":
      return "Document";
    case "tag":
      return "Tag";
    case "null":
      return "null";
    case "ref":
      return refer(type.reference.$ref);
    case "array":
      return `readonly (${typeOf(type.element, refer)})[]`;
    case "map":
      return `Readonly<Record<string, ${typeOf(type.element, refer)}>>`;
    case "union":
      return [...new Set(type.types.map((one) => typeOf(one, refer)))].join(" | ");
    default:
      throw new TypeError(`the specification has a type ${type.type}, which nobody here knows`);
  }
}

const resources = resourceTypes.map((type) => ({ type, resource: writeResource(type) }));
const table = resources.flatMap(({ type, resource: { attributes } }) => {
  const names = Object.keys(attributes)
    .toSorted()
    .map((one) => JSON.stringify(one));
  return [
    `  readonly "${type}": {`,
    `    readonly properties: ${nameOf(type)}Properties;`,
    `    readonly attribute: ${names.length === 0 ? "never" : names.join(" | ")};`,
    "  };",
  ];
});
const replacing = resources.map(({ type, resource: { properties } }) => {
  const names = Object.entries(properties)
    .filter(([, { causesReplacement }]) => causesReplacement === "yes" || causesReplacement === "maybe")
    .map(([name]) => JSON.stringify(name))
    .toSorted();
  return `  "${type}": [${names.join(", ")}],`;
});
const tagged = resources
  .filter(({ resource }) => resource.tagInformation?.variant === "standard")
  .map(({ type }) => `  "${type}",`);
const text = `// Written by \`node scripts/resource-types.mjs\` from @aws-cdk/aws-service-spec; not edited by hand.
import type { Document, Expression, Flag, Numeric, Tag, Text } from "./expression.ts";

/** Every type of resource that a template may hold. */
export interface ResourceTypes {
${table.join("\n")}
}
export type ResourceType = keyof ResourceTypes;

/** Properties of which a change makes CloudFormation put another resource in the place of the one that is there, or may. */
export const replacingProperties: Readonly<Record<ResourceType, readonly string[]>> = {
${replacing.join("\n")}
};

/** Types whose property \`Tags\` is a list of keys and values; the others take none. */
export const taggedTypes: ReadonlySet<ResourceType> = new Set<ResourceType>([
${tagged.join("\n")}
]);

${lines.join("\n")}`;
const [file = fileURLToPath(new URL("../src/providers/aws/template/resource-types.ts", import.meta.url))] =
  process.argv.slice(2);
writeFileSync(file, text);
execFileSync("node_modules/.bin/oxfmt", [file], { cwd: root, stdio: "ignore" });
