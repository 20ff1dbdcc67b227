import { UserError } from "../../../errors.ts";
import { hashText } from "../../../system/files.ts";
import type { TagPair } from "../names.ts";
import type { Template } from "../template/template.ts";

/**
 * Output that says which template a stack runs. A tag would do as well, but CloudFormation passes a stack's tags on to all
 * that is in it: each release would touch every resource, a CloudFront distribution for minutes.
 */
export const digestOutput = "TemplateDigest";

/**
 * What one call may carry of a template; a longer one has to lie in S3.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
export const inlineBytes = 51_200;
const mostBytes = 1_048_576;
const mostResources = 500;

/** A template as it is sent. */
export interface SealedTemplate {
  /** Compact JSON. */
  readonly body: string;
  /** Of the template, its parameters and the stack's tags: a stack with the same digest has nothing to change. */
  readonly digest: string;
  /** Length of the body in UTF-8. */
  readonly bytes: number;
}

/**
 * Writes a template down, with its own digest among the outputs.
 *
 * @throws {UserError} `STACK_TOO_MANY_RESOURCES` past 500, `STACK_TEMPLATE_TOO_LARGE` past 1 MB.
 */
export function sealTemplate(
  name: string,
  template: Template,
  tags: readonly TagPair[],
  parameters: Readonly<Record<string, string>> = {},
): SealedTemplate {
  if (digestOutput in template.Outputs) throw new TypeError(`${digestOutput} is not for the template to say`);
  const count = Object.keys(template.Resources).length;
  if (count > mostResources)
    throw new UserError("STACK_TOO_MANY_RESOURCES", { stack: name, count, most: mostResources });
  const digest = hashText(JSON.stringify([template, tags, parameters]));
  const body = JSON.stringify({
    ...template,
    Outputs: { ...template.Outputs, [digestOutput]: { Value: digest } },
  });
  const bytes = Buffer.byteLength(body);
  if (bytes > mostBytes)
    throw new UserError("STACK_TEMPLATE_TOO_LARGE", { stack: name, bytes, most: mostBytes });
  return { body, digest, bytes };
}
