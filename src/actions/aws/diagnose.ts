import { join } from "node:path";
import { findMissingWheels } from "../../bundle/missing-wheels.ts";
import type { BundleTarget } from "../../bundle/target.ts";
import type { AccountSurvey } from "../../doctor/account.ts";
import type { Facts } from "../../facts/schema.ts";
import type { LambdaWheels, Survey } from "../../facts/survey.ts";
import { describeDjangoBundle } from "../../frameworks/django/bundle.ts";
import type { Detection } from "../../frameworks/framework.ts";
import type { ActionContext } from "../context.ts";
import type { Site } from "../site.ts";
import type { Steps } from "../steps.ts";
import { findAccount, secretsIfAllowed, surveyAccount } from "./survey-account.ts";
import { chooseTarget } from "./target-step.ts";

/** What `doctor` asks of a stage on AWS, beside the application. */
export interface DiagnosisOnAws {
  /** Packages that have no wheel for the machines of Lambda. */
  readonly lambda: LambdaWheels;
  /** The stage's, as variables; none where they may not be read. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Once it is known what the application is. Called once: it ends the connections. */
  readonly surveyAccount: (facts: Facts | null, survey: Survey) => Promise<AccountSurvey>;
}

/** Megabytes that a zip may take unpacked, with its layers. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const zipMb = 250;

/** Connects to the account, which need not be there, and looks for the wheels that a release would be packed with. */
export async function beginDiagnosis(
  context: ActionContext,
  site: Site,
  steps: Steps,
  detection: Detection,
): Promise<DiagnosisOnAws> {
  const found = await steps.run("account", async () => {
    const account = await findAccount(context, site);
    const { aws } = account;
    return { value: account, facts: aws === null ? {} : { account: aws.account, region: aws.region } };
  });
  return {
    lambda: await findWheels(context, site, detection, found.aws?.isElsewhere === true),
    secrets: await secretsIfAllowed(context, site, found),
    surveyAccount: async (facts, { packages }) => {
      try {
        return await surveyAccount(site, found, facts, { isImage: packages.megabytes > zipMb });
      } finally {
        found.aws?.close();
      }
    },
  };
}

/** As `up` packs: for the cheaper processor, and for the other one where packages lack a wheel and nobody has asked for either. */
async function findWheels(
  context: ActionContext,
  site: Site,
  detection: Detection,
  isElsewhere: boolean,
): Promise<LambdaWheels> {
  const { target, python } = await chooseTarget(context, detection, { site, isElsewhere });
  const { rules: _rules, ...described } = await describeDjangoBundle(detection);
  const look = async (architecture: BundleTarget["architecture"]): Promise<LambdaWheels> => {
    const missing = await findMissingWheels({
      ...described,
      target: { ...target, architecture },
      python,
      vendor: site.stage.app.vendor,
      extra: [],
      lockFolder: join(site.project.folder, "bundle", "locks"),
      cache: context.home.cache,
      environment: context.environment,
      signal: context.signal,
    });
    return { python: target.python, architecture, missing };
  };
  const found = await look(target.architecture);
  const isOpen = site.stage.functions.web.architecture === null && target.architecture === "arm64";
  return found.missing.length > 0 && isOpen ? look("x86_64") : found;
}
