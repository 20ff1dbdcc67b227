import type { ActionContext } from "./context.ts";
import type { Step, StepName } from "./results.ts";

/** What a step gives back: its value, and numbers worth showing beside it. */
export interface StepOutcome<T> {
  readonly value: T;
  readonly facts?: Readonly<Record<string, unknown>>;
  /** True when there was nothing to do. */
  readonly isSkipped?: boolean;
}

/** Runs steps, tells of each as it begins and ends, and keeps them for the result. */
export interface Steps {
  readonly taken: readonly Step[];
  run<T>(name: StepName, work: () => Promise<StepOutcome<T>>): Promise<T>;
}

/**
 * Makes a runner of steps. Durations are wall time in milliseconds; a failing step is told as `failed` and its error goes
 * on. The signal is looked at before each step, so that `^C` stops at a safe place.
 */
export function createSteps({ tell, signal }: Pick<ActionContext, "tell" | "signal">): Steps {
  const taken: Step[] = [];
  return {
    taken,
    run: async (name, work) => {
      signal.throwIfAborted();
      tell({ type: "step-started", name });
      const started = performance.now();
      const end = (outcome: Step["outcome"], facts: Step["facts"]): void => {
        const step: Step = { name, outcome, durationMs: Math.round(performance.now() - started), facts };
        taken.push(step);
        tell({ type: "step-ended", step });
      };
      try {
        const { value, facts, isSkipped } = await work();
        end(isSkipped === true ? "skipped" : "done", { ...facts });
        return value;
      } catch (error) {
        end("failed", {});
        throw error;
      }
    },
  };
}
