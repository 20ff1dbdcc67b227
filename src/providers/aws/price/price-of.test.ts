import { describe, expect, it } from "vitest";
import { createTemplate, type TemplateBuilder } from "../template/template.ts";
import { priceOf, totalOf, type PriceLine, type PriceRequest } from "./price-of.ts";
import { thingsOf, type DataThing, type Thing } from "./things.ts";
import { idleUsage, usualUsage, type FunctionUsage, type Usage } from "./usage.ts";

/** A month in which nothing happens and nothing lies anywhere. */
const nothing: Usage = {
  ...idleUsage(usualUsage(0)),
  scheduled: 0,
  kept: { filesGb: 0, mediaGb: 0, databaseGb: 0, imagesGb: 0, releases: 0 },
};

const calls = (count: number, averageMs: number): FunctionUsage => ({
  calls: count,
  averageMs,
  coldStarts: 0,
  coldStartMs: 0,
  logKb: 0,
});

function templateThings(fill: (template: TemplateBuilder) => void): readonly Thing[] {
  const template = createTemplate("prices", []);
  fill(template);
  return thingsOf(template.build());
}

const functionOf = (
  properties: {
    readonly memory: number;
    readonly tmp?: number;
    readonly isArm?: boolean;
    readonly snapshots?: boolean;
  },
  name = "FunctionWeb",
): readonly Thing[] =>
  templateThings((template) => {
    template.add(name, "AWS::Lambda::Function", {
      Role: "arn:aws:iam::123456789012:role/web",
      Code: {},
      MemorySize: properties.memory,
      Architectures: [properties.isArm === true ? "arm64" : "x86_64"],
      EphemeralStorage: { Size: properties.tmp ?? 512 },
      ...(properties.snapshots === true ? { SnapStart: { ApplyOn: "PublishedVersions" } } : {}),
    });
  });

const bucket = (name: "files" | "media"): DataThing => ({ kind: "bucket", name });

const linesOf = (
  things: readonly Thing[],
  usage: Partial<Usage>,
  over: Partial<Pick<PriceRequest, "region" | "as">> = {},
): readonly PriceLine[] =>
  priceOf({ things, usage: { ...nothing, ...usage }, region: "us-east-1", as: "list", ...over });

const total = (...parameters: Parameters<typeof linesOf>): number | null =>
  totalOf(linesOf(...parameters), "atUsage");

const idleTotal = (...parameters: Parameters<typeof linesOf>): number | null =>
  totalOf(linesOf(...parameters), "idlePerMonth");

describe("priceOf, by AWS's own examples", () => {
  it("Lambda: 3 million requests of 120 ms with 1,536 MB cost 2.73 dollars after what is free", () => {
    const usage = { functions: { web: calls(3_000_000, 120) } };
    expect(total(functionOf({ memory: 1536 }), usage, { as: "after-allowances" })).toBeCloseTo(2.73, 2);
  });

  it("Lambda: 3 million requests of a second with 512 MB cost 18.73 dollars after what is free", () => {
    const usage = { functions: { web: calls(3_000_000, 1000) } };
    expect(total(functionOf({ memory: 512 }), usage, { as: "after-allowances" })).toBeCloseTo(18.73, 2);
  });

  it("API Gateway: 5 million calls with answers of 3 KB cost 17.50 dollars, and 1.29 for the traffic", () => {
    const things = templateThings((template) => {
      template.add("ApiStage", "AWS::ApiGateway::Stage", { RestApiId: "a1b2c3" });
    });
    expect(total(things, { functions: { web: calls(5_000_000, 0) }, answerKb: 3 })).toBeCloseTo(
      17.5 + 1.29,
      2,
    );
  });

  it("NAT: 730 hours and 100 GB cost 32.85 and 4.50 dollars, and its address 3.65", () => {
    const things = templateThings((template) => {
      const address = template.add("NatAddress", "AWS::EC2::EIP", {});
      template.add("Nat", "AWS::EC2::NatGateway", { AllocationId: address.ref });
    });
    expect(total(things, { natGb: 100 })).toBeCloseTo(32.85 + 4.5 + 3.65, 2);
    expect(idleTotal(things, { natGb: 100 })).toBeCloseTo(32.85 + 3.65, 2);
  });

  it("Aurora: half a unit that never sleeps costs 43.80 dollars", () => {
    const things: readonly Thing[] = [
      { kind: "aurora-cluster", name: "blog", capacity: { least: 0.5, most: 4 }, keptAwakeHours: 0 },
    ];
    expect(idleTotal(things, {})).toBeCloseTo(43.8, 2);
  });
});

