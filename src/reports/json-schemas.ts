import { z } from "zod";
import {
  downResultSchema,
  errorResultSchema,
  initResultSchema,
  listResultSchema,
  logRecordSchema,
  logsResultSchema,
  openResultSchema,
  runResultSchema,
  statusResultSchema,
  stopResultSchema,
  upResultSchema,
} from "../actions/results.ts";
import { configJsonSchema } from "../config/schema.ts";
import { factsSchema } from "../facts/schema.ts";

/** What each `--json` prints, by the name of its schema file. */
const printed = {
  up: upResultSchema,
  status: statusResultSchema,
  list: listResultSchema,
  logs: logsResultSchema,
  "log-record": logRecordSchema,
  run: runResultSchema,
  open: openResultSchema,
  inspect: factsSchema,
  init: initResultSchema,
  stop: stopResultSchema,
  down: downResultSchema,
  error: errorResultSchema,
} as const;

/**
 * JSON Schemas (2020-12) of everything that `--json` prints and of `monolift.toml`, by file name.
 * Of what is printed, unknown fields are allowed (`io: "input"` leaves `additionalProperties` open), since fields
 * may be added. The text is the same on every run, so that a change of the contract shows in a diff.
 */
export function jsonSchemas(): Readonly<Record<string, string>> {
  const schemas = Object.entries(printed).map(([name, schema]) => {
    const title =
      name === "error" ? "monolift --json, when a verb fails" : `monolift ${titles[name] ?? name} --json`;
    return [name, { title, ...z.toJSONSchema(schema, { io: "input" }) }] as const;
  });
  return Object.fromEntries(
    [...schemas, ["monolift.toml", configJsonSchema()] as const].map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(schema, null, 2)}\n`,
    ]),
  );
}

const titles: Readonly<Record<string, string>> = { "log-record": "logs --follow" };
