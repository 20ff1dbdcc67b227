import { z } from "zod";

/**
 * A second version behind an alias, and the share of invocations that it gets: AWS's `AdditionalVersionWeights`, which
 * holds one version at most.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_AliasRoutingConfiguration.html
 */
export const additionalVersionSchema = z
  .object({
    version: z.number().int().min(1),
    /** 0 to 1; the alias's own version gets what is left. */
    weight: z.number().min(0).max(1),
  })
  .readonly();
export type AdditionalVersion = z.infer<typeof additionalVersionSchema>;

/** Where an alias sends invocations. */
export interface AliasTarget {
  readonly version: number;
  readonly additional: AdditionalVersion | undefined;
}

/**
 * Which version the next invocation of an alias goes to. Each one is drawn anew, as Lambda does it: a client is not kept
 * on one version, and with few invocations the shares are rough.
 *
 * @param random At least 0 and below 1.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
 */
export function drawVersion({ version, additional }: AliasTarget, random: number): number {
  return additional !== undefined && random < additional.weight ? additional.version : version;
}

/** What is left of an alias when a version goes away; undefined when the alias has nothing to point at any more. */
export function withoutVersion(target: AliasTarget, version: number): AliasTarget | undefined {
  if (target.version === version) return undefined;
  return target.additional?.version === version ? { version: target.version, additional: undefined } : target;
}
