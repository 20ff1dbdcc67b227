import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startValidators, type Validators } from "../../../../test/aws/findings.ts";
import { stageTags } from "../names.ts";
import { createTemplate, type Resource, type Template, type TemplateBuilder } from "../template/template.ts";
import { trust } from "../rights.ts";
import { addAlerts, type AlertsRequest } from "./alerts.ts";
import { failuresOfApi, failuresOfUrl, type CountedFailures } from "./counted-failures.ts";
import { addLoadBalancerRule } from "./load-balancer-rule.ts";
import { addRestApi } from "./rest-api.ts";

const names = { project: "blog", stage: "production" };

describe("addAlerts", () => {
  let validators: Validators;
  beforeAll(async () => {
    validators = await startValidators();
  });
  afterAll(() => validators.close());

  type Opening = (
    template: TemplateBuilder,
    lambda: Resource<"AWS::Lambda::Function">,
  ) => CountedFailures | null;
  const closed: Opening = () => null;
  const byUrl: Opening = (_template, lambda) => failuresOfUrl(lambda);
  const byApi: Opening = (template, lambda) => {
    const parts = { responseMode: "stream", timeoutSeconds: 30, retentionDays: null, domain: null } as const;
    addRestApi(template, { ...parts, names, lambda });
    return failuresOfApi(names);
  };
  const byLoadBalancer: Opening = (template, lambda) => {
    const place = "us-east-1:123456789012:listener/app/main/50dc6c495c0c9188/f2f7dc8efc522ab2";
    const listener = {
      arn: `arn:aws:elasticloadbalancing:${place}`,
      scheme: "https",
      port: 443,
      host: "main-1234567890.us-east-1.elb.amazonaws.com",
      zone: "Z35SXDOTRQ7X7K",
    } as const;
    const wanted = { lambda, listener, priority: 7, paths: ["/blog/*"], domain: null };
    return addLoadBalancerRule(template, wanted).failures;
  };

  const templateOf = (alerts: AlertsRequest, open: Opening): Template => {
    const template = createTemplate("alerts", stageTags(names));
    const role = template.add("Role", "AWS::IAM::Role", {
      AssumeRolePolicyDocument: trust("lambda.amazonaws.com"),
    });
    const lambda = template.add("FunctionWeb", "AWS::Lambda::Function", {
      Role: role.attribute("Arn"),
      Runtime: "python3.13",
      Handler: "monolift_handler.handler",
      Code: { S3Bucket: "files", S3Key: "code.zip" },
    });
    const lambdas = new Map([["function.web", lambda]]);
    const failures = open(template, lambda);
    addAlerts(template, { names, lambdas, commands: undefined, failures }, alerts);
    return template.build();
  };
  const alarmsOf = ({ Resources }: Template): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      Object.values(Resources)
        .filter(({ Type }) => Type === "AWS::CloudWatch::Alarm")
        .map(({ Properties }) => [String(Properties["MetricName"]), Properties["Threshold"]]),
    );

  it("adds nothing in which anybody finds anything", { timeout: 60_000 }, async () => {
    for (const open of [byUrl, byApi, byLoadBalancer]) {
      const template = templateOf({ email: "ann@example.com", errors: 5, budgetUsd: 12.5 }, open);
      expect(await validators.findingsIn(template)).toEqual([]);
    }
  });

  it("watches failed invocations, requests that were turned away, and failed pages once the door is open", () => {
    const alerts = { email: "ann@example.com", errors: 5, budgetUsd: null };
    expect(alarmsOf(templateOf(alerts, closed))).toEqual({ Errors: 5, Throttles: 1 });
    for (const [open, metric] of [
      [byUrl, "Url5xxCount"],
      [byApi, "5XXError"],
      [byLoadBalancer, "HTTPCode_Target_5XX_Count"],
    ] as const)
      expect(alarmsOf(templateOf(alerts, open))).toEqual({ Errors: 5, Throttles: 1, [metric]: 5 });
  });

  it("has a budget where one is wanted", () => {
    const types = (budgetUsd: number | null): readonly string[] =>
      Object.values(templateOf({ email: "ann@example.com", errors: 1, budgetUsd }, closed).Resources).map(
        ({ Type }) => Type,
      );
    expect(types(10)).toContain("AWS::Budgets::Budget");
    expect(types(null)).not.toContain("AWS::Budgets::Budget");
  });
});
