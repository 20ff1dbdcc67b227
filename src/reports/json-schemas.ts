import { z } from "zod";
import {
  dataExportResultSchema,
  dataImportResultSchema,
  dataPointsResultSchema,
  dataRestoreResultSchema,
} from "../actions/data-results.ts";
import { coldResultSchema } from "../actions/cold-results.ts";
import { devEventSchema } from "../actions/dev-events.ts";
import { diffResultSchema } from "../actions/diff-results.ts";
import { doctorResultSchema } from "../actions/doctor-results.ts";
import { erdResultSchema } from "../actions/erd-results.ts";
import { graphqlResultSchema, routesResultSchema } from "../actions/inspect-results.ts";
import { mapResultSchema } from "../actions/map-results.ts";
import { releasesResultSchema, rollbackResultSchema } from "../actions/release-results.ts";
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
import { secretsChangeSchema, secretsListSchema, secretValueSchema } from "../actions/secret-results.ts";
import { configJsonSchema } from "../config/schema.ts";
import { factsSchema } from "../facts/schema.ts";
import { manifestSchema, mediaEntrySchema } from "../providers/local/export-format.ts";

/** What each `--json` prints, by the name of its schema file. */
const printed = {
  up: upResultSchema,
  status: statusResultSchema,
  releases: releasesResultSchema,
  rollback: rollbackResultSchema,
  "data-restore": dataRestoreResultSchema,
  "data-points": dataPointsResultSchema,
  "data-export": dataExportResultSchema,
  "data-import": dataImportResultSchema,
  list: listResultSchema,
  logs: logsResultSchema,
  "log-record": logRecordSchema,
  run: runResultSchema,
  "secrets-change": secretsChangeSchema,
  "secrets-get": secretValueSchema,
  "secrets-list": secretsListSchema,
  open: openResultSchema,
  inspect: factsSchema,
  "inspect-routes": routesResultSchema,
  "inspect-graphql": graphqlResultSchema,
  erd: erdResultSchema,
  map: mapResultSchema,
  "dev-event": devEventSchema,
  diff: diffResultSchema,
  doctor: doctorResultSchema,
  "doctor-cold": coldResultSchema,
  init: initResultSchema,
  stop: stopResultSchema,
  down: downResultSchema,
  error: errorResultSchema,
} as const;

/**
 * JSON Schemas (2020-12) of everything that `--json` prints, of an export and of `monolift.toml`, by file name.
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
    [...schemas, ...exportSchemas(), ["monolift.toml", configJsonSchema()] as const].map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(schema, null, 2)}\n`,
    ]),
  );
}

/** What lies in a folder that `data export` has written. */
function exportSchemas(): readonly (readonly [string, object])[] {
  const of = "monolift data export: ";
  return [
    ["export-manifest", { title: `${of}manifest.json`, ...z.toJSONSchema(manifestSchema, { io: "input" }) }],
    [
      "export-media",
      { title: `${of}a line of media.jsonl`, ...z.toJSONSchema(mediaEntrySchema, { io: "input" }) },
    ],
  ];
}

const titles: Readonly<Record<string, string>> = {
  "data-restore": "data restore",
  "data-points": "data points",
  "data-export": "data export",
  "data-import": "data import",
  "inspect-routes": "inspect --routes",
  "inspect-graphql": "inspect --graphql",
  "doctor-cold": "doctor --cold",
  "log-record": "logs --follow",
  "secrets-change": "secrets set, unset and import",
  "secrets-get": "secrets get",
  "secrets-list": "secrets list",
};
