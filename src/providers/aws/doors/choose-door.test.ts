import { describe, expect, it } from "vitest";
import type { Facts } from "../../../facts/schema.ts";
import { makePlan, type Plan, type StageWishes } from "../../../plan/plan.ts";
import { chooseDoor, doorVariables, type DoorChoice } from "./choose-door.ts";

const urls = { static: "/static/", media: "/media/" } as const;

/** The plan of an application with these URLs. */
function planOf(
  files: { readonly static: string | null; readonly media: string | null },
  wishes: Pick<StageWishes, "door" | "domain"> = {},
): Plan {
  const facts = {
    application: "site.wsgi:application",
    interface: "wsgi",
    static: { url: files.static, finders: [], storage: null },
    media: { url: files.media, root: null },
  } as unknown as Facts;
  return makePlan(facts, {
    name: "blog",
    stage: "production",
    database: { engine: "postgres" },
    functions: { web: { memoryMb: 1024, tmpMb: 512, timeoutSeconds: 30, concurrency: 10 } },
    ...wishes,
  });
}

const nothing = { static: null, media: null };
const elsewhere = { static: "https://cdn.example.com/static/", media: null };
const domain = "blog.example.com";

describe("chooseDoor", () => {
  const cases: readonly (readonly [string, Plan, boolean, DoorChoice])[] = [
    [
      "a Function URL where there is nothing else to serve",
      planOf(nothing),
      false,
      { kind: "function-url", origin: "function-url", responseMode: "stream", because: ["nothing-else"] },
    ],
    [
      "a Function URL where the files are on another host",
      planOf(elsewhere),
      false,
      { kind: "function-url", origin: "function-url", responseMode: "stream", because: ["nothing-else"] },
    ],
    [
      "CloudFront before it where there are files",
      planOf(urls),
      false,
      { kind: "cloudfront", origin: "function-url", responseMode: "stream", because: ["served-files"] },
    ],
    [
      "CloudFront before it where there is a domain",
      planOf(nothing, { domain }),
      false,
      { kind: "cloudfront", origin: "function-url", responseMode: "stream", because: ["own-domain"] },
    ],
    [
      "API Gateway in a VPC, with CloudFront before it for the files",
      planOf(urls),
      true,
      { kind: "cloudfront", origin: "rest", responseMode: "stream", because: ["vpc", "served-files"] },
    ],
    [
      "API Gateway alone in a VPC, with a domain of its own",
      planOf(nothing, { domain }),
      true,
      { kind: "rest", origin: "rest", responseMode: "stream", because: ["vpc", "own-domain"] },
    ],
    [
      "API Gateway where the file says so",
      planOf(nothing, { door: "rest" }),
      false,
      { kind: "rest", origin: "rest", responseMode: "stream", because: ["asked"] },
    ],
    [
      "a Function URL in a VPC where the file says so, which then streams nothing",
      planOf(nothing, { door: "function-url" }),
      true,
      { kind: "function-url", origin: "function-url", responseMode: "buffered", because: ["asked"] },
    ],
    [
      "a load balancer where the file says so, files or not",
      planOf(urls, { door: "alb", domain }),
      false,
      { kind: "alb", origin: "alb", responseMode: "buffered", because: ["asked"] },
    ],
  ];

  it.each(cases)("chooses %s", (_name, plan, isInVpc, choice) => {
    expect(chooseDoor(plan, { isInVpc, isElsewhere: false })).toEqual(choice);
  });
});

describe("chooseDoor on an emulator", () => {
  it("streams nothing, whatever the door", () => {
    const place = { isInVpc: false, isElsewhere: true };
    expect(chooseDoor(planOf(urls), place).responseMode).toBe("buffered");
    expect(chooseDoor(planOf(nothing, { door: "rest" }), place).responseMode).toBe("buffered");
  });
});

describe("doorVariables", () => {
  it("lets the runtime stream through the doors that can, and count CloudFront as a proxy", () => {
    expect(doorVariables(chooseDoor(planOf(urls)))).toEqual({
      MONOLIFT_STREAM: "function-url",
      MONOLIFT_PROXY_HOPS: "1",
    });
    expect(doorVariables(chooseDoor(planOf(nothing, { door: "rest" })))).toEqual({
      MONOLIFT_STREAM: "rest",
      MONOLIFT_PROXY_HOPS: "0",
    });
    expect(doorVariables(chooseDoor(planOf(urls, { door: "alb" })))).toEqual({
      MONOLIFT_STREAM: "",
      MONOLIFT_PROXY_HOPS: "0",
    });
  });
});
