import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { sampleFacts } from "../../test/pictures/sample-facts.ts";
import type { Facts } from "../facts/schema.ts";
import { languages } from "../words/words.ts";
import { sayOpenapi } from "./openapi.ts";

type Route = Facts["routes"][number];
type Segment = Route["segments"][number];

const about = { name: "shop", language: "en" } as const;
const literal = (text: string): Segment => ({ kind: "literal", text });
const pattern = (text: string): Segment => ({ kind: "pattern", text });
const parameter = (converter: string, name: string): Segment => ({
  kind: "parameter",
  text: "",
  name,
  converter,
});

const sample = sampleFacts(100);
const route = (segments: Segment[], more: Partial<Route> = {}): Route => {
  const [one] = sample.routes;
  if (one === undefined) throw new TypeError("the sample is empty");
  return { ...one, methods: ["GET"], ...more, segments };
};
const describeRoutes = (...routes: Route[]) =>
  sayOpenapi({ ...sample, routes }, about) as {
    readonly paths: Readonly<
      Record<string, Readonly<Record<string, unknown>> & { readonly parameters?: readonly unknown[] }>
    >;
  };

const validate = async (document: object) => new Validator().validate(JSON.stringify(document, null, 2));

describe("sayOpenapi", () => {
  it.each(languages)("is valid OpenAPI in %s", async (language) => {
    const document = sayOpenapi(sample, { name: "shop", language });
    expect(await validate(document)).toMatchObject({ valid: true });
  });

  it("would not be, if a response were left out", async () => {
    const text = JSON.stringify(sayOpenapi(sample, about)).replaceAll('"responses"', '"answers"');
    expect(await validate(JSON.parse(text))).toMatchObject({ valid: false });
  });

  it("types parameters by their converters", async () => {
    const document = describeRoutes(
      route([
        literal("p/"),
        parameter("int", "pk"),
        literal("/"),
        parameter("uuid", "id"),
        literal("/"),
        parameter("path", "rest"),
      ]),
    );
    expect(await validate(document)).toMatchObject({ valid: true });
    expect(document.paths["/p/{pk}/{id}/{rest}"]?.parameters).toStrictEqual([
      { name: "pk", in: "path", required: true, schema: { type: "integer", minimum: 0 } },
      { name: "id", in: "path", required: true, schema: { type: "string", format: "uuid" } },
      { name: "rest", in: "path", required: true, schema: { type: "string", "x-django-converter": "path" } },
    ]);
  });

  it("reads regular expressions, and says what JavaScript cannot read in Python's words", async () => {
    const document = describeRoutes(
      route([literal("a/"), pattern("(?P<year>[0-9]{4})/([a-z]+)/$")]),
      route([literal("b/"), pattern("(?P<word>(?P<first>[a-z])\\w+)$")]),
      route([literal("c/"), pattern("(?:en|de)/$")]),
    );
    expect(await validate(document)).toMatchObject({ valid: true });
    expect(Object.keys(document.paths)).toStrictEqual(["/a/{year}/{part}/", "/b/{word}", "/c/{part}/"]);
    expect(document.paths["/a/{year}/{part}/"]?.parameters?.[0]).toMatchObject({
      schema: { pattern: "^(?:[0-9]{4})$" },
    });
    expect(document.paths["/b/{word}"]?.parameters?.[0]).toMatchObject({
      schema: { "x-django-regex": "(?P<first>[a-z])\\w+" },
    });
  });

  it("has the methods that a view takes, without those that Django adds", () => {
    const document = describeRoutes(
      route([literal("a/")], { methods: ["DELETE", "GET", "HEAD", "OPTIONS"] }),
      route([literal("b/")], { methods: null }),
    );
    expect(Object.keys(document.paths["/a/"] ?? {})).toStrictEqual(["get", "delete"]);
    expect(document.paths["/b/"]).toMatchObject({
      get: { description: "billing.views.invoice. The view does not say which methods it takes." },
      post: {},
    });
  });

  it("makes one path of those that OpenAPI cannot tell apart", async () => {
    const document = describeRoutes(
      route([parameter("int", "pk"), literal("/")], { view: "a.first" }),
      route([parameter("slug", "slug"), literal("/")], { view: "a.second", methods: ["GET", "POST"] }),
    );
    expect(await validate(document)).toMatchObject({ valid: true });
    expect(document.paths).toMatchObject({
      "/{pk}/": { get: { description: "a.first" }, post: { description: "a.second" } },
    });
    expect(Object.keys(document.paths)).toStrictEqual(["/{pk}/"]);
  });

  it("gives no operation the name of another, and no parameter of a path", async () => {
    const document = describeRoutes(
      route([literal("a/"), parameter("int", "pk"), literal("/"), parameter("int", "pk")]),
      route([literal("b/")]),
    );
    expect(await validate(document)).toMatchObject({ valid: true });
    const ids = Object.values(document.paths).flatMap((path) =>
      Object.values(path).flatMap((one) =>
        typeof one === "object" && one !== null && "operationId" in one ? [one.operationId] : [],
      ),
    );
    expect(new Set(ids).size).toBe(2);
    expect(Object.keys(document.paths)).toContain("/a/{pk}/{pk_2}");
  });

  it("is what the project's own generator made, where it has one", () => {
    const document = { openapi: "3.1.0", info: { title: "x", version: "1" }, paths: {} };
    const facts: Facts = { ...sample, openapi: { generator: "drf-spectacular", document } };
    expect(sayOpenapi(facts, about)).toStrictEqual(document);
  });
});
