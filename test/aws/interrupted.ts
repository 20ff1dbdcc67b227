import type { Aws, SdkClient } from "../../src/providers/aws/aws.ts";

/** What ends a piece of work in the middle, as `^C` or a lost connection does. */
export class Interruption extends Error {
  override readonly name = "Interruption";
}

/**
 * The same connection, on which only `calls` calls are made.
 *
 * @param when `before`: the next call is not made. `after`: it is made, and its answer is lost.
 */
export function interruptedAfter(aws: Aws, calls: number, when: "before" | "after"): Aws {
  let made = 0;
  const guard = async (call: () => Promise<unknown>): Promise<unknown> => {
    made += 1;
    if (made <= calls) return call();
    if (when === "after" && made === calls + 1) await call().catch(() => undefined);
    throw new Interruption(`interrupted after ${calls} calls`);
  };
  return { ...aws, client: (kind, options) => guarded(aws.client(kind, options), guard) };
}

/** The same connection, on which the first calls named `operation` fail with this error. */
export function failingFirst(
  aws: Aws,
  operation: string,
  error: { readonly name: string; readonly message?: string; readonly times: number },
): Aws {
  let left = error.times;
  const guard = async (call: () => Promise<unknown>, command: string): Promise<unknown> => {
    if (command !== `${operation}Command` || left === 0) return call();
    left -= 1;
    throw Object.assign(new Error(error.message ?? error.name), { name: error.name });
  };
  return { ...aws, client: (kind, options) => guarded(aws.client(kind, options), guard) };
}

/** The same connection; `before` runs before the first call named `operation`, and does what somebody else does then. */
export function meanwhile(aws: Aws, operation: string, before: () => Promise<unknown>): Aws {
  let isDone = false;
  const guard = async (call: () => Promise<unknown>, command: string): Promise<unknown> => {
    if (command === `${operation}Command` && !isDone) {
      isDone = true;
      await before();
    }
    return call();
  };
  return { ...aws, client: (kind, options) => guarded(aws.client(kind, options), guard) };
}

/** The same connection, whose answers have other values where they have any by these names. */
export function answering(aws: Aws, values: Readonly<Record<string, unknown>>): Aws {
  const guard = async (call: () => Promise<unknown>): Promise<unknown> => {
    const answer = (await call()) as object;
    const known = Object.entries(values).filter(([name]) => Object.hasOwn(answer, name));
    return { ...answer, ...Object.fromEntries(known) };
  };
  return { ...aws, client: (kind, options) => guarded(aws.client(kind, options), guard) };
}

function guarded<C extends SdkClient>(
  client: C,
  guard: (call: () => Promise<unknown>, command: string) => Promise<unknown>,
): C {
  return new Proxy(client, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (name !== "send" || typeof value !== "function") return value;
      return (command: object, ...rest: readonly unknown[]) =>
        guard(
          () => Reflect.apply(value, target, [command, ...rest]) as Promise<unknown>,
          command.constructor.name,
        );
    },
  });
}

/**
 * Interrupts a piece of work before and after each of its calls, and after each interruption does it again without one.
 *
 * @param begin Makes the ground anew, for each time.
 * @param check Whether all is as after a piece of work that nobody interrupted.
 * @returns How many calls the work makes.
 */
export async function interruptEverywhere(
  aws: Aws,
  trial: {
    readonly begin: () => Promise<unknown>;
    readonly work: (aws: Aws) => Promise<unknown>;
    readonly check: () => Promise<void>;
  },
): Promise<number> {
  for (let calls = 0; ; calls += 1) {
    let wasInterrupted = false;
    for (const when of ["before", "after"] as const) {
      await trial.begin();
      wasInterrupted = await trial.work(interruptedAfter(aws, calls, when)).then(
        () => false,
        (error: unknown) => {
          if (error instanceof Interruption) return true;
          throw error;
        },
      );
      await trial.work(aws);
      await trial.check();
    }
    if (!wasInterrupted) return calls;
  }
}
