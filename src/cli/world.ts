import type { Home } from "../system/home.ts";

/** A stream that text is written to; `isTTY` and `columns` as Node has them. */
export interface Output {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/** Questions on a terminal. An answer is `undefined` when the user gave up (`^C`, Escape). */
export interface Prompts {
  /** Asks for a line of text; `check` says what is wrong with it, or nothing. */
  text(question: {
    readonly message: string;
    readonly hint: string;
    readonly check: (answer: string) => string | undefined;
  }): Promise<string | undefined>;
  /** Asks for a text that is not shown while it is typed. */
  secret(question: { readonly message: string }): Promise<string | undefined>;
  /** Asks to choose one. */
  choose(question: {
    readonly message: string;
    readonly choices: readonly string[];
  }): Promise<string | undefined>;
}

export type Interrupt = "SIGINT" | "SIGTERM" | "SIGHUP";

/** Everything outside that the command line touches; the tests bring their own. */
export interface World {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the folder in which the command was called. */
  readonly cwd: string;
  readonly home: Home;
  /** Of Node, without `v`. */
  readonly nodeVersion: string;
  readonly platform: string;
  readonly now: () => Date;
  /** `undefined` where nobody can answer: no terminal, or CI. */
  readonly prompts: Prompts | undefined;
  /** Reads what is piped in, to its end; left out where stdin is a terminal. */
  readonly readInput?: (() => Promise<Uint8Array>) | undefined;
  /** Calls back at each `^C` or request to end; returns how to stop listening. */
  readonly onInterrupt: (listener: (signal: Interrupt) => void) => () => void;
  /** Ends the process at once. */
  readonly endAtOnce: (exitCode: number) => void;
}

/** True on a machine that builds and tests by itself; there nothing is overwritten and nobody is asked. */
export function isCi(environment: World["environment"]): boolean {
  const value = environment["CI"];
  return value !== undefined && value !== "" && value !== "0" && value !== "false";
}

/**
 * Whether to colour what goes to `output`.
 * @see https://no-color.org and https://force-color.org
 */
export function hasColour(output: Output, environment: World["environment"]): boolean {
  const isSet = (name: string): boolean => (environment[name] ?? "") !== "";
  if (isSet("NO_COLOR")) return false;
  if (isSet("FORCE_COLOR")) return environment["FORCE_COLOR"] !== "0";
  return output.isTTY === true && environment["TERM"] !== "dumb";
}
