import type { StageNames } from "../names.ts";
import { join, select, split, type Text } from "../template/expression.ts";
import type { Resource } from "../template/template.ts";

/** A metric of CloudWatch's that counts answers with 500 and more. */
export interface CountedFailures {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: Text }[];
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/urls-monitoring.html */
export function failuresOfUrl({ ref }: Resource<"AWS::Lambda::Function">): CountedFailures {
  return {
    Namespace: "AWS/Lambda",
    MetricName: "Url5xxCount",
    Dimensions: [{ Name: "FunctionName", Value: ref }],
  };
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html */
export function failuresOfApi({ project, stage }: StageNames): CountedFailures {
  return {
    Namespace: "AWS/ApiGateway",
    MetricName: "5XXError",
    Dimensions: [{ Name: "ApiName", Value: `${project}-${stage}` }],
  };
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html */
export function failuresOfTargets(
  targets: Resource<"AWS::ElasticLoadBalancingV2::TargetGroup">,
  listener: Text,
): CountedFailures {
  // `…:listener/app/NAME/ID/LISTENER`
  const part = (index: number): Text => select(index, split("/", listener));
  return {
    Namespace: "AWS/ApplicationELB",
    MetricName: "HTTPCode_Target_5XX_Count",
    Dimensions: [
      { Name: "TargetGroup", Value: targets.attribute("TargetGroupFullName") },
      { Name: "LoadBalancer", Value: join(part(1), "/", part(2), "/", part(3)) },
    ],
  };
}
