import { describe, expect, it } from "vitest";
import { readYaml } from "./read-yaml.ts";
import { plainOf, treeAt } from "./tree.ts";

const read = (text: string, version: "1.1" | "1.2" = "1.2") => readYaml(text, { file: "x.yml", version });

describe("readYaml", () => {
  it("gives each value with its key and line", () => {
    const tree = read("a:\n  b: 1\n  c: [x, y]\n\nd: yes\n");
    expect(treeAt(tree, "a", "c")).toMatchObject({ key: "a.c", line: 3, value: ["x", "y"] });
    expect(treeAt(tree, "d")).toMatchObject({ line: 5, value: "yes" });
  });

  it("reads a file as Python's reader does, where it is Python that reads it otherwise", () => {
    expect(plainOf(read("a: yes\n", "1.1"))).toEqual({ a: true });
  });

  it("takes tables in with <<, wherever it stands, below what is said in place", () => {
    const text = "base: &base\n  a: 1\n  b: 2\nstage:\n  b: 3\n  <<: *base\n";
    expect(plainOf(treeAt(read(text), "stage") ?? read(""))).toEqual({ a: 1, b: 3 });
  });

  it.each([
    ["!Ref Bucket", "!Ref Bucket"],
    ["!GetAtt [Bucket, Arn]", "!GetAtt [Bucket, Arn]"],
    ['!Sub "${Bucket}/*"', '!Sub "${Bucket}/*"'],
    ["!Join ['', [a, !Ref B]]", "!Join ['', [a, !Ref B]]"],
    ["{ Ref: Bucket }", "{ Ref: Bucket }"],
    ["{ Fn::ImportValue: x }", "{ Fn::ImportValue: x }"],
  ])("keeps what CloudFormation works out as it is written: %s", (written, value) => {
    expect(treeAt(read(`a: ${written}\n`), "a")).toMatchObject({ value, isReference: true });
  });

  it("says where the text stops being YAML", () => {
    const attempt = (): unknown => read("a: 1\nb: [1,\nc: 2\n");
    expect(attempt).toThrow(expect.objectContaining({ code: "IMPORT_SYNTAX" }));
    expect(attempt).toThrow(expect.objectContaining({ place: expect.objectContaining({ line: 3 }) }));
  });

  it("refuses a file that says itself over and over", () => {
    const tables = Array.from({ length: 8 }, (_, index) => {
      const items = Array.from({ length: 9 }, () => (index === 0 ? "x" : `*t${index - 1}`));
      return `t${index}: &t${index} [${items.join(", ")}]`;
    });
    expect(() => read(`${tables.join("\n")}\n`)).toThrow(expect.objectContaining({ code: "IMPORT_SYNTAX" }));
  });

  it("gives an empty table for an empty file", () => {
    expect(read("").children.size).toBe(0);
    expect(read("- 1\n").children.size).toBe(0);
  });
});
