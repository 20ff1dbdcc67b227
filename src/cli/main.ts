#!/usr/bin/env node
import { isatty } from "node:tty";
import { findHome } from "../system/home.ts";
import { realActions } from "./actions.ts";
import { runCommandLine } from "./command-line.ts";
import { isCi, type Prompts, type World } from "./world.ts";

const { env: environment, stdout } = process;
let hasStderr = false;

const world: World = {
  stdout,
  // Node makes its streams when they are first asked for; `--help` needs only one of the three.
  get stderr() {
    return openStderr();
  },
  environment,
  cwd: process.cwd(),
  home: findHome(environment),
  nodeVersion: process.versions.node,
  platform: process.platform,
  now: () => new Date(),
  prompts: isatty(0) && isatty(2) && !isCi(environment) ? askLater() : undefined,
  readInput: isatty(0) ? undefined : readInput,
  onInterrupt: (listener) => {
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
    for (const signal of signals) process.on(signal, listener);
    return () => {
      for (const signal of signals) process.off(signal, listener);
    };
  },
  endAtOnce: (exitCode) => process.exit(exitCode),
};

// Whoever reads us may stop reading (`monolift logs | head`): that is no error, and there is nobody left to tell.
stdout.on("error", endQuietly);

process.exitCode = await runCommandLine(process.argv.slice(2), world, realActions);
// Ends even when a library still holds a socket open, but not before the reader has got everything.
stdout.write("", () => {
  const lost = stdout.errored;
  if (lost !== null && !isReaderGone(lost)) {
    openStderr().write(`monolift: ${lost.message}\n`);
    process.exitCode = 1;
  }
  if (hasStderr) process.stderr.write("", () => process.exit());
  else process.exit();
});

function openStderr(): typeof process.stderr {
  if (!hasStderr) process.stderr.on("error", endQuietly);
  hasStderr = true;
  return process.stderr;
}

/** What else goes wrong with a stream, a full disk above all, is looked at when everything is written. */
function endQuietly(error: Error): void {
  if (isReaderGone(error)) process.exit();
}

function isReaderGone(error: Error): boolean {
  return "code" in error && error.code === "EPIPE";
}

async function readInput(): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

async function loadPrompts(): Promise<Prompts> {
  const { createPrompts } = await import("./prompts.ts");
  return createPrompts(process.stdin, process.stderr);
}

/** Asking loads a library and opens stdin: only when there is a question. */
function askLater(): Prompts {
  return {
    text: async (question) => (await loadPrompts()).text(question),
    secret: async (question) => (await loadPrompts()).secret(question),
    choose: async (question) => (await loadPrompts()).choose(question),
  };
}
