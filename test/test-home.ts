import { mkdir, symlink } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The cache that tests share within a run and between runs, so that each package is fetched and installed once. */
export const sharedCache = fileURLToPath(new URL("../.cache/test-home", import.meta.url));

/** uv as `npm test` installs it; undefined where a test is run by hand, and pip does the work. */
export const testUv = process.env["MONOLIFT_TEST_UV"];

/**
 * Variables with which Monolift finds uv, where the tests have it: what is tried is lifting, and pip takes its time.
 *
 * @param folder A folder of the test; the one for `PATH`, with uv alone, is made in it.
 */
export async function uvVariables(folder: string): Promise<Readonly<Record<string, string>>> {
  if (testUv === undefined) return {};
  const bin = join(folder, "bin");
  await mkdir(bin, { recursive: true });
  await symlink(testUv, join(bin, "uv"));
  return {
    PATH: [bin, process.env["PATH"] ?? ""].join(delimiter),
    // The system's certificates are those that pip takes too.
    UV_SYSTEM_CERTS: "1",
  };
}
