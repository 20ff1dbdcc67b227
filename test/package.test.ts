import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { satisfies } from "semver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const execute = promisify(execFile);

interface LockedPackage {
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly engines?: { readonly node?: string };
}

describe("the package's dependencies", () => {
  it("run on every Node that the package says it runs on", async () => {
    const lock = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8")) as {
      packages: Record<string, LockedPackage>;
    };
    const atRunTime = Object.entries(lock.packages).filter(([path, one]) => path !== "" && one.dev !== true);
    expect(atRunTime.length).toBeGreaterThan(10);
    const unfit = ["20.19.0", "22.13.0", "24.0.0"].flatMap((version) =>
      atRunTime
        .filter(([, { engines }]) => !satisfies(version, engines?.node ?? "*"))
        .map(([path, { engines }]) => `${path} wants ${engines?.node}, not ${version}`),
    );
    expect(unfit).toEqual([]);
  });
});

describe("the package, installed in an empty folder", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "monolift-package-"));
    const { stdout } = await execute("npm", ["pack", "--silent", "--pack-destination", folder], {
      cwd: root,
    });
    await execute(
      "npm",
      ["install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, join(folder, stdout.trim())],
      {
        cwd: folder,
      },
    );
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("has a command that says its version", async () => {
    const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
    const { stdout } = await execute(join(folder, "node_modules/.bin/monolift"), ["--version"]);
    expect(stdout.trim()).toBe(version);
  });

  it("carries its Python, its schemas and no test", async () => {
    const { stdout } = await execute("find", [
      join(folder, "node_modules/monolift"),
      "-type",
      "f",
      "-not",
      "-path",
      "*/monolift/node_modules/*",
    ]);
    expect(stdout).toContain("/python/runtime/bootstrap.py");
    expect(stdout).toContain("/schemas/up.schema.json");
    expect(stdout).not.toMatch(/\.test\.|\/tests?\/|__pycache__/);
  });
});
