import { describe, expect, it } from "vitest";
import { jsonSchemas } from "./json-schemas.ts";

describe("jsonSchemas", () => {
  const schemas = jsonSchemas();

  it("covers every verb that has a result, the error, and the project's file", () => {
    expect(Object.keys(schemas).toSorted()).toStrictEqual([
      "data-export.schema.json",
      "data-import.schema.json",
      "data-points.schema.json",
      "data-restore.schema.json",
      "dev-event.schema.json",
      "diff.schema.json",
      "doctor-cold.schema.json",
      "doctor.schema.json",
      "down.schema.json",
      "erd.schema.json",
      "error.schema.json",
      "export-manifest.schema.json",
      "export-media.schema.json",
      "init.schema.json",
      "inspect-graphql.schema.json",
      "inspect-routes.schema.json",
      "inspect.schema.json",
      "list.schema.json",
      "log-record.schema.json",
      "logs.schema.json",
      "map.schema.json",
      "monolift.toml.schema.json",
      "open.schema.json",
      "releases.schema.json",
      "rollback.schema.json",
      "run.schema.json",
      "secrets-change.schema.json",
      "secrets-get.schema.json",
      "secrets-list.schema.json",
      "status.schema.json",
      "stop.schema.json",
      "up.schema.json",
    ]);
  });

  it("gives the same text on every run", () => {
    expect(jsonSchemas()).toStrictEqual(schemas);
  });

  it("allows fields to be added to what is printed, but no unknown key in the project's file", () => {
    const { "monolift.toml.schema.json": file = "", ...printed } = schemas;
    for (const text of Object.values(printed)) expect(text).not.toContain('"additionalProperties": false');
    expect(file).toContain('"additionalProperties": false');
  });
});
