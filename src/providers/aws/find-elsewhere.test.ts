import { describe, expect, it } from "vitest";
import { otherPlaces } from "./find-elsewhere.ts";
import { bucketName } from "./names.ts";

const account = "000000000000";
const here = { account, region: "us-east-1" };
const names = { project: "blog", stage: "production" };
interface Of {
  readonly region?: string;
  readonly stage?: string;
  readonly what?: "files" | "media";
  readonly of?: string;
}
const bucket = (
  project: string,
  { region = here.region, stage = "production", what = "files", of = account }: Of = {},
) => ({ name: bucketName({ project, stage }, what, { account: of, region }), region });

describe("otherPlaces", () => {
  it("knows the stage in another Region, and the stage of the same name of another project here", () => {
    const buckets = [
      bucket("blog", { region: "eu-west-1" }),
      bucket("blog", { region: "eu-west-1", what: "media" }),
      bucket("weblog"),
      bucket("my-shop"),
    ];
    expect(otherPlaces(buckets, names, here)).toEqual([
      { names, region: "eu-west-1" },
      { names: { project: "weblog", stage: "production" }, region: "us-east-1" },
      { names: { project: "my-shop", stage: "production" }, region: "us-east-1" },
    ]);
  });

  it("leaves out the stage itself, other stages, another project's stage elsewhere, and what only looks like one", () => {
    const buckets = [
      bucket("blog"),
      bucket("blog", { stage: "preview" }),
      bucket("weblog", { region: "eu-west-1" }),
      bucket("shop", { of: "111111111111" }),
      { name: "shop-production-files-12345678", region: "us-east-1" },
      { name: "logs", region: "us-east-1" },
    ];
    expect(otherPlaces(buckets, names, here)).toEqual([]);
  });

  it("finds a name that had to be shortened again in another Region", () => {
    const long = { project: "a-name-that-is-very-long-for-a-project-of-one", stage: "production" };
    const name = bucketName(long, "files", { account, region: "eu-west-1" });
    expect(otherPlaces([{ name, region: "eu-west-1" }], long, here)).toEqual([
      { names: long, region: "eu-west-1" },
    ]);
  });
});
