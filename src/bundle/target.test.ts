import { describe, expect, it } from "vitest";
import type { BundleTarget } from "./target.ts";
import {
  compilerFor,
  markerEnvironment,
  pipPlatforms,
  platformFor,
  uvPlatform,
  wheelPlatform,
} from "./target.ts";

const target = (glibc: string, architecture: BundleTarget["architecture"] = "x86_64"): BundleTarget => ({
  python: "3.13",
  architecture,
  glibc,
});

describe("wheelPlatform", () => {
  it("is the newest kind of wheels that both tools can choose and that loads there", () => {
    expect(wheelPlatform(target("2.34"))).toBe("manylinux_2_34_x86_64");
    expect(wheelPlatform(target("2.30", "arm64"))).toBe("manylinux_2_28_aarch64");
    // Amazon Linux 2 has 2.26, for which uv knows no name.
    expect(wheelPlatform(target("2.26"))).toBe("manylinux_2_17_x86_64");
    expect(uvPlatform(target("2.26", "arm64"))).toBe("aarch64-manylinux_2_17");
    expect(() => wheelPlatform(target("2.12"))).toThrow(/2\.12/);
  });
});

describe("pipPlatforms", () => {
  it("names everything from the newest kind down to the first, under former names too", () => {
    const named = pipPlatforms(target("2.17"));
    expect(named.slice(0, 3)).toEqual([
      "manylinux_2_17_x86_64",
      "manylinux2014_x86_64",
      "manylinux_2_16_x86_64",
    ]);
    expect(named.slice(-3)).toEqual(["manylinux_2_5_x86_64", "manylinux1_x86_64", "linux_x86_64"]);
  });

  it("begins later for a processor that came later", () => {
    expect(pipPlatforms(target("2.26", "arm64"))).toEqual([
      "manylinux_2_17_aarch64",
      "manylinux2014_aarch64",
      "linux_aarch64",
    ]);
  });
});

describe("markerEnvironment", () => {
  it("answers for the target's Python and processor", () => {
    expect(markerEnvironment(target("2.34", "arm64"))).toMatchObject({
      platform_machine: "aarch64",
      python_full_version: "3.13.0",
      python_version: "3.13",
      sys_platform: "linux",
    });
  });
});

describe("compilerFor", () => {
  const python = { executable: "/usr/bin/python3.13", version: "3.13.2", magic: "f30d0d0a" };

  it("is a Python of the target's minor version, or nobody", () => {
    expect(compilerFor({ python, target: target("2.34") })).toBe(python);
    expect(compilerFor({ python: { ...python, version: "3.12.1" }, target: target("2.34") })).toBeUndefined();
    expect(compilerFor({ python })).toBe(python);
    expect(platformFor({ python, target: target("2.34") })).toBe("manylinux_2_34_x86_64");
  });
});
