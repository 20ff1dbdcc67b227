import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import type { CanaryCounts } from "../../../platform/daemon/canary.ts";
import type { Aws } from "../aws.ts";
import { liveAlias } from "../functions/aliases.ts";

/** Both versions that an alias leads to. */
export interface CountedVersions {
  /** The function's name on AWS. */
  readonly functionName: string;
  readonly newer: string;
  readonly older: string;
}

/** What became of the requests of both versions. */
export interface Counted {
  readonly newer: CanaryCounts;
  readonly older: CanaryCounts;
}

/** Lambda's own, and the runtime's (`python/runtime/monolift_runtime/failed_answers.py`): Lambda's do not know answers. */
const metrics = {
  requests: { namespace: "AWS/Lambda", name: "Invocations" },
  failedInvocations: { namespace: "AWS/Lambda", name: "Errors" },
  throttles: { namespace: "AWS/Lambda", name: "Throttles" },
  failedAnswers: { namespace: "Monolift", name: "FailedAnswers" },
} as const;
type Metric = keyof typeof metrics;
type Side = keyof Counted;

/**
 * Counts what an alias has given to each of its versions: one call. CloudWatch knows it a minute or two later.
 *
 * @param since Milliseconds since 1970; the minute that it is in counts as a whole, after a fortnight the hour.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export async function countRequests(aws: Aws, versions: CountedVersions, since: number): Promise<Counted> {
  const sums = await readMetrics(aws, versions, since);
  const countsOf = (side: Side): CanaryCounts => {
    const sum = (metric: Metric): number => sums.get(idOf(side, metric)) ?? 0;
    const failedInvocations = sum("failedInvocations");
    return {
      requests: sum("requests"),
      errors5xx: sum("failedAnswers") + failedInvocations,
      failedInvocations,
      throttles: sum("throttles"),
    };
  };
  return { newer: countsOf("newer"), older: countsOf("older") };
}

/** Values of single minutes are there for 15 days, and a canary that nobody watches may be older. */
const keptByTheMinuteMs = 14 * 24 * 3600 * 1000;

/** Ids have to begin with a small letter. */
const idOf = (side: Side, metric: Metric): string => `${side}_${metric}`;

async function readMetrics(
  aws: Aws,
  versions: CountedVersions,
  since: number,
): Promise<ReadonlyMap<string, number>> {
  const periodSeconds = Date.now() - since > keptByTheMinuteMs ? 3600 : 60;
  const periodMs = periodSeconds * 1000;
  const sums = new Map<string, number>();
  let NextToken: string | undefined;
  do {
    const page = await aws.client(CloudWatchClient).send(
      new GetMetricDataCommand({
        StartTime: new Date(Math.floor(since / periodMs) * periodMs),
        EndTime: new Date(Date.now() + periodMs),
        MetricDataQueries: queriesFor(versions, periodSeconds),
        ...(NextToken === undefined ? {} : { NextToken }),
      }),
    );
    for (const { Id = "", Values = [] } of page.MetricDataResults ?? [])
      sums.set(
        Id,
        Values.reduce((sum, value) => sum + value, sums.get(Id) ?? 0),
      );
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return sums;
}

function queriesFor(
  { functionName, newer, older }: CountedVersions,
  periodSeconds: number,
): MetricDataQuery[] {
  return Object.entries({ newer, older }).flatMap(([side, version]) =>
    Object.entries(metrics).map(([metric, { namespace, name }]) => ({
      Id: idOf(side as Side, metric as Metric),
      MetricStat: {
        Metric: {
          Namespace: namespace,
          MetricName: name,
          Dimensions: dimensionsOf(namespace, functionName, version),
        },
        Period: periodSeconds,
        Stat: "Sum",
      },
    })),
  );
}

/**
 * Lambda tells what came through an alias apart from what came to the version itself: commands and boots.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html#dimensions-alias
 */
function dimensionsOf(
  namespace: string,
  functionName: string,
  version: string,
): { readonly Name: string; readonly Value: string }[] {
  return [
    { Name: "FunctionName", Value: functionName },
    ...(namespace === "AWS/Lambda" ? [{ Name: "Resource", Value: `${functionName}:${liveAlias}` }] : []),
    { Name: "ExecutedVersion", Value: version },
  ];
}
