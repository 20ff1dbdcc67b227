import {
  Agent,
  createServer,
  request as requestOf,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from "node:http";
import { connectTo, type CountingAws } from "./connect.ts";

/**
 * What happens to a request on its way.
 * - `refuse`: it does not arrive; an answer with this status and code comes back instead.
 * - `lose-reply`: it arrives and is carried out; the connection breaks before the answer.
 * - `lose-request`: the connection breaks before it arrives.
 * - `hang`: it does not arrive, and nobody answers, until the proxy is stopped.
 * - `rewrite`: it arrives; the body of the answer is changed on its way back.
 */
export type Fault =
  | { readonly kind: "refuse"; readonly status: number; readonly code: string; readonly message: string }
  | { readonly kind: "lose-reply" }
  | { readonly kind: "lose-request" }
  | { readonly kind: "hang" }
  | { readonly kind: "rewrite"; readonly change: (body: string) => string };

/** AWS asks to be asked less often. */
export const throttled: Fault = {
  kind: "refuse",
  status: 400,
  code: "Throttling",
  message: "Rate exceeded",
};
/** The same in Lambda's words. */
export const tooManyRequests: Fault = {
  kind: "refuse",
  status: 429,
  code: "TooManyRequestsException",
  message: "Rate exceeded",
};
/** The same in S3's words. */
export const slowDown: Fault = {
  kind: "refuse",
  status: 503,
  code: "SlowDown",
  message: "Please reduce your request rate.",
};
export const serverError: Fault = {
  kind: "refuse",
  status: 500,
  code: "InternalFailure",
  message: "An internal error occurred.",
};
export const expiredToken: Fault = {
  kind: "refuse",
  status: 403,
  code: "ExpiredToken",
  message: "The security token included in the request is expired",
};
export const lostReply: Fault = { kind: "lose-reply" };
export const lostRequest: Fault = { kind: "lose-request" };
export const hanging: Fault = { kind: "hang" };

/** A stack that stays at `status`, whatever becomes of it. */
export function stuckAt(status: string): Fault {
  return {
    kind: "rewrite",
    change: (body) => body.replaceAll(/<StackStatus>[A-Z_]+</g, `<StackStatus>${status}<`),
  };
}

/** Faults that an operation meets, one request after the other. */
interface Script {
  readonly operation: string;
  readonly faults: Fault[];
  /** Requests that are let through before the first fault. */
  after: number;
}

/** A request on its way, for whoever decides what it meets. */
export interface Asked {
  /** As `meet` takes it. */
  readonly operation: string;
  /** Names of what stands in the query, in order: they tell `PUT /bucket` from `PUT /bucket?versioning`. */
  readonly query: readonly string[];
}

export interface FaultyProxy {
  readonly endpoint: string;
  /**
   * Lets the next requests of an operation meet faults, one each; those after them get through. Scripts of one operation
   * follow each other.
   *
   * @param operation `cloudformation.CreateChangeSet`; where the service's protocol names none, method and path without the
   * query: `lambda.GET /2015-03-31/functions/web`. `*` stands for any rest: `s3.PUT *`.
   * @param options.after Requests that get through before the first fault. Default: 0.
   */
  readonly meet: (operation: string, faults: readonly Fault[], options?: { readonly after?: number }) => void;
  /**
   * Lets the first request of each kind meet a fault, after the scripts of `meet`.
   *
   * @param kindOf Undefined for requests that meet none.
   */
  readonly meetEach: (fault: Fault, kindOf: (asked: Asked) => string | undefined) => void;
  /** The kinds of `meetEach` that have met their fault. */
  readonly met: () => readonly string[];
  /** Resolves when the next request of an operation has come, before it is carried out. */
  readonly asked: (operation: string) => Promise<void>;
  /** Forgets what was not met. */
  readonly calm: () => void;
  /** Faults that are still to be met; a test that ends with some has not tried what it says. */
  readonly unmet: () => number;
  /** Operations that arrived at the emulator, in order. */
  readonly arrived: () => readonly string[];
  /** A connection through it. Failures repeat at once: the SDK tries each call `attempts` times (2 by default). */
  readonly connect: (options?: { readonly attempts?: number }) => CountingAws;
  readonly stop: () => Promise<void>;
}

/** An HTTP proxy on loopback before an emulator of AWS, which makes calls fail as they do in the wide world. */
export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  const scripts: Script[] = [];
  const kinds: Kinds = { rules: [], met: new Set() };
  const waiting: { readonly operation: string; readonly told: () => void }[] = [];
  const arrived: string[] = [];
  const agent = new Agent({ keepAlive: true });
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readAll(request);
    const asked = operationOf(request, body);
    const operation = `${asked.service}.${asked.name}`;
    for (const one of waiting.filter((each) => matches(each.operation, operation))) one.told();
    const fault = nextFault(scripts, operation) ?? firstFault(kinds, { operation, query: queryOf(request) });
    if (fault?.kind === "hang") return;
    if (fault?.kind === "lose-request") return void response.destroy();
    if (fault?.kind === "refuse") return send(response, refusal(asked, fault));
    arrived.push(operation);
    const answer = await forward({ target, agent, request, body });
    if (fault?.kind === "lose-reply") return void response.destroy();
    send(response, fault?.kind === "rewrite" ? rewritten(answer, fault.change) : answer);
  };
  const server = createServer((request, response) => {
    // An emulator that is gone looks the same from here as a network that is.
    pass(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the proxy has no port");
  const endpoint = `http://127.0.0.1:${address.port}`;
  return {
    endpoint,
    meet: (operation, faults, { after = 0 } = {}) => {
      scripts.push({ operation, faults: [...faults], after });
    },
    asked: (operation) => new Promise((told) => void waiting.push({ operation, told })),
    meetEach: (fault, kindOf) => void kinds.rules.push({ fault, kindOf }),
    met: () => [...kinds.met],
    calm: () => {
      scripts.splice(0);
      kinds.rules.splice(0);
      kinds.met.clear();
    },
    unmet: () => scripts.reduce((count, { faults }) => count + faults.length, 0),
    arrived: () => [...arrived],
    connect: ({ attempts = 2 } = {}) => connectTo(endpoint, { attempts }),
    stop: async () => {
      agent.destroy();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function nextFault(scripts: readonly Script[], operation: string): Fault | undefined {
  const script = scripts.find((one) => one.faults.length > 0 && matches(one.operation, operation));
  if (script === undefined) return undefined;
  if (script.after > 0) {
    script.after -= 1;
    return undefined;
  }
  return script.faults.shift();
}

/** Faults that each kind of request meets once. */
interface Kinds {
  readonly rules: { readonly fault: Fault; readonly kindOf: (asked: Asked) => string | undefined }[];
  readonly met: Set<string>;
}

function firstFault({ rules, met }: Kinds, asked: Asked): Fault | undefined {
  for (const { fault, kindOf } of rules) {
    const kind = kindOf(asked);
    if (kind === undefined || met.has(kind)) continue;
    met.add(kind);
    return fault;
  }
  return undefined;
}

function queryOf({ url = "/" }: IncomingMessage): readonly string[] {
  return [...new URL(url, "http://aws").searchParams.keys()].toSorted();
}

/** Whether an operation is the one that is meant: `*` at the end stands for any rest. */
export function matches(wanted: string, operation: string): boolean {
  return wanted.endsWith("*") ? operation.startsWith(wanted.slice(0, -1)) : wanted === operation;
}

/** What a request asks for, and the protocol in which it does. */
interface Operation {
  readonly service: string;
  readonly name: string;
  readonly protocol: "query" | "json" | "xml";
}

const xmlServices = ["s3", "cloudfront", "route53"];

/** The service stands in the signature, the operation where its protocol has it. */
function operationOf({ headers, method, url }: IncomingMessage, body: Buffer): Operation {
  const scope = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? "");
  const service = scope?.[1] ?? "unsigned";
  const action = /(?:^|&)Action=([A-Za-z]+)/.exec(body.subarray(0, 4096).toString("latin1"))?.[1];
  if (action !== undefined) return { service, name: action, protocol: "query" };
  const target = headers["x-amz-target"];
  if (typeof target === "string") return { service, name: target.split(".").at(-1) ?? "", protocol: "json" };
  const path = (url ?? "").split("?")[0] ?? "";
  return { service, name: `${method} ${path}`, protocol: xmlServices.includes(service) ? "xml" : "json" };
}

interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

interface Forwarding {
  readonly target: string;
  readonly agent: Agent;
  readonly request: IncomingMessage;
  readonly body: Buffer;
}

function forward({ target, agent, request, body }: Forwarding): Promise<Answer> {
  const { method, headers, url = "/" } = request;
  const { hostname, port } = new URL(target);
  return new Promise((resolve, reject) => {
    const onward = requestOf({ hostname, port, agent, method, path: url, headers }, (answer) => {
      void readAll(answer).then((received) =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: received }),
      );
    });
    onward.once("error", reject);
    onward.end(body);
  });
}

function rewritten(answer: Answer, change: (body: string) => string): Answer {
  return { ...answer, body: Buffer.from(change(answer.body.toString())) };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const { "transfer-encoding": _chunked, ...kept } = headers;
  response.writeHead(status, { ...kept, "content-length": body.length }).end(body);
}

/** An error in the words of the protocol that was spoken. */
function refusal(
  { protocol }: Operation,
  { status, code, message }: Extract<Fault, { kind: "refuse" }>,
): Answer {
  const error = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  const body = {
    query: `<ErrorResponse>${error}</ErrorResponse>`,
    json: JSON.stringify({ __type: code, message }),
    xml: error,
  }[protocol];
  const type = protocol === "json" ? "application/json" : "text/xml";
  return {
    status,
    headers: { "content-type": type, "x-amzn-errortype": code },
    body: Buffer.from(body),
  };
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
