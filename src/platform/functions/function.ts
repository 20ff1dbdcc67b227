/**
 * One published version of a function: everything that is needed to start a sandbox of it, and nothing that can change.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
 */
export interface FunctionVersion {
  readonly functionName: string;
  /** Counts from 1. */
  readonly version: number;
  /** Program and arguments; no shell. */
  readonly command: readonly string[];
  /** `runtime-api`: the program asks the Lambda Runtime API for events. `http` comes later. */
  readonly contract: "runtime-api";
  /** Becomes the working folder and `LAMBDA_TASK_ROOT`. */
  readonly taskRoot: string;
  /** Folders that the sandbox sees read-only: code, dependencies, runtime. */
  readonly readOnly: readonly string[];
  /** Folders outside `/tmp` that the sandbox may write to: the stage's media and mailbox. */
  readonly writable: readonly string[];
  /** Without the variables that Lambda itself sets (`AWS_LAMBDA_*`, `_X_AMZN_TRACE_ID`, `LAMBDA_*`). */
  readonly environment: Readonly<Record<string, string>>;
  /** 128 to 10,240. */
  readonly memoryMb: number;
  /** 1 to 900. */
  readonly timeoutSeconds: number;
  /** Sandboxes at most at one time; a request past it is answered 429. */
  readonly concurrency: number;
  /** `file(s)` whose content is added to the environment when a sandbox starts (`.env`), so that no secret is kept in state. */
  readonly environmentFiles: readonly string[];
}
