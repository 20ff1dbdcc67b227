import { describe, expect, it } from "vitest";
import type { Bundle } from "../../bundle/bundle.ts";
import { UserError } from "../../errors.ts";
import type { AwsRelease } from "../../providers/aws/releases.ts";
import type { LambdaPythonChoice } from "../choose-lambda-python.ts";
import { baseToKeep, takeProcessor } from "./package-step.ts";

const target = { python: "3.13", architecture: "arm64", glibc: "2.34" } as const;
const choice = { target, runtime: "python3.13", notices: [] } as unknown as LambdaPythonChoice;

describe("takeProcessor", () => {
  const lacking = new UserError("DEPENDENCIES_NEED_COMPILING", {
    packages: [{ name: "mysqlclient", version: null }],
    python: "3.13",
    architecture: "arm64",
    platform: "manylinux_2_34_aarch64",
  });
  const make = (one: LambdaPythonChoice): Promise<Bundle> =>
    one.target.architecture === "arm64"
      ? Promise.reject(lacking)
      : Promise.resolve({ target: one.target } as unknown as Bundle);

  it("takes the other one where a dependency has no wheel for the cheaper one, and says which", async () => {
    const taken = await takeProcessor(choice, make, { isAsked: false });
    expect(taken.choice.target.architecture).toBe("x86_64");
    expect(taken.bundle.target?.architecture).toBe("x86_64");
    expect(taken.notices).toEqual([
      expect.objectContaining({ code: "ARM64_LACKS_WHEELS", facts: { packages: ["mysqlclient"] } }),
    ]);
  });

  it("takes no other than the one that was asked for", async () => {
    await expect(takeProcessor(choice, make, { isAsked: true })).rejects.toBe(lacking);
  });
});

describe("baseToKeep", () => {
  const base = { digest: "sha256:0a", python: "3.13", takenAt: "2026-01-01T00:00:00Z" };
  const live = { base, stack: { code: { web: { architecture: "arm64" } } } } as unknown as AwsRelease;
  const inDays = (days: number): number => Date.parse(base.takenAt) + days * 86_400_000;

  it("is the one of the release that is served, for two weeks", () => {
    expect(baseToKeep({ live }, target, inDays(13))).toBe(base);
    expect(baseToKeep({ live }, target, inDays(15))).toBeUndefined();
  });

  it("is none of another Python or processor, and none where the release is a zip", () => {
    expect(baseToKeep({ live }, { ...target, python: "3.14" }, inDays(1))).toBeUndefined();
    expect(baseToKeep({ live }, { ...target, architecture: "x86_64" }, inDays(1))).toBeUndefined();
    expect(baseToKeep({ live: { ...live, base: null } }, target, inDays(1))).toBeUndefined();
    expect(baseToKeep({ live: undefined }, target, inDays(1))).toBeUndefined();
  });
});
