import { GetRoleCommand, IAMClient, paginateSimulatePrincipalPolicy } from "@aws-sdk/client-iam";
import type { Aws } from "../aws.ts";
import { isAwsError, unlessAwsError } from "../data/aws-error.ts";
import { inParallel } from "../data/in-parallel.ts";
import type { NeededRights } from "../data/needed-rights.ts";
import { partitionOf } from "../data/partition.ts";

/** Actions of one question: the request grows with each. */
const perQuestion = 50;
/** IAM throttles whoever asks more at a time. */
const together = 4;

/**
 * Asks IAM which actions the caller lacks; nothing is tried. What policies of the organization and boundaries say is part of the
 * answer, what policies of single resources say is not.
 *
 * @returns Their names in order; null where nobody may be asked, or the caller is none that IAM simulates.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export async function findMissingActions(
  aws: Aws,
  rights: readonly NeededRights[],
): Promise<readonly string[] | null> {
  // The account's own user is allowed everything, and IAM simulates nothing for it.
  if (aws.caller.endsWith(":root")) return [];
  try {
    const principal = await principalOf(aws);
    if (principal === undefined) return null;
    const missing = new Set<string>();
    await inParallel(questionsOf(rights), together, async ({ resource, actions }) => {
      const question = { PolicySourceArn: principal, ActionNames: [...actions], ResourceArns: [resource] };
      const pages = paginateSimulatePrincipalPolicy({ client: aws.client(IAMClient) }, question);
      for await (const { EvaluationResults = [] } of pages)
        for (const { EvalActionName = "", EvalDecision } of EvaluationResults)
          if (EvalDecision !== "allowed") missing.add(EvalActionName);
    });
    return [...missing].toSorted();
  } catch (error) {
    if (isAwsError(error, "AccessDenied", "AccessDeniedException", "NoSuchEntity", "NoSuchEntityException"))
      return null;
    throw error;
  }
}

interface Question {
  readonly resource: string;
  readonly actions: readonly string[];
}

/** Several resources in one question would be answered as one: each is asked for by itself. */
function questionsOf(rights: readonly NeededRights[]): readonly Question[] {
  const byResource = new Map<string, Set<string>>();
  for (const { actions, resources } of rights)
    for (const resource of resources) {
      const known = byResource.get(resource) ?? new Set();
      for (const action of actions) known.add(action);
      byResource.set(resource, known);
    }
  return [...byResource].flatMap(([resource, found]) => {
    const actions = [...found];
    const count = Math.ceil(actions.length / perQuestion);
    return Array.from({ length: count }, (_, index) => ({
      resource,
      actions: actions.slice(index * perQuestion, (index + 1) * perQuestion),
    }));
  });
}

/**
 * The user or role whose policies count for the caller. The ARN of a session does not say the path of its role, which roles of
 * single sign-on have.
 */
async function principalOf(aws: Aws): Promise<string | undefined> {
  const { caller, account } = aws;
  const [, kind, name] = /:(user|assumed-role|federated-user)\/([^/]+)/.exec(caller) ?? [];
  if (kind === "user") return caller;
  if (kind !== "assumed-role" || name === undefined) return undefined;
  const asked = aws.client(IAMClient).send(new GetRoleCommand({ RoleName: name }));
  const found = await unlessAwsError(asked, "AccessDenied", "NoSuchEntity", "NoSuchEntityException");
  return found?.Role?.Arn ?? `arn:${partitionOf(aws)}:iam::${account}:role/${name}`;
}
