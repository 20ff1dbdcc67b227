import {
  InvokeWithResponseStreamCommand,
  LambdaClient,
  type InvokeWithResponseStreamCommandOutput,
} from "@aws-sdk/client-lambda";
import { z } from "zod";
import { OperationError } from "../../../errors.ts";
import { parseErrorDocument } from "../../../platform/functions/failure.ts";
import { parseJson } from "../../../system/json.ts";
import type { CommandOutcome } from "../../provider.ts";
import type { Aws } from "../aws.ts";
import { growingPauses, pauseForReal } from "../stack/pauses.ts";
import type { QualifiedFunction } from "./invoke.ts";

/** What a command says while it runs: one JSON object a line. */
const frameSchema = z.union([
  z.object({ out: z.string() }),
  z.object({ err: z.string() }),
  z.object({ result: z.string() }),
  z.object({ exit: z.number() }),
  z.object({ ended: z.string() }),
  /** So many bytes of its output were left out. */
  z.object({ cut: z.number() }),
]);
type Frame = z.infer<typeof frameSchema>;

export interface RemoteCommand {
  readonly arguments: readonly string[];
  /** Variables for this call only: answers to what the command would ask. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What it reads; nothing by default. */
  readonly stdin?: string;
  readonly onOutput?: (text: string, stream: "stdout" | "stderr") => void;
  /** Called with each whole line of the result as it is written. */
  readonly onResult?: (line: string) => void;
  /** Told Lambda's id of the request, once Lambda has begun to answer. */
  readonly onStarted?: (requestId: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Runs one of the framework's commands in a function, at most once: where the connection is lost, nobody can say whether it
 * went on, and it is not tried again.
 *
 * @throws {OperationError} `COMMAND_LOST` where no end was heard of, with Lambda's request id; `COMMAND_FUNCTION_FAILED` where the
 *   function itself failed.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_InvokeWithResponseStream.html
 */
export async function runRemoteCommand(
  aws: Aws,
  target: QualifiedFunction,
  command: RemoteCommand,
): Promise<CommandOutcome> {
  const heard = new Hearing(command);
  let requestId: string | null = null;
  let failure: string | undefined;
  try {
    const answer = await invokeOnce(aws, target, command);
    requestId = answer.$metadata.requestId ?? null;
    if (requestId !== null) command.onStarted?.(requestId);
    for await (const event of answer.EventStream ?? []) {
      if (event.PayloadChunk?.Payload !== undefined) heard.take(event.PayloadChunk.Payload);
      const { ErrorCode: code, ErrorDetails: details } = event.InvokeComplete ?? {};
      if (code !== undefined) failure = details ?? code;
    }
  } catch (error) {
    command.signal.throwIfAborted();
    if (isRefusal(error)) throw error;
    throw new OperationError(
      "COMMAND_LOST",
      { command: command.arguments[0] ?? "", requestId, function: target.name },
      { cause: error },
    );
  }
  heard.end();
  if (failure !== undefined) throw functionFailed(target, failure, heard.text);
  const outcome = heard.outcome();
  if (outcome === undefined) throw functionFailed(target, heard.text, heard.text);
  return outcome;
}

/** So often Lambda may say that it is asked too much. */
const mostTries = 8;

/** Asks until Lambda takes the request: one that was throttled has reached no function. */
async function invokeOnce(
  aws: Aws,
  target: QualifiedFunction,
  command: RemoteCommand,
): Promise<InvokeWithResponseStreamCommandOutput> {
  const { signal, environment = {}, stdin = null } = command;
  const request = new InvokeWithResponseStreamCommand({
    FunctionName: target.name,
    Qualifier: target.qualifier,
    Payload: JSON.stringify({ monolift: "command", arguments: command.arguments, environment, stdin }),
  });
  const pauses = growingPauses(aws.isElsewhere);
  for (let tries = 1; ; tries += 1) {
    try {
      return await aws.client(LambdaClient, { attempts: 1 }).send(request, { abortSignal: signal });
    } catch (error) {
      if (statusOf(error) !== tooManyRequests || tries === mostTries) throw error;
      await pauseForReal(pauses.next(), signal);
    }
  }
}

const tooManyRequests = 429;

/** Lambda answered before the function was asked: nothing has run. */
function isRefusal(error: unknown): boolean {
  const status = statusOf(error);
  return status !== undefined && status >= 400 && status < 500;
}

function statusOf(error: unknown): number | undefined {
  return (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata?.httpStatusCode;
}

function functionFailed(target: QualifiedFunction, failure: string, said: string): OperationError {
  const { errorType, errorMessage, stackTrace } = parseErrorDocument(failure, undefined);
  const message = errorMessage === "" ? said.slice(0, 500) : errorMessage;
  return new OperationError(
    "COMMAND_FUNCTION_FAILED",
    { function: target.name, what: `${errorType}: ${message}` },
    stackTrace.length === 0 ? {} : { detail: stackTrace.join("\n") },
  );
}

/** Puts frames together from chunks that are cut anywhere, and hands on what they say. */
class Hearing {
  readonly #command: Pick<RemoteCommand, "onOutput" | "onResult">;
  readonly #decoder = new TextDecoder();
  readonly #said = { out: "", err: "", result: "" };
  #rest = "";
  #resultRest = "";
  #exit: number | undefined;
  /** Everything that was no frame: a function that fails answers otherwise. */
  text = "";

  constructor(command: Pick<RemoteCommand, "onOutput" | "onResult">) {
    this.#command = command;
  }

  take(chunk: Uint8Array): void {
    this.#rest += this.#decoder.decode(chunk, { stream: true });
    // Behind Lambda's own runtime client the whole answer is one JSON string.
    if (this.#rest.startsWith('"')) return;
    const lines = this.#rest.split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#read(line);
  }

  end(): void {
    const whole = this.#rest.startsWith('"') ? parseJson(this.#rest) : this.#rest;
    this.#rest = "";
    for (const line of (typeof whole === "string" ? whole : "").split("\n")) this.#read(line);
  }

  outcome(): CommandOutcome | undefined {
    if (this.#exit === undefined) return undefined;
    const { out, err, result } = this.#said;
    return { exitCode: this.#exit, stdout: out, stderr: err, result };
  }

  #read(line: string): void {
    if (line === "") return;
    const frame = frameSchema.safeParse(parseJson(line));
    if (frame.success) this.#hear(frame.data);
    else this.text += line;
  }

  #hear(frame: Frame): void {
    if ("exit" in frame) this.#exit = frame.exit;
    else if ("out" in frame) this.#output(frame.out, "stdout");
    else if ("err" in frame) this.#output(frame.err, "stderr");
    else if ("result" in frame) this.#result(frame.result);
    else if ("cut" in frame) this.#output(`… ${frame.cut} bytes are left out\n`, "stderr");
    else this.#output(`${frame.ended}\n`, "stderr");
  }

  #output(text: string, stream: "stdout" | "stderr"): void {
    if (stream === "stdout") this.#said.out += text;
    else this.#said.err += text;
    this.#command.onOutput?.(text, stream);
  }

  #result(text: string): void {
    this.#said.result += text;
    const lines = (this.#resultRest + text).split("\n");
    this.#resultRest = lines.pop() ?? "";
    for (const line of lines) this.#command.onResult?.(line);
  }
}
