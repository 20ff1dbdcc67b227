import { runProgram } from "./processes.ts";

/**
 * Files below a folder that git keeps, relative to it; null outside a repository, and where there is no git.
 * A submodule's files are not among them.
 */
export async function readCommittedFiles(folder: string): Promise<readonly string[] | null> {
  const command = ["git", "-C", folder, "ls-files", "-z"];
  // Reading must not take git's index lock from the user's own git.
  const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], GIT_OPTIONAL_LOCKS: "0" };
  try {
    const { code, stdout } = await runProgram(command, { env, timeoutMs: 10_000 });
    return code === 0 ? stdout.split("\0").filter((path) => path !== "") : null;
  } catch {
    return null;
  }
}
