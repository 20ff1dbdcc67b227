import { isDeepStrictEqual } from "node:util";
import { replacingProperties } from "../template/resource-types.ts";
import type { StackChange } from "./stack-change.ts";

/** What is compared of a template; one that was deployed may be of an older version, with types that are no more. */
export interface DeployedTemplate {
  readonly Resources: Readonly<Record<string, DeployedResource>>;
}

export interface DeployedResource {
  readonly Type: string;
  readonly Properties?: unknown;
  readonly DeletionPolicy?: unknown;
  readonly UpdateReplacePolicy?: unknown;
}

/** What becomes of a resource that both templates have. */
interface Fate {
  readonly properties: ReadonlySet<string>;
  readonly isReplaced: boolean;
}

/** What may change beside the properties; another `DependsOn` is no change of the resource. */
const attributes = ["DeletionPolicy", "UpdateReplacePolicy"] as const;

/**
 * Says what deploying a template would do, as a change set would, but without making one: that is a write, and for a stack
 * that is not there yet it makes the stack. Pure. Our templates have no parameters, conditions or macros, so that all there is
 * to know stands in them. What refers to a resource that is replaced changes with it; what refers to one that is only updated
 * does not, since its ARN and name stay.
 *
 * @param deployed The template that the stack runs; undefined where there is none.
 * @returns Changes in the order of the wanted template, then what is removed.
 */
export function compareTemplates(
  deployed: DeployedTemplate | undefined,
  wanted: DeployedTemplate,
): readonly StackChange[] {
  const before = deployed?.Resources ?? {};
  const fates = fatesOf(before, wanted.Resources);
  const there = Object.entries(wanted.Resources).flatMap(([logicalId, { Type }]): readonly StackChange[] => {
    const base = { logicalId, type: Type, mayReplace: false };
    const fate = fates.get(logicalId);
    if (fate === undefined) return [{ ...base, action: "create", properties: [] }];
    if (fate.properties.size === 0) return [];
    const action = fate.isReplaced ? "replace" : "update";
    return [{ ...base, action, properties: [...fate.properties].toSorted() }];
  });
  const gone = Object.entries(before)
    .filter(([logicalId]) => !(logicalId in wanted.Resources))
    .map(([logicalId, { Type, DeletionPolicy }]): StackChange => {
      const action = DeletionPolicy === "Retain" ? "retain" : "delete";
      return { logicalId, type: Type, action, mayReplace: false, properties: [] };
    });
  return [...there, ...gone];
}

/** Begins with what differs and goes on to what refers to it, until nothing more changes. */
function fatesOf(
  before: DeployedTemplate["Resources"],
  after: DeployedTemplate["Resources"],
): ReadonlyMap<string, Fate> {
  let fates = new Map<string, Fate>();
  for (const [id, resource] of Object.entries(after)) {
    const old = before[id];
    if (old !== undefined) fates.set(id, compareResources(old, resource));
  }
  for (;;) {
    const replaced = new Set([...fates].filter(([, { isReplaced }]) => isReplaced).map(([id]) => id));
    const next = new Map(
      [...fates].map(([id, fate]): [string, Fate] => [id, follow(fate, after[id], replaced)]),
    );
    if (isDeepStrictEqual(next, fates)) return fates;
    fates = next;
  }
}

function compareResources(old: DeployedResource, wanted: DeployedResource): Fate {
  const [was, is] = [propertiesOf(old), propertiesOf(wanted)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const changed = names.filter((name) => !isDeepStrictEqual(was[name], is[name]));
  const others = attributes.filter((name) => old[name] !== wanted[name]);
  const isReplaced = old.Type !== wanted.Type || changed.some((name) => replaces(wanted.Type, name));
  return { properties: new Set([...changed, ...others]), isReplaced };
}

/** Adds the properties that refer to something that is replaced. */
function follow(
  { properties, isReplaced }: Fate,
  resource: DeployedResource | undefined,
  replaced: ReadonlySet<string>,
): Fate {
  if (resource === undefined) return { properties, isReplaced };
  const referring = Object.entries(propertiesOf(resource))
    .filter(([, value]) => referencesIn(value).some((id) => replaced.has(id)))
    .map(([name]) => name);
  return {
    properties: new Set([...properties, ...referring]),
    isReplaced: isReplaced || referring.some((name) => replaces(resource.Type, name)),
  };
}

const replacing: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(replacingProperties));

function replaces(type: string, property: string): boolean {
  return replacing.get(type)?.includes(property) ?? false;
}

function propertiesOf({ Properties }: DeployedResource): Readonly<Record<string, unknown>> {
  return typeof Properties === "object" && Properties !== null ? { ...Properties } : {};
}

/** Logical ids that a value refers to, by `Ref` and `Fn::GetAtt`. */
function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    if (name === "Ref" && typeof inner === "string") return [inner];
    if (name === "Fn::GetAtt" && Array.isArray(inner)) return [String(inner[0])];
    return referencesIn(inner);
  });
}
