import { describe, expect, it } from "vitest";
import { loadContract } from "./contract.ts";

const contract = loadContract();
const headers = { "content-type": "application/json" };

describe("the contract", () => {
  it("knows the operation of a request, and accepts what the document allows", () => {
    const body = { project: { name: "x", pg_version: 17, region_id: "aws-us-east-1" } };
    expect(contract.readRequest({ method: "POST", path: "/api/v2/projects", headers, body })).toMatchObject({
      operation: "createProject",
      faults: [],
    });
    expect(
      contract.readRequest({
        method: "GET",
        path: "/api/v2/projects?limit=400&search=x",
        headers,
        body: undefined,
      }),
    ).toMatchObject({ operation: "listProjects", faults: [], query: { search: "x" } });
  });

  it.each([
    ["a value out of range", { project: { pg_version: 13 } }, "must be >= 14"],
    ["a key that nobody knows", { project: { nmae: "x" } }, "must NOT have additional properties"],
    ["a missing part", {}, "must have required property 'project'"],
  ])("refuses %s", (_, body, fault) => {
    const { faults } = contract.readRequest({ method: "POST", path: "/api/v2/projects", headers, body });
    expect(faults.join("\n")).toContain(fault);
  });

  it("refuses a limit that is too large, a path that is none, and an answer that lacks something", () => {
    const ask = (path: string): readonly string[] =>
      contract.readRequest({ method: "GET", path, headers, body: undefined }).faults;
    expect(ask("/api/v2/projects?limit=401").join("\n")).toContain("must be <= 400");
    expect(ask("/api/v2/nothing")).toStrictEqual(["no operation /api/v2/nothing"]);
    expect(contract.checkAnswer("getProject", 200, { project: { id: "x" } }).length).toBeGreaterThan(5);
    expect(contract.checkAnswer("getProject", 404, { code: "", message: "no" })).toStrictEqual([]);
  });
});
