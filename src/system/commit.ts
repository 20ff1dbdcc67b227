import { runProgram } from "./processes.ts";

/** The commit that a folder stands on, shortened by git, with `+` when files differ from it; null outside a repository. */
export async function readCommit(folder: string): Promise<string | null> {
  const git = (...parameters: readonly string[]): Promise<string | null> =>
    runProgram(["git", "-C", folder, ...parameters], {
      // Reading must not take git's index lock from the user's own git.
      env: { PATH: process.env["PATH"], HOME: process.env["HOME"], GIT_OPTIONAL_LOCKS: "0" },
      timeoutMs: 5000,
    }).then(
      ({ code, stdout }) => (code === 0 ? stdout.trim() : null),
      () => null,
    );
  const [commit, changes] = await Promise.all([
    git("rev-parse", "--short", "HEAD"),
    git("status", "--porcelain", "-uno"),
  ]);
  if (commit === null || commit === "") return null;
  return changes === "" ? commit : `${commit}+`;
}
