import { describe, expect, it } from "vitest";
import { parseEnvironmentFile } from "./environment.ts";

describe("parseEnvironmentFile", () => {
  it.each([
    ["NAME=value", { NAME: "value" }],
    ["  export NAME = value  ", { NAME: "value" }],
    ["# A=1\n\nB=2\r\nC=3", { B: "2", C: "3" }],
    ["A=one # comment", { A: "one" }],
    ["A=one#two", { A: "one#two" }],
    ["A='$x # y' # comment", { A: "$x # y" }],
    ['A="line\\none \\"two\\""', { A: 'line\none "two"' }],
    [
      'KEY="-----BEGIN-----\nabc\n-----END-----"\nB=1',
      { KEY: "-----BEGIN-----\nabc\n-----END-----", B: "1" },
    ],
    ["EMPTY=\nNEXT=1", { EMPTY: "", NEXT: "1" }],
    ["A=postgres://u:p@h/d?x=1&y=2", { A: "postgres://u:p@h/d?x=1&y=2" }],
    ["A='it is\nB=2", { A: "'it is", B: "2" }],
    ["not a variable", {}],
  ])("reads %j", (text, values) => {
    expect(parseEnvironmentFile(text)).toEqual(values);
  });
});
