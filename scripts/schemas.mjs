// Writes schemas/*.schema.json from the built package, so that editors and other tools can check what they read.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { jsonSchemas } from "../.cache/modules/reports/json-schemas.js";

const folder = fileURLToPath(new URL("../schemas", import.meta.url));
const schemas = jsonSchemas();
mkdirSync(folder, { recursive: true });
for (const file of readdirSync(folder)) if (!(file in schemas)) rmSync(`${folder}/${file}`);
for (const [file, text] of Object.entries(schemas)) writeFileSync(`${folder}/${file}`, text);
