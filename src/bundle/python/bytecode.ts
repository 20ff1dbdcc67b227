import { z } from "zod";
import { OperationError } from "../../errors.ts";
import { runProgram } from "../../system/processes.ts";
import type { Environment, Interpreter } from "./interpreter.ts";
import { pythonScript } from "./scripts.ts";

/** One file to be compiled. */
export interface CompileTask {
  readonly source: string;
  readonly target: string;
  /** What the code says of its origin; relative, so that the bytes are the same in every folder. */
  readonly name: string;
}

const failuresSchema = z.array(z.object({ source: z.string(), line: z.number().nullable(), message: z.string() }));

/** A file that is no Python of this version; it is carried without byte code. */
export type Uncompiled = z.infer<typeof failuresSchema>[number];

export interface CompileOptions {
  readonly python: Interpreter;
  readonly environment: Environment;
  readonly signal?: AbortSignal | undefined;
}

/** Below this number a second process costs more than it saves. */
const aloneUpTo = 60;

/**
 * Compiles files in the application's Python, with two processes at most.
 *
 * @returns The files that could not be compiled: templates of code, fixtures for other versions.
 * @throws {OperationError} `INSTALLER_FAILED` when Python itself fails.
 */
export async function compileFiles(
  tasks: readonly CompileTask[],
  options: CompileOptions,
): Promise<readonly Uncompiled[]> {
  if (tasks.length === 0) return [];
  const shares = tasks.length <= aloneUpTo ? [tasks] : [0, 1].map((share) => tasks.filter((_, index) => index % 2 === share));
  const settled = await Promise.all(shares.map((share) => compileShare(share, options)));
  return settled.flat();
}

async function compileShare(tasks: readonly CompileTask[], options: CompileOptions): Promise<readonly Uncompiled[]> {
  options.signal?.throwIfAborted();
  // Not -I: it would ignore PYTHONHASHSEED, which fixes the order of sets of texts before Python 3.11.
  const finished = await runProgram([options.python.executable, "-S", "-s", pythonScript("compile_files.py")], {
    env: { ...librariesOnly(options.environment), PYTHONHASHSEED: "0", PYTHONUTF8: "1", PYTHONDONTWRITEBYTECODE: "1" },
    input: JSON.stringify(tasks.map(({ source, target, name }) => [source, target, name])),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  options.signal?.throwIfAborted();
  if (finished.code !== 0) {
    if (/No space left on device|Disk quota exceeded/.test(finished.stderr)) {
      throw Object.assign(new Error(finished.stderr.trim()), { code: "ENOSPC" });
    }
    throw new OperationError("INSTALLER_FAILED", { tool: "Python" }, { detail: finished.stderr.trim() });
  }
  return failuresSchema.parse(JSON.parse(finished.stdout));
}

/** A Python that is no system's own may need to be told where its libraries are; nothing else is to reach it. */
function librariesOnly(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => /^(LD_|DYLD_|PATH$|HOME$|PYENV_)/.test(name)));
}
