import { spawn, type StdioOptions } from "node:child_process";
import type { Readable } from "node:stream";
import { readEnvironmentFiles } from "../../platform/functions/environment.ts";
import { secretVariables } from "../../platform/functions/secrets.ts";
import { killGroup } from "../../system/processes.ts";
import type { EntryPoints } from "../../plan/provisions.ts";
import type { CommandOutcome } from "../provider.ts";

export interface CommandOptions {
  /** The arguments after the framework's command, for instance `["migrate", "--noinput"]`. */
  readonly arguments: readonly string[];
  /** True gives the command the terminal itself; its output is then not kept. */
  readonly isInteractive: boolean;
  /** The caller's environment: the terminal's own variables are passed on, and nothing else. */
  readonly caller: Readonly<Record<string, string | undefined>>;
  /** Variables for this call only. */
  readonly extra?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Called with each whole line of the result as it is written. */
  readonly onResult?: (line: string) => void;
}

/** Descriptor on which a command answers to Monolift, so that the application may print what it likes. */
const resultDescriptor = 3;

/**
 * Runs one of the application's own commands in the lifted environment: at most once, never again by itself.
 *
 * @throws The error of `spawn` when the interpreter is gone.
 */
export async function runCommand(entry: EntryPoints, options: CommandOptions): Promise<CommandOutcome> {
  const [program, ...parameters] = [...entry.command, ...options.arguments];
  if (program === undefined) throw new TypeError("an entry point names a program");
  const environment = await commandEnvironment(entry, options);
  const stdio: StdioOptions = options.isInteractive
    ? ["inherit", "inherit", "inherit", "pipe"]
    : ["ignore", "pipe", "pipe", "pipe"];
  return new Promise((resolve, reject) => {
    // An interactive command stays in the terminal's foreground group, or it could not read from it.
    const child = spawn(program, parameters, {
      cwd: entry.commandFolder,
      env: environment,
      stdio,
      detached: !options.isInteractive,
    });
    const abort = (): void => {
      if (options.isInteractive) child.kill("SIGINT");
      else killGroup(child, "SIGINT");
    };
    options.signal.addEventListener("abort", abort, { once: true });
    const stdout = collect(child.stdout);
    const stderr = collect(child.stderr);
    const result = collect(child.stdio[resultDescriptor] as Readable | null, options.onResult);
    child.once("error", reject);
    child.once("close", (code) => {
      options.signal.removeEventListener("abort", abort);
      resolve({ exitCode: code ?? 1, stdout: stdout(), stderr: stderr(), result: result() });
    });
  });
}

async function commandEnvironment(entry: EntryPoints, options: CommandOptions): Promise<NodeJS.ProcessEnv> {
  const passedOn = [
    "PATH",
    "HOME",
    "USER",
    "TERM",
    "COLORTERM",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "COLUMNS",
    "LINES",
    "EDITOR",
    "NO_COLOR",
    "TZ",
  ];
  const caller = Object.entries(options.caller).filter(
    ([name]) => passedOn.includes(name) || name.startsWith("DJANGO_SUPERUSER_"),
  );
  return {
    ...Object.fromEntries(caller),
    ...(await readEnvironmentFiles(entry.environmentFiles)),
    ...entry.environment,
    ...(await secretVariables(entry.secrets, entry.environment, { hasOwnTmp: false })),
    ...options.extra,
    MONOLIFT_RESULT_FD: String(resultDescriptor),
  };
}

/** Gathers a stream as text; `onLine` gets each whole line as it comes. */
function collect(stream: Readable | null, onLine?: (line: string) => void): () => string {
  const parts: Buffer[] = [];
  let rest = "";
  stream?.on("data", (part: Buffer) => {
    parts.push(part);
    if (onLine === undefined) return;
    const lines = (rest + part.toString("utf8")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
  return () => Buffer.concat(parts).toString("utf8");
}
