import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { Aws } from "../aws.ts";

/** A function's version or alias: never `$LATEST`, which the next release changes. */
export interface QualifiedFunction {
  readonly name: string;
  readonly qualifier: string;
}

/** How an invocation ended. */
export interface InvokeOutcome {
  readonly payload: string;
  /** `Unhandled` where the function failed; the payload is then an error document. Null where it answered. */
  readonly functionError: string | null;
  /** The end of what it logged, at most 4 KB. */
  readonly logTail: string;
  readonly requestId: string | null;
}

/**
 * Invokes a function and waits for its answer.
 *
 * @param attempts How often it is tried where no answer came. Default: as usual; 1 for what must not happen twice.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export async function invokeFunction(
  aws: Aws,
  { name, qualifier }: QualifiedFunction,
  event: unknown,
  attempts?: number,
): Promise<InvokeOutcome> {
  const client = aws.client(LambdaClient, attempts === undefined ? {} : { attempts });
  const answer = await client.send(
    new InvokeCommand({
      FunctionName: name,
      Qualifier: qualifier,
      Payload: JSON.stringify(event),
      LogType: "Tail",
    }),
  );
  return {
    payload: Buffer.from(answer.Payload ?? []).toString("utf8"),
    functionError: answer.FunctionError ?? null,
    logTail: Buffer.from(answer.LogResult ?? "", "base64").toString("utf8"),
    requestId: answer.$metadata.requestId ?? null,
  };
}
