import { describe, expect, it } from "vitest";
import { consoleLink } from "./console-link.ts";

const aws = { region: "ap-northeast-1", isElsewhere: false };
const stack = "arn:aws:cloudformation:ap-northeast-1:123456789012:stack/monolift-blog-production/1a2b";
const home = "https://ap-northeast-1.console.aws.amazon.com";

describe("consoleLink", () => {
  it.each([
    [
      "AWS::Lambda::Version",
      "arn:aws:lambda:ap-northeast-1:123456789012:function:blog-production-web:7",
      `${home}/lambda/home?region=ap-northeast-1#/functions/blog-production-web/versions/7`,
    ],
    [
      "AWS::Logs::LogGroup",
      "/aws/lambda/blog-production-web",
      `${home}/cloudwatch/home?region=ap-northeast-1#logsV2:log-groups/log-group/$252Faws$252Flambda$252Fblog-production-web`,
    ],
    [
      "AWS::SSM::Parameter",
      "/monolift/blog/production/own",
      `${home}/systems-manager/parameters/%252Fmonolift%252Fblog%252Fproduction%252Fown/description?region=ap-northeast-1`,
    ],
    ["AWS::IAM::Role", "blog-web", "https://console.aws.amazon.com/iam/home#/roles/details/blog-web"],
  ])("leads to the page of %s", (type, id, link) => {
    expect(consoleLink(aws, { type, id }, stack)).toBe(link);
  });

  it("leads to the stack where a thing has no page of its own, and nowhere on an emulator", () => {
    const permission = { type: "AWS::Lambda::Permission", id: "x" };
    expect(consoleLink(aws, permission, stack)).toBe(
      `${home}/cloudformation/home?region=ap-northeast-1#/stacks/resources?stackId=${encodeURIComponent(stack)}`,
    );
    expect(consoleLink(aws, permission, null)).toBeNull();
    expect(consoleLink({ ...aws, isElsewhere: true }, permission, stack)).toBeNull();
  });
});
