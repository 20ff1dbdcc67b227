import { describe, expect, it } from "vitest";
import { compareFacts } from "./compare-facts.ts";
import type { Facts } from "./schema.ts";

const route = (pattern: string, view: string, name: string | null = null): Facts["routes"][number] => ({
  pattern,
  segments: [],
  name,
  view,
  lookup: view,
  methods: null,
  converters: {},
  csrfExempt: false,
  isAsync: false,
  urlconf: "site_.urls",
  syntax: "path",
  isLocalized: false,
});
const model = (label: string, ...fields: readonly string[]): Facts["models"][number] => ({
  label,
  table: label,
  app: "shop",
  fields: fields.map((name) => ({
    name,
    type: "CharField",
    column: name,
    isNullable: false,
    isPrimaryKey: false,
    isUnique: false,
    relatedModel: null,
    relation: null,
    through: null,
  })),
  isManaged: true,
  isProxy: false,
  isAutoCreated: false,
});
const before = {
  frameworkVersion: "5.2.1",
  languageVersion: "3.11.7",
  settingsModule: "site_.settings",
  interface: "wsgi",
  application: "site_.wsgi:application",
  routes: [route("", "shop.index", "index"), route("a/", "shop.a"), route("b/", "shop.b")],
  models: [model("shop.Product", "name", "photo"), model("shop.Old", "name")],
  settingsAtRisk: [{ setting: "DEBUG", risk: "debug", found: "True" }],
} as unknown as Facts;

describe("compareFacts", () => {
  it("says nothing of the same", () => {
    const { application, routes, models, risks } = compareFacts(before, structuredClone(before));
    const nothing = { added: [], removed: [], changed: [] };
    expect([application, routes, models, risks]).toEqual([[], nothing, nothing, { added: [], gone: [] }]);
  });

  it("names what is new, gone and otherwise", () => {
    const changes = compareFacts(before, {
      ...before,
      languageVersion: "3.13.1",
      routes: [route("", "shop.home", "index"), route("a/", "shop.a"), route("c/", "shop.b")],
      models: [model("shop.Product", "name", "price"), model("shop.New", "name")],
      settingsAtRisk: [{ setting: "SECRET_KEY", risk: "insecure-secret", found: "12 characters long" }],
    });
    expect(changes).toEqual({
      application: [{ what: "languageVersion", from: "3.11.7", to: "3.13.1" }],
      routes: {
        added: [{ pattern: "c/", name: null, view: "shop.b" }],
        removed: [{ pattern: "b/", name: null, view: "shop.b" }],
        changed: [{ pattern: "", name: "index", view: "shop.home" }],
      },
      models: {
        added: ["shop.New"],
        removed: ["shop.Old"],
        changed: [{ model: "shop.Product", fields: ["photo", "price"] }],
      },
      risks: {
        added: [{ setting: "SECRET_KEY", risk: "insecure-secret", found: "12 characters long" }],
        gone: [{ setting: "DEBUG", risk: "debug", found: "True" }],
      },
    });
  });
});
