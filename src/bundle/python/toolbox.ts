import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { OperationError } from "../../errors.ts";
import { hashText, hasCode } from "../../system/files.ts";
import { runProgram, type Finished } from "../../system/processes.ts";
import type { BundleTarget } from "../target.ts";
import { temporaryName } from "../temporary.ts";
import { findProgram, toolEnvironment, type Environment, type Interpreter } from "./interpreter.ts";

/** What installing needs: the application's Python, and the tools that install for it. */
export interface Toolbox {
  readonly python: Interpreter;
  /** The machine that packages are chosen for, when it is not this one; `python` then only runs the tools. */
  readonly target: BundleTarget | undefined;
  /** Absolute path of uv, when it is on the `PATH`. */
  readonly uv: string | undefined;
  readonly environment: Environment;
  /** A folder of this process that goes with it. */
  readonly temporary: string;
  readonly signal: AbortSignal | undefined;
  /** Runs pip for the application's Python: the interpreter's own, or a private one when it has none or an old one. */
  runPip(parameters: readonly string[], options?: ToolOptions): Promise<Finished>;
  runUv(parameters: readonly string[], options?: ToolOptions): Promise<Finished>;
  /** Runs a program that needs the `packaging` library; the folder that holds it may follow the parameters. */
  runWithPackaging(parameters: readonly string[], input: string): Promise<Finished>;
}

interface ToolOptions {
  /** What starts pip, in place of `-m pip`. */
  readonly program?: readonly string[];
  readonly cwd?: string;
  readonly environment?: Environment;
  readonly onStderr?: (text: string) => void;
}

export interface ToolboxOptions {
  readonly python: Interpreter;
  readonly target?: BundleTarget | undefined;
  readonly environment: Environment;
  readonly cache: string;
  readonly temporary: string;
  readonly signal?: AbortSignal | undefined;
}

// pip 22.2 is the first that resolves without installing and reports what it found.
const lacksPip = /No module named '?pip|no such option: --(report|dry-run)/;
const lacksPackaging = /No module named '?(pip|packaging)/;

/** Finds the tools; nothing runs yet. */
export function createToolbox(options: ToolboxOptions): Toolbox {
  const { python, target, cache, signal } = options;
  const environment = toolEnvironment(options.environment, options.temporary);
  const uv = findProgram("uv", options.environment);
  const run = async (command: readonly string[], more: ToolOptions & { input?: string } = {}): Promise<Finished> => {
    signal?.throwIfAborted();
    const finished = await runProgram(command, {
      env: { ...environment, ...more.environment },
      ...(more.cwd === undefined ? {} : { cwd: more.cwd }),
      ...(more.input === undefined ? {} : { input: more.input }),
      ...(more.onStderr === undefined ? {} : { onStderr: more.onStderr }),
      ...(signal === undefined ? {} : { signal }),
    });
    signal?.throwIfAborted();
    return finished;
  };
  const tools = join(cache, "tools", hashText(`${python.executable}\0${python.version}`).slice(0, 16));
  const privatePython = join(tools, "bin", "python");
  const ownPip = (): string => (existsSync(privatePython) ? privatePython : python.executable);

  const runPip: Toolbox["runPip"] = async (parameters, more) => {
    const program = more?.program ?? ["-m", "pip"];
    const first = await run([ownPip(), ...program, ...parameters], more);
    if (first.code === 0 || !lacksPip.test(first.stderr)) return first;
    await makePrivatePip({ python, tools, run });
    return run([privatePython, ...program, ...parameters], more);
  };
  const runUv: Toolbox["runUv"] = (parameters, more) => run([uv ?? "uv", ...parameters], more);
  const runWithPackaging: Toolbox["runWithPackaging"] = async (parameters, input) => {
    const first = await run([ownPip(), ...parameters], { input });
    if (first.code === 0 || !lacksPackaging.test(first.stderr)) return first;
    if (uv === undefined) {
      await makePrivatePip({ python, tools, run });
      return run([privatePython, ...parameters], { input });
    }
    const folder = join(options.temporary, "packaging");
    await run([uv, "pip", "install", "--quiet", "--python", python.executable, "--target", folder, "packaging"]);
    return run([python.executable, ...parameters, folder], { input });
  };
  return { python, target, uv, environment, temporary: options.temporary, signal, runPip, runUv, runWithPackaging };
}

interface PrivatePip {
  readonly python: Interpreter;
  readonly tools: string;
  readonly run: (command: readonly string[]) => Promise<Finished>;
}

/**
 * Makes an environment that holds nothing but a recent pip, in the cache.
 *
 * @throws {OperationError} `INSTALLER_MISSING` when this Python cannot make one (Debian without `python3-venv`).
 */
async function makePrivatePip({ python, tools, run }: PrivatePip): Promise<void> {
  const making = temporaryName(tools);
  await mkdir(join(tools, ".."), { recursive: true });
  try {
    const made = await run([python.executable, "-m", "venv", making]);
    if (made.code !== 0) {
      const detail = `${made.stdout}${made.stderr}`.trim();
      throw new OperationError("INSTALLER_MISSING", { python: python.executable }, { detail });
    }
    // What a Python brings along may be older than what resolving needs; without a network the old one says so itself.
    await run([join(making, "bin", "python"), "-m", "pip", "install", "--quiet", "--upgrade", "pip"]);
    await rename(making, tools);
  } catch (error) {
    if (!hasCode(error, "ENOTEMPTY", "EEXIST")) throw error;
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}
