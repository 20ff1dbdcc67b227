// Writes src/providers/neon/api-types.ts from Neon's own OpenAPI document, which the npm package of its client carries: the
// operations that are used here, with what goes in and what comes out.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { root } from "./set-up.mjs";

const source = "@neondatabase/api-client";
const operationIds = [
  "createProject",
  "createProjectBranch",
  "createProjectEndpoint",
  "deleteProject",
  "deleteProjectBranch",
  "deleteProjectEndpoint",
  "getActiveRegions",
  "getCurrentUserOrganizations",
  "getProject",
  "getProjectBranchRolePassword",
  "listProjectBranches",
  "listProjectEndpoints",
  "listProjectOperations",
  "listProjects",
  "resetProjectBranchRolePassword",
  "restoreProjectBranch",
  "setDefaultProjectBranch",
  "updateProjectBranch",
  "updateProjectEndpoint",
];

const file = (path) => fileURLToPath(import.meta.resolve(`${source}/${path}`));
const { version } = JSON.parse(readFileSync(file("package.json"), "utf8"));
const document = parse(readFileSync(file("public-v2-for-users.gen.yaml"), "utf8"));
const wanted = [];
const seen = new Set();

const resolve = (value) =>
  value?.$ref === undefined
    ? value
    : value.$ref
        .slice(2)
        .split("/")
        .reduce((place, key) => place[key], document);

function refer(reference) {
  const name = reference.split("/").at(-1);
  if (!seen.has(name)) wanted.push(name);
  seen.add(name);
  return name;
}

const byName = ([one], [other]) => (one < other ? -1 : 1);

function typeOf(schema) {
  const type = nonNullTypeOf(schema);
  return schema.nullable === true ? `${type} | null` : type;
}

function nonNullTypeOf(schema) {
  if (schema.$ref !== undefined) return refer(schema.$ref);
  if (schema.allOf !== undefined) return schema.allOf.map(typeOf).join(" & ");
  if (schema.enum !== undefined) return schema.enum.map((one) => JSON.stringify(one)).join(" | ");
  switch (schema.type) {
    case "string":
    case "boolean":
      return schema.type;
    case "integer":
    case "number":
      return "number";
    case "array":
      return `readonly (${typeOf(schema.items)})[]`;
    case "object":
      return objectType(schema);
    default:
      throw new TypeError(`the document has a type ${schema.type}, which nobody here knows`);
  }
}

function objectType({ properties, required = [], additionalProperties }) {
  if (properties === undefined) {
    return additionalProperties === undefined
      ? "Readonly<Record<string, never>>"
      : `Readonly<Record<string, ${typeOf(additionalProperties)}>>`;
  }
  const rows = Object.entries(properties)
    // What Neon is about to take away is not begun with.
    .filter(([name, property]) => property.deprecated !== true || required.includes(name))
    .toSorted(byName)
    .map(([name, property]) => `readonly ${name}${required.includes(name) ? "" : "?"}: ${typeOf(property)};`);
  return `{ ${rows.join(" ")} }`;
}

function parametersType(parameters, where) {
  const rows = parameters
    .filter(({ in: place }) => place === where)
    .map(({ name, required, schema }) => `readonly ${name}${required ? "" : "?"}: ${typeOf(schema)};`);
  return rows.length === 0 ? undefined : { rows, isNeeded: rows.some((row) => !row.includes("?:")) };
}

const jsonOf = (part) => part?.content?.["application/json"]?.schema;

function describeOperation(operationId) {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      if (operation?.operationId !== operationId) continue;
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(resolve);
      const answers = Object.entries(operation.responses)
        .filter(([status]) => status.startsWith("2"))
        .map(([, response]) => jsonOf(resolve(response)));
      return { path, method: method.toUpperCase(), parameters, operation, answers };
    }
  }
  throw new TypeError(`the document has no operation ${operationId}`);
}

function writeOperation(operationId) {
  const { parameters, operation, answers } = describeOperation(operationId);
  const body = resolve(operation.requestBody);
  const input = ["path", "query"].flatMap((where) => {
    const type = parametersType(parameters, where);
    return type === undefined
      ? []
      : [`readonly ${where}${type.isNeeded ? "" : "?"}: { ${type.rows.join(" ")} };`];
  });
  if (body !== undefined)
    input.push(`readonly body${body.required === true ? "" : "?"}: ${typeOf(jsonOf(body))};`);
  const answer = answers.map((one) => (one === undefined ? "undefined" : typeOf(one))).join(" | ");
  return `readonly ${operationId}: {
    readonly input: { ${input.join(" ")} };
    readonly answer: ${answer};
  };`;
}

const operations = operationIds.map(writeOperation);
const places = operationIds.map((operationId) => {
  const { method, path } = describeOperation(operationId);
  return `${operationId}: { method: "${method}", path: "${path}" },`;
});
const schemas = [];
for (let name = wanted.shift(); name !== undefined; name = wanted.shift()) {
  const schema = document.components.schemas[name];
  const isInterface = schema.type === "object" && schema.properties !== undefined;
  const type = typeOf(schema);
  schemas.push([name, isInterface ? `export interface ${name} ${type}` : `export type ${name} = ${type};`]);
}
const text = `// Written by \`node scripts/neon-types.mjs\` from ${source} ${version}; not edited by hand.

/** The operations of Neon's API that are used here. @see https://api-docs.neon.tech/reference/getting-started-with-neon-api */
export interface NeonOperations {
${operations.join("\n")}
}
export type NeonOperation = keyof NeonOperations;

/** Where each of them is. */
export const neonOperations = {
${places.join("\n")}
} as const satisfies Record<NeonOperation, { readonly method: string; readonly path: string }>;

${schemas
  .toSorted(byName)
  .map(([, schema]) => schema)
  .join("\n\n")}
`;
const [target = fileURLToPath(new URL("../src/providers/neon/api-types.ts", import.meta.url))] =
  process.argv.slice(2);
writeFileSync(target, text);
execFileSync("node_modules/.bin/oxfmt", [target], { cwd: root, stdio: "ignore" });
