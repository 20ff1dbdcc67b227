import { describe, expect, it } from "vitest";
import type { Facts } from "../../../facts/schema.ts";
import { fileSchema } from "../../../config/schema.ts";
import { resolveStage } from "../../../config/stage.ts";
import { makePlan } from "../../../plan/plan.ts";
import { neededRights, type RightsNeeds } from "./needed-rights.ts";
import { sketchTemplates } from "./sketch-templates.ts";

const aws = { region: "eu-west-1", account: "000000000000", caller: "arn:aws:iam::000000000000:user/ann" };
const names = { project: "blog", stage: "production" };
const facts = {
  application: "site.wsgi:application",
  interface: "wsgi",
  static: { url: "/static/", finders: [], storage: null },
  media: { url: "/media/", root: null },
} as unknown as Facts;

function sketch(stage: object): ReturnType<typeof sketchTemplates> {
  const written = { provider: "aws", region: "eu-west-1", ...stage };
  const { name, stages = {}, ...base } = fileSchema.parse({ name: "blog", stages: { production: written } });
  const config = resolveStage({ name, root: "", file: "monolift.toml", base, stages }, "production");
  return sketchTemplates(makePlan(facts, config), config);
}

const needs = (over: Partial<RightsNeeds> = {}): RightsNeeds => ({
  ...sketch({ database: "neon" }),
  hasDomain: false,
  hasCluster: false,
  hasNetwork: false,
  hasCanary: false,
  hasMail: false,
  isImage: false,
  secretsIn: "ssm",
  ...over,
});

const actionsOf = (over?: Partial<RightsNeeds>): ReadonlySet<string> =>
  new Set(neededRights(aws, names, needs(over)).flatMap(({ actions }) => actions));

describe("sketchTemplates", () => {
  it("knows the types of a small stage, and those that a network and a domain add", () => {
    const small = sketch({ database: "neon" });
    expect(small.types).toContain("AWS::CloudFront::Distribution");
    expect(small.types).not.toContain("AWS::EC2::VPC");
    expect(small.types).not.toContain("AWS::Budgets::Budget");
    expect(sketch({ database: "neon", alerts: { email: "ann@example.com" } }).types).toEqual(
      expect.arrayContaining(["AWS::Budgets::Budget", "AWS::CloudWatch::Alarm", "AWS::SNS::Subscription"]),
    );
    const large = sketch({ database: "aurora", domain: "blog.example.com", network: { nat: true } });
    expect(large.types).toEqual(expect.arrayContaining(["AWS::EC2::VPC", "AWS::EC2::NatGateway"]));
  });
});

describe("neededRights", () => {
  it("has what Monolift calls and what CloudFormation does, and names no action by a wildcard", () => {
    const actions = actionsOf();
    for (const one of [
      "cloudformation:CreateChangeSet",
      "lambda:UpdateAlias",
      "lambda:CreateFunction",
      "iam:PassRole",
    ])
      expect(actions).toContain(one);
    expect([...actions].filter((one) => one.includes("*"))).toEqual([]);
  });

  it("asks for what a stage does not have only where it has it", () => {
    const unneeded = [
      "rds:CreateDBCluster",
      "acm:RequestCertificate",
      "ses:CreateEmailIdentity",
      "ecr:PutImage",
      "secretsmanager:CreateSecret",
      "cloudwatch:GetMetricData",
    ];
    const few = actionsOf();
    for (const one of unneeded) expect(few).not.toContain(one);
    const all = actionsOf({
      hasCluster: true,
      hasDomain: true,
      hasCanary: true,
      hasMail: true,
      isImage: true,
      secretsIn: "secretsmanager",
    });
    for (const one of unneeded) expect(all).toContain(one);
  });

  it("names the stage's own things where policies can be limited to them", () => {
    const places = neededRights(aws, names, needs());
    const placeOf = (action: string): readonly string[] =>
      places.filter(({ actions }) => actions.includes(action)).flatMap(({ resources }) => resources);
    expect(placeOf("lambda:CreateFunction")).toEqual([
      "arn:aws:lambda:eu-west-1:000000000000:function:blog-production-*",
    ]);
    expect(placeOf("iam:PassRole")).toEqual(["arn:aws:iam::000000000000:role/monolift-blog-production-*"]);
    expect(placeOf("lambda:GetAccountSettings")).toEqual(["*"]);
  });
});
