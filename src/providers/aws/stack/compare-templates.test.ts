import { describe, expect, it } from "vitest";
import { smallStack } from "../../../../test/aws/small-stack.ts";
import { requestFor, stackGround } from "../../../../test/aws/stack-ground.ts";
import { watching } from "../../../../test/aws/watching.ts";
import { compareTemplates, type DeployedResource } from "./compare-templates.ts";
import { deployStack } from "./deploy-stack.ts";
import { readTemplate } from "./read-template.ts";
import type { StackChange } from "./stack-change.ts";

const code = { bucket: "files", key: "code/one.zip", digest: "one" };
const before = smallStack({ name: "blog", code, hasDoor: true });
const said = (changes: readonly StackChange[]): readonly string[] =>
  changes.map(({ logicalId, action, properties }) => [action, logicalId, ...properties].join(" "));
const changed = (id: string, change: (resource: DeployedResource) => DeployedResource) => ({
  Resources: { ...before.Resources, [id]: change(resourceOf(id)) },
});
const resourceOf = (id: string): DeployedResource => {
  const resource = before.Resources[id];
  if (resource === undefined) throw new Error(`the template has no ${id}`);
  return resource;
};
const withProperty = (id: string, name: string, value: unknown) =>
  changed(id, (one) => ({ ...one, Properties: { ...(one.Properties as object), [name]: value } }));

describe("compareTemplates", () => {
  it("creates everything where nothing is deployed", () => {
    const changes = compareTemplates(undefined, before);
    expect(new Set(changes.map(({ action }) => action))).toEqual(new Set(["create"]));
    expect(changes).toHaveLength(Object.keys(before.Resources).length);
  });

  it("finds nothing in the same template, in whatever order its keys stand", () => {
    const shuffled = JSON.parse(JSON.stringify(before), (_key, value: unknown) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toReversed())
        : value,
    ) as typeof before;
    expect(compareTemplates(before, shuffled)).toEqual([]);
  });

  it("updates what changes in place, and nothing that only refers to it", () => {
    expect(said(compareTemplates(before, withProperty("Web", "MemorySize", 512)))).toEqual([
      "update Web MemorySize",
    ]);
  });

  it("replaces what cannot change, and what refers to it by such a property", () => {
    expect(said(compareTemplates(before, withProperty("Web", "FunctionName", "other")))).toEqual([
      "replace Web FunctionName",
      expect.stringMatching(/^replace Version\w+ FunctionName$/) as string,
      "replace Door TargetFunctionArn",
    ]);
  });

  it("updates what refers to something replaced by a property that may change", () => {
    expect(said(compareTemplates(before, withProperty("Role", "RoleName", "blog")))).toEqual([
      "replace Role RoleName",
      "update Web Role",
    ]);
  });

  it("tells what is deleted from what only leaves the stack", () => {
    const { Door: _door, ...left } = before.Resources;
    const version = Object.keys(left).find((id) => id.startsWith("Version")) ?? "";
    const { [version]: _version, ...rest } = left;
    expect(said(compareTemplates(before, { Resources: rest }))).toEqual([`retain ${version}`, "delete Door"]);
  });

  it("sees another deletion policy, and no change in what has only another order", () => {
    const kept = changed("Logs", (one) => ({ ...one, DeletionPolicy: "Retain" }));
    expect(said(compareTemplates(before, kept))).toEqual(["update Logs DeletionPolicy"]);
    const ordered = changed("Web", (one) => ({ ...one, DependsOn: ["Logs", "Role"] }));
    expect(compareTemplates(before, ordered)).toEqual([]);
  });

  it("knows a resource of a type that is no more", () => {
    const older = { Resources: { ...before.Resources, Old: { Type: "AWS::Old::Thing" } } };
    expect(said(compareTemplates(older, before))).toEqual(["delete Old"]);
  });
});

describe("compareTemplates and readTemplate, beside the change set of a real deployment", () => {
  const { aws, code: uploaded } = stackGround();

  it("say before what is changed then", async () => {
    const { one, two } = uploaded();
    await deployStack(aws(), requestFor({ name: "compared", code: one, logGroups: 2 }), watching());
    const wanted = requestFor({ name: "compared", code: two, memoryMb: 256, logGroups: 1 });
    const foretold = compareTemplates(await readTemplate(aws(), "compared"), wanted.template);
    const { changes } = await deployStack(aws(), wanted, watching());
    const sorted = (list: readonly StackChange[]): readonly string[] => said(list).toSorted();
    expect(sorted(foretold)).toEqual(sorted(changes));
    expect(sorted(foretold)).toHaveLength(4);
  });

  it("say nothing of a stack that is not there", async () => {
    expect(await readTemplate(aws(), "nowhere")).toBeUndefined();
  });
});
