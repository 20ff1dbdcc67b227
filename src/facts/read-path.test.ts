import { describe, expect, it } from "vitest";
import { sayPath } from "./read-path.ts";

const literal = (text: string) => ({ kind: "literal", text }) as const;
const pattern = (text: string) => ({ kind: "pattern", text }) as const;
const parameter = (converter: string, name: string) =>
  ({ kind: "parameter", text: `<${converter}:${name}>`, converter, name }) as const;

describe("sayPath", () => {
  it("writes converters as Django does", () => {
    const segments = [literal("posts/"), parameter("int", "pk"), literal("/"), parameter("str", "tab")];
    expect(sayPath({ segments })).toBe("/posts/<int:pk>/<tab>");
  });

  it("names the root", () => {
    expect(sayPath({ segments: [] })).toBe("/");
  });

  it.each([
    [[literal("posts/"), pattern("(?P<pk>\\d+)/$")], "/posts/<int:pk>/"],
    [[literal("posts/"), pattern("(?P<pk>[^/.]+)/$")], "/posts/<pk>/"],
    [[literal("a/"), pattern("(?P<year>[0-9]{4})/(?P<slug>[\\w-]+)$")], "/a/<year ~ [0-9]{4}>/<slug:slug>"],
    [[literal("posts"), pattern("\\.(?P<format>[a-z0-9]+)/?$")], "/posts.<format ~ [a-z0-9]+>[/]"],
    [[literal("tag/"), pattern("([a-z]+)/")], "/tag/<~ [a-z]+>/"],
    [[literal("p/"), pattern("(.*)$")], "/p/<path>"],
    [[literal("nested/"), pattern("(?P<a>(x|y)[)(])/$")], "/nested/<a ~ (x|y)[)(]>/"],
  ])("reads regular expressions: %#", (segments, said) => {
    expect(sayPath({ segments })).toBe(said);
  });

  it.each([
    [[pattern("(?:en|de)/$")], "/<~ (?:en|de)>/"],
    [[literal("x/"), pattern("[a-z]+\\d*$")], "/x/<~ [a-z]+\\d*>"],
    [[literal("x/"), pattern("a|b(")], "/x/<~ a|b(>"],
    [[pattern("(?P<a>\\d+)?x$")], "/<~ (?P<a>\\d+)?>x"],
  ])("leaves what can only be a regular expression as it is: %#", (segments, said) => {
    expect(sayPath({ segments })).toBe(said);
  });

  it("reads what is included below a regular expression", () => {
    const segments = [
      literal("api/"),
      pattern("(?P<version>v\\d)/"),
      literal("posts/"),
      parameter("uuid", "id"),
    ];
    expect(sayPath({ segments })).toBe("/api/<version ~ v\\d>/posts/<uuid:id>");
  });
});
