// Writes docs/configuration.md from the schema of monolift.toml, and docs/aws.md from the templates and the price lists.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { configJsonSchema } from "../.cache/modules/config/schema.js";
import { awsDocument } from "../.cache/modules/reports/aws-document/document.js";

const schema = configJsonSchema();
const value = (one) => (Array.isArray(one) ? `[${one.map(value).join(", ")}]` : JSON.stringify(one));

function rows(properties, prefix) {
  return Object.entries(properties).flatMap(([name, property]) => {
    const key = prefix === "" ? name : `${prefix}.${name}`;
    if (property.properties !== undefined) return rows(property.properties, key);
    const example = property.examples?.[0];
    const table = property.anyOf?.find((one) => one.properties !== undefined);
    return [
      `| \`${key}\` | ${property.description ?? ""} | ${example === undefined ? "" : `\`${value(example)}\``} |`,
      ...(table === undefined ? [] : rows(table.properties, key)),
    ];
  });
}

const { stages, ...base } = schema.properties;
/** Keys that stand in a stage alone. */
const ofStage = Object.fromEntries(
  Object.entries(stages.additionalProperties.properties).filter(([name]) => !(name in base)),
);
const text = `# monolift.toml

*Written from the schema by \`node scripts/documents.mjs\`; editors can take
[schemas/monolift.toml.schema.json](../schemas/monolift.toml.schema.json).*

Only \`name\` is needed, and \`up\` writes it. A key that is not listed here is an error, with the nearest one named.

| key | means | example |
|---|---|---|
${rows(base, "").join("\n")}

## Stages

${stages.description ?? ""}

\`\`\`toml
name = "blog"

[functions.web]
memory = 512

[stages.demo]
provider = "local"
functions.web.memory = 1024

[stages."preview-*"]
provider = "local"
ttl = "7d"
\`\`\`

| key of a stage | means | example |
|---|---|---|
${rows(ofStage, "").join("\n")}

The stage \`local\` is always there. Base keys hold for every stage; those of a stage lie over them, table by table. A name
with \`*\` opens a family: \`monolift up preview-login\` is then a stage of its own.

A stage with \`ttl\` ends by itself: [stages.md](stages.md#a-stage-that-ends-by-itself).

## Releases

[releases.md](releases.md) says what \`release.canary\` does, and what \`monolift rollback\` brings back.
`;
writeFileSync(fileURLToPath(new URL("../docs/configuration.md", import.meta.url)), text);
writeFileSync(fileURLToPath(new URL("../docs/aws.md", import.meta.url)), awsDocument());
