import { describe, expect, it } from "vitest";
import { sayGraphql } from "./graphql.ts";

const schema = { library: "graphene", path: null, sdl: "type Query {\n  a: Int\n}\n" } as const;

describe("sayGraphql", () => {
  it("is a schema as it is", () => {
    expect(sayGraphql({ schemas: [{ ...schema, schema: "a.schema:schema" }] })).toBe(
      "type Query {\n  a: Int\n}",
    );
  });

  it("names each of several", () => {
    const schemas = ["a.schema:schema", "b.schema:schema"].map((name) => ({ ...schema, schema: name }));
    expect(sayGraphql({ schemas })).toBe(
      "# a.schema:schema\n\ntype Query {\n  a: Int\n}\n\n# b.schema:schema\n\ntype Query {\n  a: Int\n}",
    );
  });
});
