import { describe, expect, it } from "vitest";
import { specifierOfPoetry } from "./poetry-constraint.ts";

describe("specifierOfPoetry", () => {
  it.each([
    ["*", ""],
    ["^4.2", ">=4.2,<5"],
    ["^4.2.1", ">=4.2.1,<5"],
    ["^0.3.1", ">=0.3.1,<0.4"],
    ["^0.0.3", ">=0.0.3,<0.0.4"],
    ["^0", ">=0,<1"],
    ["~4.2.1", ">=4.2.1,<4.3"],
    ["~4", ">=4,<5"],
    ["~=4.2", "~=4.2"],
    ["4.2", "==4.2"],
    ["=4.2", "==4.2"],
    ["4.2.*", "==4.2.*"],
    [">=4.2,<5.0", ">=4.2,<5.0"],
    [">=4.2 <5.0", ">=4.2,<5.0"],
    ["^3.8 || ^4.0", ">=4.0,<5"],
  ])("turns %j into %j", (constraint, specifier) => {
    expect(specifierOfPoetry(constraint)).toBe(specifier);
  });
});
