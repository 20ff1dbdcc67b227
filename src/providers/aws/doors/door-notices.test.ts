import { describe, expect, it } from "vitest";
import type { Facts } from "../../../facts/schema.ts";
import { makePlan, type Plan, type StageWishes } from "../../../plan/plan.ts";
import { chooseDoor } from "./choose-door.ts";
import { domainNotices, doorNotices } from "./door-notices.ts";

function planOf(timeoutSeconds: number, door?: StageWishes["door"]): Plan {
  const facts = {
    application: "site.wsgi:application",
    interface: "wsgi",
    static: { url: "/static/", finders: [], storage: null },
    media: { url: "/media/", root: null },
  } as unknown as Facts;
  return makePlan(facts, {
    name: "blog",
    stage: "production",
    database: { engine: "postgres" },
    functions: { web: { memoryMb: 1024, tmpMb: 512, timeoutSeconds, concurrency: 10 } },
    ...(door === undefined ? {} : { door }),
  });
}

const said = (plan: Plan) => doorNotices(chooseDoor(plan), plan);

describe("doorNotices", () => {
  it("says which door it is, and why", () => {
    expect(said(planOf(30))).toEqual([
      { code: "DOOR_CHOSEN", facts: { way: "cloudfront function-url", because: ["served-files"] } },
    ]);
  });

  it("warns where the door waits less long than the function may take", () => {
    expect(said(planOf(120))).toHaveLength(1);
    expect(said(planOf(300))).toContainEqual({
      code: "DOOR_WAITS_LESS",
      facts: { door: "CloudFront", timeoutSeconds: 300, limitSeconds: 120 },
    });
  });

  it("warns that a load balancer serves no files", () => {
    expect(said(planOf(30, "alb"))).toContainEqual({
      code: "DOOR_WITHOUT_FILES",
      facts: { urls: ["/static/", "/media/"] },
    });
  });
});

describe("domainNotices", () => {
  const domain = "blog.example.com";

  it("says nothing of a domain that is ready", () => {
    expect(domainNotices(domain, { certificateArn: "arn:aws:acm:…", records: [] })).toEqual([]);
  });

  it("names the records that are still needed, and name servers as what they are", () => {
    const record = { name: domain, type: "CNAME", value: "d111111abcdef8.cloudfront.net" } as const;
    const server = { name: "example.com", type: "NS", value: "ns-1.example" } as const;
    const codes = (records: Parameters<typeof domainNotices>[1]["records"]) =>
      domainNotices(domain, { certificateArn: null, records }).map(({ code }) => code);
    expect(codes([record])).toEqual(["DOMAIN_RECORDS_NEEDED"]);
    expect(codes([server])).toEqual(["DOMAIN_NOT_DELEGATED"]);
    expect(codes([])).toEqual(["DOMAIN_STILL_VALIDATING"]);
  });
});
