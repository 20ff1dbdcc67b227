import { setMaxListeners } from "node:events";
import type { CommandContext } from "@stricli/core";
import type { ActionContext } from "../actions/context.ts";
import type { ActionEvent, Tell } from "../actions/events.ts";
import type { StepName } from "../actions/results.ts";
import type { Page } from "../reports/page.ts";
import type { Language } from "../words/words.ts";
import type { Actions } from "./actions.ts";
import type { Painter } from "./painter.ts";
import type { Arguments } from "./read-arguments.ts";
import { hasColour, isCi, type Output, type World } from "./world.ts";

/** One call of the command line: what its verb may use. */
export interface Session extends CommandContext {
  readonly world: World;
  readonly actions: Actions;
  readonly json: boolean;
  readonly verbose: boolean;
  /** What stands after `--`. */
  readonly afterDashes: readonly string[] | undefined;
  /** Paper of the result. */
  readonly page: Page;
  /** Becomes the exit code when nothing is thrown; 0 at first. */
  exitCode: number;
  /** The verb, once it is known. */
  verb: string;

  /**
   * Does the verb's work, with progress on stderr. `^C` aborts the context's signal; a second one ends the process.
   *
   * @throws Whatever the work throws, after the terminal is in order again.
   */
  perform<T>(work: (context: ActionContext) => Promise<T>): Promise<T>;
  /** Writes the result to stdout: as JSON, or as the report that `say` makes. */
  answer(result: unknown, say: (page: Page) => Promise<string> | string): Promise<void>;
  /** Writes something that accompanies the work to stderr; nothing with `--json`. */
  remark(say: (page: Page) => Promise<string> | string): Promise<void>;
  /** True once `^C` was pressed. */
  readonly isInterrupted: boolean;
  /** Steps that were told as failed, and those that never ended. */
  readonly troubledSteps: readonly StepName[];
}

/** Prepares a session; nothing is loaded and nobody is listened to before `perform`. */
export function createSession(
  world: World,
  actions: Actions,
  given: Pick<Arguments, "json" | "verbose" | "afterDashes">,
  language: Language,
): Session {
  const abort = new AbortController();
  // What a verb does at one time waits for it in as many places.
  setMaxListeners(0, abort.signal);
  const steps = createStepTracker();
  const progress = watchWrites(world.stderr);
  const pageOf = (output: Output): Page => ({
    language,
    colour: hasColour(output, world.environment),
    columns: output.columns ?? 80,
    now: world.now(),
  });
  const page = pageOf(world.stdout);
  const { json, verbose, afterDashes } = given;
  return {
    process: { stdout: silent, stderr: silent },
    world,
    actions,
    json,
    verbose,
    afterDashes,
    page,
    exitCode: 0,
    verb: "",
    get isInterrupted() {
      return abort.signal.aborted;
    },
    get troubledSteps() {
      return steps.troubled();
    },
    perform: (work) => {
      const paper = { output: progress, page: pageOf(world.stderr), verbose };
      return withProgress(world, abort, paper, (tell) => {
        const { cwd, environment, home } = world;
        const tellAll: Tell = (event) => {
          steps.tell(event);
          tell(event);
        };
        return work({ cwd, environment, home, language, signal: abort.signal, tell: tellAll });
      });
    },
    answer: async (result, say) => {
      const space = progress.hasWritten() && world.stdout.isTTY === true ? "\n" : "";
      const text = json ? JSON.stringify(result, null, 2) : `${space}${await say(page)}`;
      world.stdout.write(`${text}\n`);
    },
    remark: async (say) => {
      if (!json) progress.write(`${await say(pageOf(world.stderr))}\n`);
    },
  };
}

/** Paints progress and listens for `^C` while `work` goes on. */
async function withProgress<T>(
  world: World,
  abort: AbortController,
  paper: { readonly output: Output; readonly page: Page; readonly verbose: boolean },
  work: (tell: Tell) => Promise<T>,
): Promise<T> {
  const { createPainter } = await import("./painter.ts");
  const isLive = paper.output.isTTY === true && paper.page.colour && !isCi(world.environment);
  const { verbose } = paper;
  const nowMs = (): number => performance.now();
  const painter = createPainter(paper.output, paper.page, { isLive, nowMs, verbose, cwd: world.cwd });
  const listener = listen(world, abort, painter);
  try {
    return await work((event) => {
      listener.tell(event);
      painter.tell(event);
    });
  } finally {
    painter.end();
    listener.end();
  }
}

/** An output that knows whether something was written to it. */
function watchWrites(output: Output): Output & { readonly hasWritten: () => boolean } {
  let hasWritten = false;
  return {
    isTTY: output.isTTY,
    columns: output.columns,
    write: (text) => {
      hasWritten = true;
      return output.write(text);
    },
    hasWritten: () => hasWritten,
  };
}

/** The parser's own output: its errors are caught and said in our words, its help is ours. */
const silent: Output = { write: () => true };

/** Listens for `^C` while a verb works. While a command of `run` has the terminal, `^C` is meant for it. */
function listen(
  world: World,
  abort: AbortController,
  painter: Painter,
): { readonly tell: (event: ActionEvent) => void; readonly end: () => void } {
  let isLent = false;
  const end = world.onInterrupt((signal) => {
    if (isLent && signal === "SIGINT") return;
    if (!abort.signal.aborted) {
      abort.abort();
      return;
    }
    painter.end();
    world.endAtOnce(130);
  });
  return {
    tell: (event) => {
      if (event.type === "terminal-lent") isLent = event.lent;
      if (event.type === "output") world[event.stream].write(event.text);
    },
    end,
  };
}

/** Follows the steps, so that an error can say in which of them it happened. */
function createStepTracker(): {
  readonly tell: (event: ActionEvent) => void;
  readonly troubled: () => readonly StepName[];
} {
  const failed = new Set<StepName>();
  const underWay = new Set<StepName>();
  return {
    tell: (event) => {
      if (event.type === "step-started") underWay.add(event.name);
      if (event.type !== "step-ended") return;
      underWay.delete(event.step.name);
      if (event.step.outcome === "failed") failed.add(event.step.name);
    },
    troubled: () => (failed.size > 0 ? [...failed] : [...underWay]),
  };
}
