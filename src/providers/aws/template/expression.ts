/**
 * A value that CloudFormation works out while it deploys: `Ref`, `Fn::GetAtt`, `Fn::Join`, `Fn::Select`.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export type Expression =
  | { readonly Ref: string }
  | { readonly "Fn::GetAtt": readonly [logicalId: string, attribute: string] }
  | { readonly "Fn::Join": readonly [separator: string, parts: readonly Text[]] }
  | { readonly "Fn::Select": readonly [index: number, list: List] };

/** A list of texts, of which `select` takes one; an attribute may be one, too. */
export type List =
  | { readonly "Fn::Split": readonly [separator: string, text: Text] }
  | { readonly "Fn::GetAZs": Text }
  | { readonly "Fn::Cidr": readonly [block: Text, count: number, hostBits: number] }
  | Expression;

export type Text = string | Expression;
export type Numeric = number | Expression;
export type Flag = boolean | Expression;

/** A JSON document in the middle of a template, such as a policy; expressions may stand anywhere in it. */
export type Document =
  | string
  | number
  | boolean
  | null
  | Expression
  | readonly Document[]
  | { readonly [name: string]: Document };

export interface Tag {
  readonly Key: string;
  readonly Value: Text;
}

/**
 * What a template knows of the account and Region it is deployed to.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html
 */
export const pseudo = {
  accountId: { Ref: "AWS::AccountId" },
  partition: { Ref: "AWS::Partition" },
  region: { Ref: "AWS::Region" },
  urlSuffix: { Ref: "AWS::URLSuffix" },
} as const satisfies Record<string, Expression>;

/** Puts parts together to one text. */
export function join(...parts: readonly Text[]): Text {
  return parts.every((part) => typeof part === "string") ? parts.join("") : { "Fn::Join": ["", parts] };
}

/** Takes a text apart. */
export function split(separator: string, text: Text): List {
  return { "Fn::Split": [separator, text] };
}

/** One text of a list, counted from 0. */
export function select(index: number, list: List): Expression {
  return { "Fn::Select": [index, list] };
}

/** The Availability Zones that the account may use in the Region of the stack, in the order of their names. */
export const zones: List = { "Fn::GetAZs": "" };

/** The first `count` blocks of equal size in a block of addresses, each with 2 to the power of `hostBits` of them. */
export function blocksOf(block: Text, count: number, hostBits: number): List {
  return { "Fn::Cidr": [block, count, hostBits] };
}

/** ARN of something in the account and Region that the template is deployed to. */
export function arn(service: string, resource: Text): Text {
  return join("arn:", pseudo.partition, `:${service}:`, pseudo.region, ":", pseudo.accountId, ":", resource);
}
