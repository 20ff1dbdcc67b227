import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { runProgram } from "../../src/system/processes.ts";

/** A Python that really runs. */
export interface Python {
  readonly executable: string;
  /** `3.11` */
  readonly version: string;
}

let known: Promise<readonly Python[]> | undefined;

/**
 * Finds a Python of this machine in a range of versions, on PATH or where pyenv keeps them.
 *
 * @param range Lowest version, and the first that is too new: `["3.11", "3.14"]`.
 * @returns The lowest that fits, or undefined.
 */
export async function findPython(range: readonly [string, string]): Promise<Python | undefined> {
  known ??= askAll();
  const fitting = (await known).filter(
    ({ version }) => compare(version, range[0]) >= 0 && compare(version, range[1]) < 0,
  );
  return fitting.toSorted((left, right) => compare(left.version, right.version))[0];
}

/** Why an application is left out when `findPython` has no answer. */
export function pythonMissing(range: readonly [string, string]): string {
  return `no Python from ${range[0]} to before ${range[1]} on this machine`;
}

async function askAll(): Promise<readonly Python[]> {
  const pyenv = join(process.env["PYENV_ROOT"] ?? join(homedir(), ".pyenv"), "versions");
  const candidates = [
    "python3",
    ...[9, 10, 11, 12, 13, 14].map((minor) => `python3.${minor}`),
    ...listFolder(pyenv).map((name) => join(pyenv, name, "bin/python3")),
  ];
  const answers = await Promise.all(candidates.map(ask));
  return answers.filter((answer) => answer !== undefined);
}

function listFolder(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    // Without pyenv there is simply nothing to add.
    return [];
  }
}

async function ask(candidate: string): Promise<Python | undefined> {
  const script = "import sys, venv, ensurepip; print(sys.executable, '%d.%d' % sys.version_info[:2])";
  try {
    const { code, stdout } = await runProgram([candidate, "-c", script], { env: process.env });
    const [executable, version] = stdout.trim().split(" ");
    return code === 0 && executable !== undefined && version !== undefined
      ? { executable, version }
      : undefined;
  } catch {
    return undefined;
  }
}

function compare(left: string, right: string): number {
  const [a = 0, b = 0] = left.split(".").map(Number);
  const [c = 0, d = 0] = right.split(".").map(Number);
  return a - c || b - d;
}
