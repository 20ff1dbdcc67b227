import { MonoliftError, UserError } from "../../errors.ts";
import type { AccountSurvey, UnreachedAccount } from "../../doctor/account.ts";
import type { Facts } from "../../facts/schema.ts";
import { makePlan } from "../../plan/plan.ts";
import { resourcesOf } from "../../plan/resources.ts";
import { findMissingActions } from "../../providers/aws/account/missing-actions.ts";
import { neededRights, type RightsNeeds } from "../../providers/aws/account/needed-rights.ts";
import { sketchTemplates } from "../../providers/aws/account/sketch-templates.ts";
import type { Aws } from "../../providers/aws/aws.ts";
import { connectToAws } from "../../providers/aws/connect.ts";
import { isAwsError } from "../../providers/aws/data/aws-error.ts";
import { readConcurrency } from "../../providers/aws/publish.ts";
import type { ActionContext } from "../context.ts";
import type { Site } from "../site.ts";
import { readSecrets, secretVariables } from "./stage-secrets.ts";

/** The account of a stage, or why it is not reached; whoever asks for it closes it. */
export type FoundAccount =
  | { readonly aws: Aws; readonly wanted: string | null }
  | { readonly aws: null; readonly unreached: UnreachedAccount };

/** Connects to the account of a stage. Credentials of another account are found out about, too. */
export async function findAccount(
  { environment }: Pick<ActionContext, "environment">,
  { stage }: Pick<Site, "stage">,
): Promise<FoundAccount> {
  try {
    const aws = await connectToAws({ ...stage, account: null }, environment);
    const isOther = stage.account !== null && stage.account !== aws.account;
    return { aws, wanted: isOther ? stage.account : null };
  } catch (error) {
    const why = error instanceof MonoliftError ? reasons[error.code] : undefined;
    if (why === undefined || !(error instanceof MonoliftError)) throw error;
    return { aws: null, unreached: { kind: "unreached", why, message: messageOf(error) } };
  }
}

const reasons: Readonly<Record<string, UnreachedAccount["why"]>> = {
  AWS_REGION_MISSING: "region",
  AWS_CREDENTIALS_MISSING: "credentials",
  AWS_CREDENTIALS_REFUSED: "refused",
  AWS_UNREACHABLE: "unreachable",
};

/** What AWS or its SDK has said, without our words around it. */
function messageOf({ facts }: MonoliftError): string {
  const { message } = facts as { readonly message?: unknown };
  return typeof message === "string" ? message : "";
}

/** The stage's secrets, to load the application with; none where they may not be read. */
export async function secretsIfAllowed(
  { signal }: Pick<ActionContext, "signal">,
  { names, stage: { secrets } }: Pick<Site, "names" | "stage">,
  found: FoundAccount,
): Promise<Readonly<Record<string, string>>> {
  if (found.aws === null || found.wanted !== null) return {};
  const { project, stage } = names;
  const place = {
    aws: found.aws,
    names: { project, stage },
    alias: undefined,
    live: undefined,
    secretsIn: secrets,
  };
  try {
    return secretVariables(await readSecrets(place, signal));
  } catch (error) {
    if (error instanceof UserError || isDenied(error)) return {};
    throw error;
  }
}

/**
 * Finds out what `doctor` says of an account: who calls, what they lack, what it allows. Only asks.
 *
 * @param facts What the application is; null where it could not be loaded: then what every stage needs is asked for.
 */
export async function surveyAccount(
  { stage, names }: Pick<Site, "stage" | "names">,
  found: FoundAccount,
  facts: Facts | null,
  size: { readonly isImage: boolean },
): Promise<AccountSurvey> {
  if (found.aws === null) return found.unreached;
  const { aws, wanted } = found;
  const { caller, account, region } = aws;
  const needs = { ...needsOf(stage, facts), ...size };
  const rights = neededRights(aws, { project: names.project, stage: names.stage }, needs);
  // In another account the rights would be those on things of the same name there.
  const [lacking, limit] =
    wanted === null ? await Promise.all([findMissingActions(aws, rights), limitIfAllowed(aws)]) : [[], null];
  const needed = [...new Set(rights.flatMap(({ actions }) => actions))].toSorted();
  // A command is served beside the requests.
  const functions = [stage.functions.web, ...stage.isolates];
  const mostAtOnce = functions.reduce((sum, { concurrency }) => sum + concurrency, 1);
  const concurrency = limit === null ? null : { limit, wanted: mostAtOnce };
  return { kind: "reached", caller, account, region, wanted, needed, lacking, concurrency };
}

function needsOf(stage: Site["stage"], facts: Facts | null): Omit<RightsNeeds, "isImage"> {
  const plan = facts === null ? null : makePlan(facts, stage);
  const onAws = plan === null ? least : sketchTemplates(plan, stage);
  return {
    types: onAws.types,
    door: onAws.door,
    hasDomain: stage.domain !== null,
    hasCluster: stage.database.engine === "aurora",
    hasNetwork: plan !== null && resourcesOf(plan, "network").length > 0,
    hasCanary: stage.release.canary !== null,
    hasMail: stage.mail !== null,
    secretsIn: stage.secrets.store === "ssm" ? "ssm" : "secretsmanager",
  };
}

/** What every stage has. */
const least = {
  types: [
    "AWS::IAM::Role",
    "AWS::Lambda::Function",
    "AWS::Lambda::Permission",
    "AWS::Lambda::Url",
    "AWS::Lambda::Version",
    "AWS::Logs::LogGroup",
  ],
  door: { kind: "function-url", origin: "function-url" },
} as const satisfies Pick<RightsNeeds, "types" | "door">;

async function limitIfAllowed(aws: Aws): Promise<number | null> {
  try {
    return (await readConcurrency(aws)).limit;
  } catch (error) {
    if (isDenied(error)) return null;
    throw error;
  }
}

function isDenied(error: unknown): boolean {
  return isAwsError(error, "AccessDenied", "AccessDeniedException");
}
