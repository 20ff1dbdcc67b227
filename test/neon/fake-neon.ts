import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { NeonOperation } from "../../src/providers/neon/api-types.ts";
import type { NeonClock } from "../../src/providers/neon/client.ts";
import type { NeonKey } from "../../src/providers/neon/key.ts";
import { FakeAccount, type BranchStore } from "./fake-account.ts";
import { answers, Refused } from "./fake-answers.ts";
import type { Contract } from "./contract.ts";

/** Something that goes wrong once. */
export type Fault =
  /** Answers so, and does nothing. */
  | { readonly status: number; readonly retryAfter?: string; readonly code?: string }
  /** Does it, and the answer is lost. */
  | "lost"
  /** Does it, answers, and is then out of reach: as if whoever asked had died. */
  | "crash";

/** Neon, as far as it is used: an account on loopback whose branches are real databases. */
export interface FakeNeon {
  readonly account: FakeAccount;
  /** How a client reaches it; waiting takes no time. */
  readonly options: { readonly key: NeonKey; readonly endpoint: string; readonly clock: NeonClock };
  /** Operations that were asked for, in order. */
  readonly asked: NeonOperation[];
  /** Requests and answers that Neon's own document does not allow. */
  readonly faults: string[];
  /** Lets the next requests for an operation fail. */
  readonly fail: (operation: NeonOperation, ...faults: readonly Fault[]) => void;
  readonly isDown: () => boolean;
  /** Can be reached again after a crash. */
  readonly revive: () => void;
  /** Milliseconds that clients have waited. */
  readonly waitedMs: () => number;
  readonly stop: () => Promise<void>;
}

const keyValue = "napi_secret-of-the-test";

/** Starts one; whoever starts it stops it. */
export async function startFakeNeon(store: BranchStore, contract: Contract): Promise<FakeNeon> {
  const account = new FakeAccount(store);
  const asked: NeonOperation[] = [];
  const faults: string[] = [];
  const planned = new Map<NeonOperation, Fault[]>();
  let isDown = false;
  let elapsedMs = 0;

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (isDown) return void request.socket.destroy();
    const written = await text(request);
    const read = contract.readRequest({
      method: request.method ?? "",
      path: request.url ?? "",
      headers: request.headers as Record<string, string>,
      body: written === "" ? undefined : JSON.parse(written),
    });
    faults.push(...read.faults);
    const { operation } = read;
    if (operation === undefined) return send(response, 404, { code: "", message: "no such path" });
    const reply = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
      faults.push(...contract.checkAnswer(operation, status, body));
      send(response, status, body, headers);
    };
    if (request.headers.authorization !== `Bearer ${keyValue}`) {
      return reply(401, { code: "", message: "supplied credentials do not pass authentication" });
    }
    asked.push(operation);
    const fault = planned.get(operation)?.shift();
    if (typeof fault === "object") {
      const headers = fault.retryAfter === undefined ? {} : { "retry-after": fault.retryAfter };
      return reply(fault.status, { code: fault.code ?? "", message: "as the test wants it" }, headers);
    }
    try {
      const body: unknown = written === "" ? undefined : JSON.parse(written);
      const answer = await answers[operation](account, { path: read.path, query: read.query, body });
      if (fault === "lost") return void request.socket.destroy();
      reply(answer.status, answer.body);
      if (fault === "crash") isDown = true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      reply(error.status, { code: error.code, message: error.message });
    }
  };
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      faults.push(`the fake failed: ${String(error)}`);
      request.socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    account,
    asked,
    faults,
    options: {
      key: { value: keyValue, from: "environment", file: "/nowhere/neon-key" },
      endpoint: `http://127.0.0.1:${port}/api/v2`,
      clock: {
        now: () => elapsedMs,
        sleep: (milliseconds) => {
          elapsedMs += milliseconds;
          return Promise.resolve();
        },
      },
    },
    fail: (operation, ...wanted) =>
      void planned.set(operation, [...(planned.get(operation) ?? []), ...wanted]),
    isDown: () => isDown,
    revive: () => void (isDown = false),
    waitedMs: () => elapsedMs,
    stop: () => close(server),
  };
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
