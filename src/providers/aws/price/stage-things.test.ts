import { describe, expect, it } from "vitest";
import type { Facts } from "../../../facts/schema.ts";
import { makePlan, type StageWishes } from "../../../plan/plan.ts";
import { createTemplate, type Template, type TemplateBuilder } from "../template/template.ts";
import { stageThings, type StageParts } from "./stage-things.ts";

const facts = {
  application: "site.wsgi:application",
  interface: "wsgi",
  static: { url: "/static/", finders: [], storage: null },
  media: { url: "/media/", root: null },
} as unknown as Facts;

const planWith = (database: StageWishes["database"]): StageParts["plan"] =>
  makePlan(facts, {
    name: "blog",
    stage: "production",
    database,
    functions: { web: { memoryMb: 1024, tmpMb: 512, timeoutSeconds: 30, concurrency: 10 } },
  });

const templateWith = (fill: (template: TemplateBuilder) => void): Template => {
  const template = createTemplate("things", []);
  fill(template);
  return template.build();
};

const usual: StageParts = {
  plan: planWith({ engine: "neon", capacity: { least: 0.25, most: 2 } }),
  templates: [],
  secretsIn: "ssm",
  domain: null,
  mailIdentity: null,
  isImage: false,
};

const namesOf = (over: Partial<StageParts>): readonly string[] =>
  stageThings({ ...usual, ...over }).map(({ kind, name }) => `${kind} ${name}`);

describe("stageThings", () => {
  it("has what holds data, which no template has", () => {
    expect(namesOf({})).toEqual([
      "neon-branch production",
      "bucket files",
      "bucket media",
      "parameter own",
      "parameter secrets",
    ]);
  });

  it("has each resource of each template, with its properties", () => {
    const [one, other] = ["One", "Other"].map((name) =>
      templateWith((template) => void template.add(name, "AWS::Logs::LogGroup", { RetentionInDays: 7 })),
    );
    const things = stageThings({ ...usual, templates: [one, other].flatMap((made) => made ?? []) });
    expect(things.slice(0, 2)).toMatchObject([
      { kind: "AWS::Logs::LogGroup", name: "One", properties: { RetentionInDays: 7 } },
      { kind: "AWS::Logs::LogGroup", name: "Other" },
    ]);
  });

  it("has the word of the door where CloudFront stands before the function", () => {
    const front = templateWith((template) => {
      template.add("Distribution", "AWS::CloudFront::Distribution", {
        DistributionConfig: {
          Enabled: true,
          DefaultCacheBehavior: { TargetOriginId: "function", ViewerProtocolPolicy: "redirect-to-https" },
        },
      });
    });
    expect(namesOf({ templates: [front] })).toContain("parameter origin");
  });

  it("has no database that is somebody's already", () => {
    for (const engine of ["url", "settings"] as const) {
      const names = namesOf({ plan: planWith({ engine }) });
      expect(names.filter((name) => !/^(?:bucket|parameter) /.test(name))).toEqual([]);
    }
  });

  it("has a domain's certificate and records, a sender of mail, an image, and secrets where they are kept", () => {
    const names = namesOf({
      domain: "blog.example.com",
      mailIdentity: "example.com",
      isImage: true,
      secretsIn: "secretsmanager",
    });
    for (const name of [
      "certificate blog.example.com",
      "dns-record blog.example.com",
      "mail-identity example.com",
      "image-repository monolift/blog/production",
      "parameter own",
      "secret secrets",
    ]) {
      expect(names).toContain(name);
    }
    expect(names).not.toContain("parameter secrets");
  });

  it.each([
    // 5 days of 10.5 hours, in 730 hours that a month has on average: 52.5 of 168 hours.
    ["in office hours", { days: ["mon", "tue", "wed", "thu", "fri"], from: "08:30", to: "19:00" }, 228.125],
    ["over midnight", { days: ["sat"], from: "22:00", to: "06:00" }, 34.761_9],
  ] as const)("knows how long Aurora is kept awake: %s", (_name, window, hours) => {
    const awake = { ...window, timeZone: "Asia/Tokyo" };
    const things = stageThings({
      ...usual,
      plan: planWith({ engine: "aurora", capacity: { least: 0, most: 4 }, awake }),
    });
    const cluster = things.find((thing) => thing.kind === "aurora-cluster");
    expect(cluster).toMatchObject({ name: "monolift-blog-production", capacity: { least: 0, most: 4 } });
    expect(cluster?.keptAwakeHours).toBeCloseTo(hours, 3);
  });
});
