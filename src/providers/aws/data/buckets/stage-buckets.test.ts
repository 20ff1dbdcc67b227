import { describe, expect, it } from "vitest";
import { renderSettings } from "./bucket-settings.ts";
import { filesBucket, mediaBucket } from "./stage-buckets.ts";

const place = { account: "000000000000", region: "eu-west-1" };
const names = { project: "blog", stage: "production" };
const distributionArn = "arn:aws:cloudfront::000000000000:distribution/E1";

/** Whether CloudFront may read a key, by the policy of a bucket. */
function mayRead(policy: string, bucket: string, key: string): boolean {
  const { Statement } = JSON.parse(policy) as {
    Statement: { Effect: string; Action: string; Resource: readonly string[] }[];
  };
  const fits = (pattern: string): boolean =>
    new RegExp(`^${pattern.replaceAll(".", "[.]").replaceAll("*", ".*")}$`).test(
      `arn:aws:s3:::${bucket}/${key}`,
    );
  const effects = Statement.filter(
    ({ Action, Resource }) => Action === "s3:GetObject" && Resource.some(fits),
  ).map(({ Effect }) => Effect);
  return effects.includes("Allow") && !effects.includes("Deny");
}

describe("filesBucket", () => {
  it("shows static files to CloudFront, and neither code nor records", () => {
    const request = filesBucket(place, names, { distributionArn });
    const { policy } = renderSettings(request.name, "aws", request);
    const may = (key: string): boolean => mayRead(policy, request.name, key);
    expect(may("static/site.css")).toBe(true);
    expect(["code/x.zip", "releases/1/record.json", "releases/1/static/a.js"].some(may)).toBe(false);
    expect(filesBucket(place, names).publicReadFrom).toBeUndefined();
  });
});

describe("mediaBucket", () => {
  it("shows uploads to CloudFront, and nothing that waits for its form or has a hidden name", () => {
    const request = mediaBucket(place, names, { distributionArn, origins: ["https://blog.example.com"] });
    const { policy, lifecycle, cors } = renderSettings(request.name, "aws", request);
    const may = (key: string): boolean => mayRead(policy, request.name, key);
    expect(["photo.jpg", "photos/a b.jpg", "a.b/c.d"].every(may)).toBe(true);
    expect([".monolift/pending/1/x", ".env", "photos/.hidden/x"].some(may)).toBe(false);
    expect(lifecycle).toContainEqual(
      expect.objectContaining({ Filter: { Prefix: ".monolift/pending/" }, Expiration: { Days: 2 } }),
    );
    expect(cors[0]?.AllowedOrigins).toEqual(["https://blog.example.com"]);
  });
});
