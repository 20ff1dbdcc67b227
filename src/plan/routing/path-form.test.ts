import { describe, expect, it } from "vitest";
import { routeOf } from "../../../test/routes.ts";
import { beginningOf, expressionOf, formOfGlob, formOfRoute, globOf, overlap } from "./path-form.ts";

const form = (pattern: string) => formOfRoute(routeOf(pattern, "views.any"));

describe("formOfRoute", () => {
  it("takes in what Django's own converters do", () => {
    const cases = [
      ["reports/<int:id>/pdf", "/reports/7/pdf", "/reports/x/pdf"],
      ["<slug:shop>/cart", "/books/cart", "/books/old/cart"],
      ["files/<path:name>", "/files/a/b.txt", "/file/a"],
      ["a.b/<str:x>", "/a.b/c", "/aab/c"],
      ["", "/", "/x"],
    ] as const;
    for (const [pattern, inside, outside] of cases) {
      const expression = new RegExp(expressionOf(form(pattern)));
      expect([pattern, expression.test(inside), expression.test(outside)]).toEqual([pattern, true, false]);
    }
  });

  it("takes a converter of the project's own for anything, and a regular expression from there on", () => {
    expect(globOf(form("by/<when:day>/list"))).toBe("/by/**/list");
    const route = routeOf("", "views.any", {
      segments: [
        { kind: "literal", text: "old/" },
        { kind: "pattern", text: "(?P<year>[0-9]{4})/$" },
      ],
    });
    expect(globOf(formOfRoute(route))).toBe("/old/**");
  });

  it("knows no language below i18n_patterns", () => {
    const route = routeOf("en/shop/", "views.any", { isLocalized: true });
    expect(globOf(formOfRoute(route))).toBe("/*/shop/");
    expect(beginningOf(formOfRoute(route))).toBe("/");
  });
});

describe("formOfGlob", () => {
  it("takes one star for a part between slashes and two for anything", () => {
    const expression = new RegExp(expressionOf(formOfGlob("/issues/*.csv")));
    expect(expression.test("/issues/open.csv")).toBe(true);
    expect(expression.test("/issues/a/b.csv")).toBe(false);
    expect(new RegExp(expressionOf(formOfGlob("/issues/**"))).test("/issues/a/b.csv")).toBe(true);
    expect(globOf(formOfGlob("/issues/**"))).toBe("/issues/**");
  });

  it("writes letters as a URL has them", () => {
    expect(expressionOf(formOfGlob("/報告/*"))).toBe("^/%E5%A0%B1%E5%91%8A/[^/]+$");
    expect(expressionOf(formOfGlob("/a%20b"))).toBe("^/a%20b$");
  });
});

describe("overlap", () => {
  it.each([
    ["/a/*", "/a/b", true],
    ["/a/*", "/a/b/c", false],
    ["/a/**", "/a/b/c", true],
    ["/a/**", "/b/**", false],
    ["/*/x", "/a/*", true],
    ["/*.csv", "/issues", false],
    ["/*.csv", "/*.pdf", false],
    ["/**/pdf", "/reports/**", true],
    ["/", "/", true],
    ["/", "/**", true],
  ])("of %s and %s: %s", (one, other, expected) => {
    expect(overlap(formOfGlob(one), formOfGlob(other))).toBe(expected);
    expect(overlap(formOfGlob(other), formOfGlob(one))).toBe(expected);
  });

  it("keeps digits apart from letters", () => {
    expect(overlap(form("issues/<int:id>"), form("issues/new"))).toBe(false);
    expect(overlap(form("issues/<int:id>"), form("issues/42"))).toBe(true);
    expect(overlap(form("issues/<slug:id>"), form("issues/new"))).toBe(true);
  });
});
