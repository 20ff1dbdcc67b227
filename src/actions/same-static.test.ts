import { describe, expect, it } from "vitest";
import type { Facts } from "../facts/schema.ts";
import { foldersOf, mayBeStatic } from "./same-static.ts";

describe("mayBeStatic", () => {
  it("takes anything but code, templates and translations for a static file", () => {
    const may = ["a/app.css", "a/logo.svg", "a/app.js", "LICENSE", "a/data.json"];
    expect(may.filter((path) => mayBeStatic(path, []))).toEqual(may);
    const not = ["a.py", "shop/templates/a.html", "a.txt", "locale/ja/LC_MESSAGES/django.mo", "uv.lock"];
    expect(not.filter((path) => mayBeStatic(path, []))).toEqual([]);
  });

  it("takes everything that lies where static files do", () => {
    expect(mayBeStatic("shop/static/shop/robots.txt", [])).toBe(true);
    expect(mayBeStatic("assets/offline.html", ["assets"])).toBe(true);
    expect(mayBeStatic("assets_of/offline.html", ["assets"])).toBe(false);
  });
});

describe("foldersOf", () => {
  it("reads STATICFILES_DIRS, also with prefixes", () => {
    const settings = { STATICFILES_DIRS: ["assets/", ["vendor", "node/dist"]] };
    expect(foldersOf({ settings } as unknown as Facts)).toEqual(["assets", "node/dist"]);
    expect(foldersOf({ settings: {} } as unknown as Facts)).toEqual([]);
  });
});
