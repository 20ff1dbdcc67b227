import type { Expression, Tag, Text } from "./expression.ts";
import { taggedTypes, type ResourceType, type ResourceTypes } from "./resource-types.ts";

/** A resource of a template, as others of the same template refer to it. */
export interface Resource<T extends ResourceType> {
  readonly logicalId: string;
  readonly type: T;
  /** What `Ref` gives: a name or an id, as the type's page says. */
  readonly ref: Expression;
  readonly attribute: (name: ResourceTypes[T]["attribute"]) => Expression;
}

/** What holds for a resource apart from its properties. */
export interface ResourceOptions {
  readonly dependsOn?: readonly Pick<Resource<ResourceType>, "logicalId">[];
  /** `Retain` leaves it where it is when the template no longer has it, or the stack is deleted. Default: it is deleted. */
  readonly deletionPolicy?: "Retain";
}

/** A template in the making. */
export interface TemplateBuilder {
  /**
   * Adds a resource.
   *
   * @param logicalId Its name in the template, letters and digits; a change of it makes another resource.
   * @throws {TypeError} The name is taken, or not one.
   */
  readonly add: <T extends ResourceType>(
    logicalId: string,
    type: T,
    properties: ResourceTypes[T]["properties"],
    options?: ResourceOptions,
  ) => Resource<T>;
  /**
   * Names something that is there without the template, such as a certificate. Its ARN is no part of the template: it goes to
   * CloudFormation beside it. The name may be used more than once.
   *
   * @returns What refers to it.
   */
  readonly parameter: (name: string, value: string) => Expression;
  /** Adds a value that can be asked for once the stack is there. */
  readonly output: (name: string, value: Text) => void;
  readonly build: () => Template;
  /** The values of what was named: a stack is made of them and the template. */
  readonly parameters: () => Readonly<Record<string, string>>;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
export interface Template {
  readonly AWSTemplateFormatVersion: "2010-09-09";
  readonly Description: string;
  readonly Parameters?: Readonly<Record<string, { readonly Type: "String" }>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: Text }>>;
}

export interface TemplateResource {
  readonly Type: ResourceType;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: "Retain";
  readonly UpdateReplacePolicy?: "Retain";
}

/**
 * Begins a template.
 *
 * @param tags Put on every resource that takes tags, beside its own.
 */
export function createTemplate(description: string, tags: readonly Tag[]): TemplateBuilder {
  const resources = new Map<string, TemplateResource>();
  const parameters = new Map<string, string>();
  const outputs = new Map<string, { readonly Value: Text }>();
  return {
    add: (logicalId, type, properties, { dependsOn = [], deletionPolicy } = {}) => {
      if (!/^[A-Za-z0-9]{1,255}$/.test(logicalId)) throw new TypeError(`${logicalId} is no logical id`);
      if (resources.has(logicalId)) throw new TypeError(`the template has a ${logicalId} already`);
      resources.set(logicalId, {
        Type: type,
        Properties: withTags(type, { ...properties }, tags),
        ...(dependsOn.length === 0 ? {} : { DependsOn: dependsOn.map((one) => one.logicalId) }),
        ...(deletionPolicy === undefined
          ? {}
          : { DeletionPolicy: deletionPolicy, UpdateReplacePolicy: deletionPolicy }),
      });
      return {
        logicalId,
        type,
        ref: { Ref: logicalId },
        attribute: (name) => ({ "Fn::GetAtt": [logicalId, name] }),
      };
    },
    parameter: (name, value) => {
      parameters.set(name, value);
      return { Ref: name };
    },
    output: (name, value) => void outputs.set(name, { Value: value }),
    build: () => ({
      AWSTemplateFormatVersion: "2010-09-09",
      Description: description,
      ...(parameters.size === 0 ? {} : { Parameters: declare([...parameters.keys()]) }),
      Resources: Object.fromEntries(resources),
      Outputs: Object.fromEntries(outputs),
    }),
    parameters: () => Object.fromEntries(parameters),
  };
}

function declare(names: readonly string[]): NonNullable<Template["Parameters"]> {
  return Object.fromEntries(names.map((name) => [name, { Type: "String" }]));
}

function withTags(
  type: ResourceType,
  properties: Readonly<Record<string, unknown>>,
  tags: readonly Tag[],
): Readonly<Record<string, unknown>> {
  if (!taggedTypes.has(type)) return properties;
  const own = (properties["Tags"] ?? []) as readonly Tag[];
  const others = tags.filter(({ Key }) => !own.some((tag) => tag.Key === Key));
  return { ...properties, Tags: [...others, ...own] };
}