describe("priceOf, by hand", () => {
  it("counts memory in GB, on the machine that the function is for", () => {
    // 1,000,000 × 0.1 s × 1 GB = 100,000 GB-seconds at 0.0000133334, and 0.20 for the requests.
    const usage = { functions: { web: calls(1_000_000, 100) } };
    expect(total(functionOf({ memory: 1024, isArm: true }), usage)).toBeCloseTo(1.333_34 + 0.2, 5);
    expect(total(functionOf({ memory: 1024 }), usage)).toBeCloseTo(1.666_67 + 0.2, 5);
  });

  it("charges a start like any other time", () => {
    // 1,000 × 2 s × 2 GB = 4,000 GB-seconds.
    const starts = { ...calls(0, 0), coldStarts: 1000, coldStartMs: 2000 };
    expect(total(functionOf({ memory: 2048 }), { functions: { web: starts } })).toBeCloseTo(0.066_67, 5);
  });

  it("charges `/tmp` above 512 MB alone", () => {
    // 10,000 s × 9.5 GB = 95,000 GB-seconds at 0.0000000309.
    const usage = { functions: { web: calls(10_000, 1000) } };
    const [small, large] = [512, 10_240].map((tmp) => total(functionOf({ memory: 128, tmp }), usage) ?? 0);
    expect((large ?? 0) - (small ?? 0)).toBeCloseTo(0.002_935_5, 7);
  });

  it("charges a snapshot for each version that is kept, also while idle", () => {
    // 5 versions × 1 GB × 2,628,000 s at 0.0000015046; 100 restores of 1 GB at 0.0001397998.
    const usage = {
      kept: { ...nothing.kept, releases: 5 },
      functions: { web: { ...calls(0, 0), coldStarts: 100 } },
    };
    const things = functionOf({ memory: 1024, snapshots: true });
    expect(idleTotal(things, usage)).toBeCloseTo(19.770_44, 4);
    expect(total(things, usage)).toBeCloseTo(19.770_44 + 0.013_98, 4);
    expect(idleTotal(functionOf({ memory: 1024 }), usage)).toBe(0);
  });

  it("charges a streamed answer past its first 6 MB", () => {
    const url = (InvokeMode: "RESPONSE_STREAM" | "BUFFERED"): readonly Thing[] =>
      templateThings((template) => {
        template.add("Door", "AWS::Lambda::Url", {
          TargetFunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:web",
          AuthType: "NONE",
          InvokeMode,
        });
      });
    // 1,024 answers of 10 MB: 4 GB at 0.008 and, without CloudFront, 10 GB out at 0.09.
    const usage = { functions: { web: calls(1024, 0) }, answerKb: 10 * 1024 };
    expect(total(url("RESPONSE_STREAM"), usage)).toBeCloseTo(0.032 + 0.9, 6);
    expect(total(url("BUFFERED"), usage)).toBeCloseTo(0.9, 6);
  });

  it("charges traffic once: where CloudFront stands before everything, by its prices", () => {
    const distribution = templateThings((template) => {
      const behavior = { TargetOriginId: "function", ViewerProtocolPolicy: "redirect-to-https" };
      template.add("Distribution", "AWS::CloudFront::Distribution", {
        DistributionConfig: {
          Enabled: true,
          Origins: [],
          DefaultCacheBehavior: {
            ...behavior,
            FunctionAssociations: [{ EventType: "viewer-request", FunctionARN: "arn" }],
          },
          CacheBehaviors: [{ ...behavior, PathPattern: "static/*" }],
        },
      });
    });
    const kb = 1024;
    const usage = {
      functions: { web: calls(1_000_000, 0) },
      answerKb: kb / 10,
      media: { fetched: 100_000, averageKb: kb, cachedShare: 0.5 },
    };
    // 100,000 MB each way: 97.65625 GB of answers, and as much of files.
    const gb = 97.656_25;
    expect(total([bucket("media")], usage)).toBeCloseTo(0.04 + gb * 0.09, 6);
    expect(total(distribution, usage)).toBeCloseTo(1.1 + 0.1 + 2 * gb * 0.085, 6);
    expect(total([...distribution, bucket("media")], usage)).toBeCloseTo(
      1.1 + 0.1 + 0.02 + 2 * gb * 0.085,
      6,
    );
  });

  it("charges what lies in a bucket whether or not anybody comes, and what is done with it when it is", () => {
    // 10 GB; 2,000 uploads at 0.005 a thousand.
    const usage = { kept: { ...nothing.kept, mediaGb: 10 }, uploads: 2000 };
    expect(idleTotal([bucket("media")], usage)).toBeCloseTo(0.23, 6);
    expect(total([bucket("media")], usage)).toBeCloseTo(0.24, 6);
    expect(total([bucket("media")], usage, { region: "ap-northeast-1" })).toBeCloseTo(0.25 + 0.0094, 6);
  });

  it("charges log lines when they are written, and packed as long as they are kept", () => {
    const things = templateThings(
      (template) => void template.add("FunctionWebLogs", "AWS::Logs::LogGroup", {}),
    );
    // 1,048,576 calls of 1 KB: 1 GB.
    const usage = { functions: { web: { ...calls(1_048_576, 0), logKb: 1 } } };
    expect(total(things, usage)).toBeCloseTo(0.5 + 0.15 * 0.03, 6);
    expect(idleTotal(things, usage)).toBe(0);
  });

  it("charges a database that sleeps for its storage alone", () => {
    const usage: Partial<Usage> = {
      kept: { ...nothing.kept, databaseGb: 2 },
      database: { awakeHours: 100, memoryGb: 1, storageRequests: 1_000_000 },
    };
    const aurora = (least: number, keptAwakeHours: number): readonly Thing[] => [
      { kind: "aurora-cluster", name: "blog", capacity: { least, most: 4 }, keptAwakeHours },
    ];
    expect(idleTotal(aurora(0, 0), usage)).toBeCloseTo(0.2, 6);
    // 100 h × 0.5 ACU × 0.12, 2 GB × 0.10, a million reads and writes at 0.20.
    expect(total(aurora(0, 0), usage)).toBeCloseTo(6 + 0.2 + 0.2, 6);
    expect(idleTotal(aurora(0, 50), usage)).toBeCloseTo(3 + 0.2, 6);
    // 100 h × 0.25 CU × 0.106, 2 GB × 0.35.
    const neon: readonly Thing[] = [{ kind: "neon-branch", name: "production" }];
    expect(idleTotal(neon, usage)).toBeCloseTo(0.7, 6);
    expect(total(neon, usage)).toBeCloseTo(2.65 + 0.7, 6);
  });

  it("never gives Aurora more than it may have", () => {
    const things: readonly Thing[] = [
      { kind: "aurora-cluster", name: "blog", capacity: { least: 0, most: 1 }, keptAwakeHours: 0 },
    ];
    const database = { awakeHours: 10, memoryGb: 64, storageRequests: 0 };
    expect(total(things, { database })).toBeCloseTo(10 * 1 * 0.12, 6);
  });

  it("charges a record of Secrets Manager, and each sandbox that reads it", () => {
    const usage = { functions: { web: { ...calls(0, 0), coldStarts: 10_000 } } };
    const [parameter, secret] = (["parameter", "secret"] as const).map((kind): Thing => ({
      kind,
      name: "own",
    }));
    expect(total([secret as Thing], usage)).toBeCloseTo(0.45, 6);
    expect(total([parameter as Thing], usage)).toBe(0);
  });

  it("charges an endpoint in each of its subnets, and one that leads to S3 not at all", () => {
    const endpoint = (
      VpcEndpointType: "Interface" | "Gateway",
      SubnetIds: readonly string[],
    ): readonly Thing[] =>
      templateThings((template) => {
        template.add("Endpoint", "AWS::EC2::VPCEndpoint", { VpcId: "vpc-1", VpcEndpointType, SubnetIds });
      });
    expect(idleTotal(endpoint("Interface", ["subnet-1", "subnet-2"]), {})).toBeCloseTo(14.6, 6);
    expect(idleTotal(endpoint("Gateway", []), {})).toBe(0);
  });
});

