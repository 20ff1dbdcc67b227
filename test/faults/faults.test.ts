import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { sharedCache } from "../test-home.ts";

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const faults = (...parameters: readonly string[]) =>
  promisify(execFile)(process.execPath, [path("scripts/faults.mjs"), "--check", ...parameters]);

/** One of each kind that takes little time; `npm run faults` tries them all. */
const quick = [
  "process-up-switch",
  "sandbox-transaction",
  "postgres-postmaster-transaction",
  "postgres-backend-idle",
];

describe("a fault", () => {
  it.skipIf(process.platform !== "linux")("loses nothing that was acknowledged", async () => {
    const { stdout } = await faults("--rounds", "1", "--cache", sharedCache, ...quick);
    expect(stdout).toBe(`${quick.length} of ${quick.length} faults are as wanted\n`);
  });
});

describe("docs/reliability.md", () => {
  it("has a row for each fault, and none that is not as wanted", async () => {
    const page = await readFile(path("docs/reliability.md"), "utf8");
    const { stdout } = await faults("--list");
    const all = stdout
      .trim()
      .split("\n")
      .map((line) => line.split("\t"));
    const missing = all.filter(
      ([, group = "", fault = ""]) => !sectionOf(page, group).includes(`\n| ${fault} |`),
    );
    expect(missing).toEqual([]);
    expect(page).not.toContain("**not:**");
  });
});

function sectionOf(page: string, group: string): string {
  return page.split("\n## ").find((section) => section.startsWith(`${group}\n`)) ?? "";
}
