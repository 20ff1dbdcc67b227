import { describe, expect, it } from "vitest";
import { compareVersions, parseSpecifier, parseVersion } from "./version.ts";

describe("parseSpecifier", () => {
  it.each([
    ["3.12", ["3.12.0", "3.12.9"], ["3.11.9", "3.13.0"]],
    ["3.12.1", ["3.12.1"], ["3.12.2"]],
    [">=3.10,<3.13", ["3.10.0", "3.12.9"], ["3.9.18", "3.13.0"]],
    [">= 3.10, < 4", ["3.14.0"], ["3.9.0", "4.0.0"]],
    ["~=3.11", ["3.11.0", "3.13.0"], ["3.10.9", "4.0.0"]],
    ["~=3.11.4", ["3.11.4", "3.11.9"], ["3.11.3", "3.12.0"]],
    ["==3.12.*", ["3.12.7"], ["3.13.0"]],
    ["!=3.12.*,>=3.11", ["3.11.0", "3.13.0"], ["3.12.7"]],
    [">3.11", ["3.12.0"], ["3.11.9"]],
    ["^3.10", ["3.10.0", "3.13.0"], ["3.9.0", "4.0.0"]],
    ["~3.11", ["3.11.9"], ["3.12.0"]],
    [">=3.9 <3.12", ["3.11.0"], ["3.12.0"]],
    ["3.10 || ^3.12", ["3.10.4", "3.13.0"], ["3.11.0"]],
    ["*", ["3.8.0"], []],
    ["3", ["3.8.0", "3.13.0"], ["4.0.0"]],
  ])("%s", (specifier, inside, outside) => {
    const isWanted = parseSpecifier(specifier);
    const all = [...inside, ...outside];
    expect(all.filter((version) => isWanted?.(parseVersion(version) ?? []))).toEqual(inside);
  });

  it.each(["pypy3.10", "my-env", ">=three", "@3.12"])("cannot read %s", (text) => {
    expect(parseSpecifier(text)).toBeUndefined();
  });
});

describe("compareVersions", () => {
  it("compares by number, and takes a missing one for zero", () => {
    const compare = (a: string, b: string): number =>
      Math.sign(compareVersions(parseVersion(a) ?? [], parseVersion(b) ?? []));
    expect([compare("3.9", "3.10"), compare("3.10", "3.10.0"), compare("3.13.1", "3.13")]).toEqual([-1, 0, 1]);
  });
});