describe("priceOf", () => {
  it("has a line for each thing, in their order, with why it is there", () => {
    const lines = linesOf([bucket("files"), bucket("media")], {});
    expect(lines.map(({ what, name, why }) => [what, name, why])).toEqual([
      ["bucket", "files", "bucket-files"],
      ["bucket", "media", "bucket-media"],
    ]);
  });

  it("gives away what an account has free only once", () => {
    const things = [...functionOf({ memory: 1024 }), ...functionOf({ memory: 1024 }, "FunctionManage")];
    // 300,000 GB-seconds each, of which 400,000 together are free.
    const usage = { functions: { web: calls(300_000, 1000), manage: calls(300_000, 1000) } };
    const lines = linesOf(things, usage, { as: "after-allowances" });
    expect(lines.map(({ atUsage }) => atUsage?.toFixed(2))).toEqual(["0.00", "3.33"]);
  });

  it("says that it does not know a price, and still the others", () => {
    const things: readonly Thing[] = [bucket("media"), { kind: "parameter", name: "own" }];
    const usage = { kept: { ...nothing.kept, mediaGb: 1 } };
    const lines = linesOf(things, usage, { region: "xx-nowhere-1" });
    expect(lines.map(({ idlePerMonth }) => idlePerMonth)).toEqual([null, 0]);
    expect(totalOf(lines, "idlePerMonth")).toBeNull();
  });

  it("needs no price for what is not used", () => {
    expect(total([bucket("media")], {}, { region: "xx-nowhere-1" })).toBe(0);
  });
});
