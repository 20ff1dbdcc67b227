import { describe, expect, it } from "vitest";
import { assignmentsTo, readStatements } from "./source.ts";

const valuesOf = (source: string): readonly (string | undefined)[] => assignmentsTo(readStatements(source), "NAME");

describe("assignmentsTo", () => {
  it.each([
    ["NAME = 'a'", "a"],
    ['NAME = "a"  # NAME = "b"', "a"],
    ["NAME: str = 'a'", "a"],
    ["NAME = (\n  'a'\n  'b'\n)", "ab"],
    ["NAME = 'a' + '.b'", "a.b"],
    ["NAME = 'it\\'s'", "it's"],
    ["NAME = r'a\\d'", "a\\d"],
    ["NAME = '''a\nb'''", "a\nb"],
    ["NAME = 'a' \\\n  'b'", "ab"],
    ["if DEBUG:\n    NAME = 'a'", "a"],
    ["other = 'x'\nNAME = other", "x"],
    ["NAME = env('NAME', default='a')", "a"],
    ["NAME = env.str('NAME', default='a')", "a"],
    ["NAME = config('NAME', 'a')", "a"],
    ["NAME = os.environ.get('NAME', 'a')", "a"],
    ["NAME = os.getenv('NAME') or 'a'", "a"],
    ["NAME = os.environ.get('NAME', default=('a'))", "a"],
  ])("reads %s", (source, value) => {
    expect(valuesOf(source)).toEqual([value]);
  });

  it.each([
    "NAME = f'{x}.a'",
    "NAME = os.environ['NAME']",
    "NAME = '%s.a' % x",
    "NAME = 'a' if x else 'b'",
    "NAME = x",
    "NAME = env('NAME')",
    "NAME = b'a'",
  ])("does not guess %s", (source) => {
    expect(valuesOf(source)).toEqual([undefined]);
  });

  it.each([
    "# NAME = 'a'",
    "'''\nNAME = 'a'\n'''",
    "x = \"NAME = 'a'\"",
    "f(NAME='a')",
    "NAME == 'a'",
    "OTHER_NAME = 'a'",
    "x.NAME = 'a'",
  ])("is not misled by %s", (source) => {
    expect(valuesOf(source)).toEqual([]);
  });

  it("gives all branches", () => {
    expect(valuesOf("if x:\n  NAME = 'a'\nelse:\n  NAME = 'b'\n")).toEqual(["a", "b"]);
  });

  it("gives what it can of a broken file, and of names that refer to each other", () => {
    expect(valuesOf("NAME = 'a\nNAME = 'b'\n]]]\nNAME = 'c'")).toContain("c");
    expect(valuesOf("NAME = x\nx = NAME")).toEqual([undefined]);
  });
});
