import { describe, expect, it } from "vitest";
import { explainDoorFailure } from "./explain-failure.ts";

const rule = { listener: { arn: "arn:aws:elasticloadbalancing:…:listener/app/main/1/2" }, priority: 10 };

describe("explainDoorFailure", () => {
  it.each([
    [
      'Resource handler returned message: "Invalid request provided: AWS::CloudFront::Distribution: One or more of the CNAMEs you provided are already associated with a different resource. (Service: CloudFront, Status Code: 409)" (HandlerErrorCode: InvalidRequest)',
      "DOMAIN_ELSEWHERE_ON_CLOUDFRONT",
      { domain: "blog.example.com" },
    ],
    [
      'Resource handler returned message: "TooManyFunctions (Service: CloudFront, Status Code: 400)"',
      "CLOUDFRONT_QUOTA",
      { what: "functions" },
    ],
    [
      "Resource handler returned message: \"Priority '10' is currently in use (Service: ElasticLoadBalancingV2, Status Code: 400)\"",
      "LISTENER_PRIORITY_TAKEN",
      { listener: rule.listener.arn, priority: 10 },
    ],
  ])("finds what is behind CloudFormation's words: %s", (reason, code, facts) => {
    expect(explainDoorFailure(reason, { domain: "blog.example.com", rule })).toMatchObject({
      code,
      facts,
      detail: reason,
    });
  });

  it("says nothing where it knows nothing", () => {
    expect(explainDoorFailure("Internal Failure", { domain: null, rule: null })).toBeUndefined();
  });
});
