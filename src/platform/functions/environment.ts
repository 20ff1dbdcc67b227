import { dirname, isAbsolute } from "node:path";
import { readTextIfThere } from "../../system/files.ts";
import type { FunctionVersion } from "./function.ts";
import { homeFolder } from "./limit-hints.ts";
import { secretVariables } from "./secrets.ts";

/** What a sandbox's environment is made of besides its version. */
export interface SandboxIdentity {
  /** 32 hexadecimal digits. */
  readonly id: string;
  /** `127.0.0.1:PORT`. */
  readonly runtimeApi: string;
  readonly region: string;
  readonly logStream: string;
  /** Whether its `/tmp` is its own. */
  readonly hasOwnTmp: boolean;
}

/** Name of a sandbox's log stream, as Lambda forms it: day, version, id. */
export function logStreamName(version: number, id: string, now: Date): string {
  return `${now.toISOString().slice(0, 10).replaceAll("-", "/")}/[${version}]${id}`;
}

/**
 * The whole environment of a sandbox. Nothing is inherited from the host: what a function needs is in its version,
 * or it would be missing on AWS.
 *
 * `HOME` points where Lambda's own user has its home, a folder that does not exist: so `~` never means the developer's
 * folder, with its credentials and caches that no function on AWS has.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export async function buildEnvironment(
  version: FunctionVersion,
  sandbox: SandboxIdentity,
): Promise<Readonly<Record<string, string>>> {
  return {
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    HOME: homeFolder,
    PATH: searchPath(version.command[0]),
    ...(await readEnvironmentFiles(version.environmentFiles)),
    ...version.environment,
    ...(await secretVariables(version.secrets, version.environment, sandbox)),
    AWS_REGION: sandbox.region,
    AWS_DEFAULT_REGION: sandbox.region,
    AWS_LAMBDA_RUNTIME_API: sandbox.runtimeApi,
    AWS_LAMBDA_FUNCTION_NAME: version.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: String(version.version),
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(version.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${version.functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: sandbox.logStream,
    LAMBDA_TASK_ROOT: version.taskRoot,
    _LAMBDA_TELEMETRY_LOG_FD: "3",
  };
}

/** Like Lambda's `/var/lang/bin` first: what belongs to the program's own interpreter is found before the system's. */
function searchPath(program = ""): string {
  const system = "/usr/local/bin:/usr/bin:/bin";
  return isAbsolute(program) && !system.split(":").includes(dirname(program))
    ? `${dirname(program)}:${system}`
    : system;
}

/** Reads `.env` files together: an earlier one wins, one that is gone is left out. */
export async function readEnvironmentFiles(
  paths: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const texts = await Promise.all(paths.map(readTextIfThere));
  const parsed = texts.map((text) => (text === undefined ? {} : parseEnvironmentFile(text)));
  return Object.assign({}, ...parsed.toReversed()) as Readonly<Record<string, string>>;
}

/**
 * Reads the lines of a `.env` file: `NAME=value`, an optional `export`, single quotes (as they stand), double quotes
 * (with `\n`, `\"`, `\\`; may run over several lines), comments. Nothing is expanded.
 */
export function parseEnvironmentFile(text: string): Readonly<Record<string, string>> {
  const line =
    /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.]*)[ \t]*=[ \t]*(?:'([^']*)'|"((?:\\[^]|[^"\\])*)"|([^\r\n]*?))[ \t]*(?:(?<=['" \t=])#[^\r\n]*)?$/gm;
  const values: Record<string, string> = {};
  for (const [, name = "", single, double, bare] of text.matchAll(line))
    values[name] =
      single ??
      double?.replaceAll(/\\([nrt"\\$])/g, (_, letter: string) => escapes[letter] ?? letter) ??
      bare ??
      "";
  return values;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
