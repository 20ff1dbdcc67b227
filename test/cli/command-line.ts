import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import type { Step, UpResult } from "../../src/actions/results.ts";
import type { Actions } from "../../src/cli/actions.ts";
import { runCommandLine } from "../../src/cli/command-line.ts";
import type { Interrupt, Prompts, World } from "../../src/cli/world.ts";

/** The world of one call; what is left out is an ordinary Linux without a terminal. */
export interface CallOptions {
  /** Those that are not given must not be called. */
  readonly actions?: Partial<Actions>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly prompts?: Prompts;
  /** What is piped in. */
  readonly input?: string | Uint8Array;
  readonly isTTY?: boolean;
  readonly platform?: string;
  readonly nodeVersion?: string;
  readonly interrupts?: Set<(signal: Interrupt) => void>;
}

export interface Call {
  readonly exitCode: number;
  /** Exit codes that the process was to end with at once. */
  readonly ends: readonly number[];
  readonly stdout: string;
  readonly stderr: string;
}

interface CommandLine {
  /** The folder of the test under way: its home, and where it calls. */
  readonly folder: () => string;
  readonly call: (given: readonly string[], options?: CallOptions) => Promise<Call>;
}

/** The command line without a process: each test of the file calls it in a folder of its own. */
export function useCommandLine(): CommandLine {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "monolift-cli-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  return { folder: () => folder, call: (given, options = {}) => call(folder, given, options) };
}

async function call(folder: string, given: readonly string[], options: CallOptions): Promise<Call> {
  const written = { stdout: "", stderr: "" };
  const ends: number[] = [];
  const { input, interrupts = new Set() } = options;
  const output = (name: keyof typeof written) => ({
    isTTY: options.isTTY,
    columns: 80,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const world: World = {
    stdout: output("stdout"),
    stderr: output("stderr"),
    environment: { HOME: folder, ...options.environment },
    cwd: folder,
    home: {
      state: join(folder, "state"),
      cache: join(folder, "cache"),
      config: join(folder, "config"),
    },
    nodeVersion: options.nodeVersion ?? "20.20.2",
    platform: options.platform ?? "linux",
    now: () => new Date("2026-05-01T12:00:00Z"),
    prompts: options.prompts,
    readInput: input === undefined ? undefined : async () => Buffer.from(input),
    onInterrupt: (listener) => {
      interrupts.add(listener);
      return () => interrupts.delete(listener);
    },
    endAtOnce: (exitCode) => {
      ends.push(exitCode);
    },
  };
  const exitCode = await runCommandLine(given, world, (options.actions ?? {}) as Actions);
  return { exitCode, ends, ...written };
}

/** Answers to questions, one after the other; what was asked is kept. */
export function prompting(
  ...answers: readonly (string | undefined)[]
): Prompts & { readonly asked: readonly string[] } {
  const asked: string[] = [];
  const left = [...answers];
  return {
    asked,
    text: async ({ message, check }) => {
      asked.push(message);
      for (;;) {
        const answer = left.shift();
        if (answer === undefined || check(answer) === undefined) return answer;
      }
    },
    secret: async ({ message }) => {
      asked.push(message);
      return left.shift();
    },
    choose: async ({ message, choices }) => {
      asked.push(`${message} ${choices.join("|")}`);
      return left.shift();
    },
  };
}

/** What `up` answers. */
export const lifted: UpResult = {
  stage: "local",
  provider: "local",
  name: "blog",
  url: "http://127.0.0.1:4100",
  browserUrl: "http://local.blog.localhost:4100",
  release: 1,
  canary: null,
  expiresAt: null,
  changed: true,
  steps: [],
  notices: [],
};

/** A step that took 20 ms. */
export const ended = (name: Step["name"], outcome: Step["outcome"]): Step => ({
  name,
  outcome,
  durationMs: 20,
  facts: {},
});
