import { runProgram } from "./processes.ts";

/** What a folder stands on in git. */
export interface Commit {
  /** Shortened by git, with `+` when files differ from it. */
  readonly id: string;
  /** First line of its message. */
  readonly subject: string;
}

/**
 * The commit that a folder stands on; null outside a repository, where there is no git, and for a folder inside somebody
 * else's repository, of which git keeps nothing.
 */
export async function readCommit(folder: string): Promise<Commit | null> {
  const git = (...parameters: readonly string[]): Promise<string | null> =>
    runProgram(["git", "-C", folder, ...parameters], {
      // Reading must not take git's index lock from the user's own git.
      env: { PATH: process.env["PATH"], HOME: process.env["HOME"], GIT_OPTIONAL_LOCKS: "0" },
      timeoutMs: 5000,
    }).then(
      ({ code, stdout }) => (code === 0 ? stdout.trim() : null),
      () => null,
    );
  const [said, changes, kept] = await Promise.all([
    git("log", "-1", "--format=%h %s"),
    git("status", "--porcelain", "-uno"),
    git("ls-tree", "--name-only", "HEAD"),
  ]);
  const [, id, subject = ""] = /^(\S+) ?(.*)$/.exec(said ?? "") ?? [];
  if (id === undefined || kept === null || kept === "") return null;
  return { id: changes === "" ? id : `${id}+`, subject };
}

/** Whether the repository of a folder has a commit, which may be shortened, and may end with the `+` of changed files. */
export async function hasCommit(folder: string, commit: string): Promise<boolean> {
  const command = ["git", "-C", folder, "cat-file", "-e", `${commit.replace(/\+$/, "")}^{commit}`];
  const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], GIT_OPTIONAL_LOCKS: "0" };
  return runProgram(command, { env, timeoutMs: 5000 }).then(
    ({ code }) => code === 0,
    () => false,
  );
}
