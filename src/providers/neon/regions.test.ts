import { describe, expect, it } from "vitest";
import { chooseRegion } from "./regions.ts";

/** What Neon offered in April 2026. @see https://neon.com/docs/introduction/regions */
const offered = [
  "aws-us-east-1",
  "aws-us-east-2",
  "aws-us-west-2",
  "aws-eu-central-1",
  "aws-eu-west-2",
  "aws-ap-southeast-1",
  "aws-ap-southeast-2",
  "aws-sa-east-1",
  "azure-eastus2",
].map((region_id) => ({ region_id, name: region_id, default: false, geo_lat: "", geo_long: "" }));

describe("chooseRegion", () => {
  it.each([
    ["us-east-1", "aws-us-east-1", 0],
    ["ap-northeast-1", "aws-ap-southeast-1", 75],
    ["ap-northeast-2", "aws-ap-southeast-1", 66],
    ["ap-southeast-4", "aws-ap-southeast-2", 10],
    ["us-west-1", "aws-us-west-2", 13],
    ["ca-central-1", "aws-us-east-1", 11],
    ["eu-west-1", "aws-eu-west-2", 7],
    ["eu-south-1", "aws-eu-central-1", 7],
    ["me-central-1", "aws-eu-central-1", 68],
    ["sa-east-1", "aws-sa-east-1", 0],
  ])("has a stage in %s use %s, %i ms away", (region, id, milliseconds) => {
    expect(chooseRegion(region, offered)).toStrictEqual({ id, milliseconds });
  });

  it("goes by cables rather than by the globe: from Cape Town to Europe", () => {
    expect(chooseRegion("af-south-1", offered)?.id).toBe("aws-eu-central-1");
  });

  it("takes any Region of AWS where the continent has none, and none of another cloud", () => {
    const [first] = offered;
    expect(chooseRegion("ap-northeast-1", offered.slice(0, 2))?.id).toBe("aws-us-east-2");
    expect(chooseRegion("ap-nowhere-9", first === undefined ? [] : [first])?.id).toBe("aws-us-east-1");
    expect(chooseRegion("us-east-1", offered.slice(-1))).toBeUndefined();
  });
});
