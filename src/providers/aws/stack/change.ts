import type { ResourceChange } from "@aws-sdk/client-cloudformation";
import type { StackChange } from "./stack-change.ts";

/** A change as a change set has it; none where only CloudFormation's own notes change. */
export function readChange(change: ResourceChange): readonly StackChange[] {
  const { LogicalResourceId: logicalId = "", ResourceType: type = "" } = change;
  const base = { logicalId, type, mayReplace: false, properties: [] };
  switch (change.Action) {
    case "Add":
    case "Import":
      return [{ ...base, action: "create" }];
    case "Remove":
      return [{ ...base, action: change.PolicyAction === "Retain" ? "retain" : "delete" }];
    case "Modify":
    case "Dynamic":
      return [
        {
          ...base,
          action: change.Replacement === "True" ? "replace" : "update",
          mayReplace: change.Replacement === "Conditional" || change.Action === "Dynamic",
          properties: propertiesOf(change),
        },
      ];
    default:
      return [];
  }
}

function propertiesOf({ Details = [] }: ResourceChange): readonly string[] {
  const names = Details.flatMap(({ Target }) => Target?.Name ?? Target?.Attribute ?? []);
  return [...new Set(names)].toSorted();
}
