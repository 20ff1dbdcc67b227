import { functionName, logicalId, tagNames, type StageNames } from "../names.ts";
import type { Resource, TemplateBuilder } from "../template/template.ts";
import type { CountedFailures } from "./counted-failures.ts";

/** Who is told when something goes wrong, and when something counts as wrong. */
export interface AlertsRequest {
  /** Gets a mail of AWS's first, in which a link has to be followed. */
  readonly email: string;
  /** Errors within five minutes from which on a mail is sent, 1 and more. */
  readonly errors: number;
  /** US dollars a month for the whole account; null for no budget. */
  readonly budgetUsd: number | null;
}

/** Output that says who is told. */
export const alertsOutput = "AlertsTo";

interface Watched {
  readonly names: StageNames;
  /** By id in the plan: `function.web`. */
  readonly lambdas: ReadonlyMap<string, Resource<"AWS::Lambda::Function">>;
  /** The one of them that runs commands; the others answer requests. */
  readonly commands: Resource<"AWS::Lambda::Function"> | undefined;
  /** Where the door counts the pages that failed; null before it is open. */
  readonly failures: CountedFailures | null;
}

const watchSeconds = 300;
/** Share of the budget at which a first mail comes. */
const earlyPercent = 80;

/**
 * Mails when a function fails or turns somebody away, when the door answers with 500 and more, and when the account's month gets
 * dearer than was meant. Budgets see the whole account: those that see a stage's tags need them switched on in the console, and
 * until then say nothing.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html
 */
export function addAlerts(template: TemplateBuilder, watched: Watched, request: AlertsRequest): void {
  const { names } = watched;
  const { email, errors, budgetUsd } = request;
  const topic = template.add("Alerts", "AWS::SNS::Topic", {
    DisplayName: `${names.project} ${names.stage}`,
  });
  template.add("AlertsMail", "AWS::SNS::Subscription", {
    TopicArn: topic.ref,
    Protocol: "email",
    Endpoint: email,
  });
  for (const { id, name, least, says, ...metric } of alarmsOf(watched, errors))
    template.add(id, "AWS::CloudWatch::Alarm", {
      AlarmName: name,
      AlarmDescription: `${names.project}/${names.stage}: ${says}. monolift logs ${names.stage} --errors`,
      ...metric,
      Statistic: "Sum",
      Period: watchSeconds,
      EvaluationPeriods: 1,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      Threshold: least,
      // Without requests there is nothing to count.
      TreatMissingData: "notBreaching",
      AlarmActions: [topic.ref],
    });
  if (budgetUsd !== null) addBudget(template, names, email, budgetUsd);
  template.output(alertsOutput, email);
}

interface WantedAlarm extends CountedFailures {
  /** In the template. */
  readonly id: string;
  readonly name: string;
  readonly least: number;
  readonly says: string;
}

function alarmsOf({ names, lambdas, commands, failures }: Watched, errors: number): readonly WantedAlarm[] {
  const ofFunctions = [...lambdas].flatMap(([id, lambda]): readonly WantedAlarm[] => {
    const name = functionName(names, id.replace(/^function\./, ""));
    const of = { Namespace: "AWS/Lambda", Dimensions: [{ Name: "FunctionName", Value: lambda.ref }] };
    const failed: WantedAlarm = {
      ...of,
      MetricName: "Errors",
      id: `AlertErrors${logicalId(id)}`,
      name: `${name}-errors`,
      least: errors,
      says: `invocations of ${name} failed`,
    };
    const refused: WantedAlarm = {
      ...of,
      MetricName: "Throttles",
      id: `AlertThrottles${logicalId(id)}`,
      name: `${name}-throttles`,
      least: 1,
      says: "more requests came at one moment than concurrency lets in, and were turned away",
    };
    // Of a command somebody hears who has asked for it.
    return lambda === commands ? [failed] : [failed, refused];
  });
  if (failures === null) return ofFunctions;
  const name = `${names.project}-${names.stage}-failed-pages`;
  const says = "answers were 500 or more";
  return [...ofFunctions, { ...failures, id: "AlertFailedPages", name, least: errors, says }];
}

function addBudget(template: TemplateBuilder, names: StageNames, email: string, budgetUsd: number): void {
  const notify = (type: "ACTUAL" | "FORECASTED", percent: number) => ({
    Notification: {
      NotificationType: type,
      ComparisonOperator: "GREATER_THAN",
      Threshold: percent,
      ThresholdType: "PERCENTAGE",
    },
    // Not by way of the topic: this mail comes also where nobody has followed the topic's link.
    Subscribers: [{ SubscriptionType: "EMAIL", Address: email }],
  });
  // Without a name of ours: who is told can't be changed, so that AWS makes another one in its place.
  template.add("AlertsBudget", "AWS::Budgets::Budget", {
    Budget: {
      BudgetType: "COST",
      TimeUnit: "MONTHLY",
      BudgetLimit: { Amount: budgetUsd, Unit: "USD" },
    },
    NotificationsWithSubscribers: [notify("ACTUAL", earlyPercent), notify("FORECASTED", 100)],
    ResourceTags: [
      { Key: tagNames.project, Value: names.project },
      { Key: tagNames.stage, Value: names.stage },
    ],
  });
}
