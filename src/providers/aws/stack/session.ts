import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { randomBytes } from "node:crypto";
import type { Notice } from "../../../words/words.ts";
import type { Aws } from "../aws.ts";
import { explainCall, troubleOf } from "./explain-call.ts";
import { pauseForReal, type Pause } from "./pauses.ts";
import { describeStack, type StackState } from "./stack.ts";

/** A resource that has come to another status. */
export interface StackProgress {
  /** Its id in the template: `FunctionWeb`. */
  readonly logicalId: string;
  /** `AWS::Lambda::Function`. */
  readonly type: string;
  /** `CREATE_COMPLETE`. */
  readonly status: string;
  /** Why, in AWS's words; empty where there is nothing to say. */
  readonly reason: string;
  /** Resources that AWS is done with, this one counted; from 0 again once it takes everything back. */
  readonly done: number;
  /** Resources that are changed in all; null where nobody has counted them. */
  readonly total: number | null;
}

/** Who looks on while a stack changes. */
export interface StackWatcher {
  readonly onProgress: (progress: StackProgress) => void;
  /** Told of what is done beyond what was asked for: waiting for somebody else, clearing up after a failure. */
  readonly onNotice: (notice: Notice) => void;
  /** Ends the waiting, not what AWS is doing: the next call finds it under way and waits for its end. */
  readonly signal: AbortSignal;
  /** Default: time as it passes. */
  readonly pause?: Pause | undefined;
}

/** Given on to the SDK with each call, so that an interruption does not wait for its answer. */
export interface CallOptions {
  readonly abortSignal: AbortSignal;
}

/** One piece of work on one stack. */
export interface Session {
  readonly name: string;
  readonly isElsewhere: boolean;
  readonly watcher: StackWatcher;
  /** Waits so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  /**
   * Calls CloudFormation, again and again while that helps: for 5 minutes while it is throttled, and for 15 while it cannot be
   * reached, once an operation is under way.
   *
   * @throws What `explainCall` throws, unless `passOn` is true of the error, which is then thrown as it is.
   */
  readonly call: <T>(
    operation: string,
    send: (client: CloudFormationClient, options: CallOptions) => Promise<T>,
    passOn?: (error: unknown) => boolean,
  ) => Promise<T>;
  /** The stack as it is; undefined where there is none. */
  readonly describe: (name?: string) => Promise<StackState | undefined>;
  /** From now on something goes on at AWS, and is worth more patience. */
  readonly begin: () => void;
}

const minuteMs = 60_000;

/** Begins to work on a stack. */
export function openSession(aws: Aws, name: string, watcher: StackWatcher): Session {
  const client = aws.client(CloudFormationClient);
  const options: CallOptions = { abortSignal: watcher.signal };
  const wait = (ms: number): Promise<void> => (watcher.pause ?? pauseForReal)(ms, watcher.signal);
  let isUnderWay = false;
  const call: Session["call"] = async (operation, send, passOn = () => false) => {
    for (
      let [waitedMs, pauseMs] = [0, 2_000];
      ;
      waitedMs += pauseMs, pauseMs = Math.min(30_000, pauseMs * 2)
    ) {
      watcher.signal.throwIfAborted();
      try {
        return await send(client, options);
      } catch (error) {
        watcher.signal.throwIfAborted();
        if (passOn(error)) throw error;
        const patienceMs = patienceFor(error, isUnderWay);
        if (waitedMs >= patienceMs) return explainCall(error, { operation, stack: name });
        await wait(pauseMs);
      }
    }
  };
  return {
    name,
    isElsewhere: aws.isElsewhere,
    watcher,
    wait,
    call,
    describe: (which = name) => call("DescribeStacks", (caller, its) => describeStack(caller, which, its)),
    begin: () => {
      isUnderWay = true;
    },
  };
}

/** How long a call is repeated; the SDK has repeated it already. */
function patienceFor(error: unknown, isUnderWay: boolean): number {
  const trouble = troubleOf(error);
  if (trouble === "throttled") return 5 * minuteMs;
  return trouble === "unreachable" && isUnderWay ? 15 * minuteMs : 0;
}

/** A name that only this run knows: what bears it is its own, though the reply that said so was lost. */
export function ownToken(): string {
  return `monolift-${randomBytes(12).toString("hex")}`;
}
