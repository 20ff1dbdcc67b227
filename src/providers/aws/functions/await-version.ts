import { GetFunctionConfigurationCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { OperationError } from "../../../errors.ts";
import { notice } from "../../../words/words.ts";
import type { Aws } from "../aws.ts";
import { minutesOf, waitFor, type WaitWatcher } from "../waiting.ts";
import type { QualifiedFunction } from "./invoke.ts";

/** Between one look and the next. */
const everyMs = 2_000;

/** A snapshot takes a minute or two, an image of some gigabytes about as long. */
const mostMs = 15 * 60_000;

/**
 * Waits until a version can be invoked: Lambda has taken its snapshot, or unpacked its image. Where CloudFormation has waited
 * for that already, it is one look.
 *
 * @throws {OperationError} `VERSION_NOT_READY` with Lambda's own reason, also after a quarter of an hour.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html#snapstart-function-states
 */
export async function awaitVersion(
  aws: Aws,
  { name, qualifier }: QualifiedFunction,
  watcher: Pick<WaitWatcher, "signal" | "pause" | "onWaiting">,
): Promise<void> {
  const command = new GetFunctionConfigurationCommand({ FunctionName: name, Qualifier: qualifier });
  const isReady = await waitFor(
    async (waitedMs) => {
      const { State, StateReason = "" } = await aws
        .client(LambdaClient)
        .send(command, { abortSignal: watcher.signal });
      if (State === "Failed")
        throw new OperationError("VERSION_NOT_READY", { function: name, reason: StateReason });
      // One that nobody has invoked for long is `Inactive`: being invoked wakes it.
      if (State !== "Pending") return true;
      watcher.onWaiting(notice("VERSION_WAITS", { function: name, minutes: minutesOf(waitedMs) }));
      return undefined;
    },
    { everyMs, mostMs, watcher },
  );
  if (isReady === undefined) throw new OperationError("VERSION_NOT_READY", { function: name, reason: "" });
}
