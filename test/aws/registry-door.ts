import { once } from "node:events";
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to a request in place of an answer; `lose-answer` lets it through and drops what comes back. */
export type Fault = "unavailable" | "drop" | "lose-answer" | "forbidden";

export interface RegistryDoor {
  readonly address: string;
  /** `PATCH /v2/…` of each request that came, without what stands after `?`. */
  readonly requests: readonly string[];
  readonly forget: () => void;
  /** The next request of that method meets this fault; several are used up in order. */
  readonly meet: (method: string, ...faults: readonly Fault[]) => void;
  readonly close: () => Promise<void>;
}

export interface DoorOptions {
  /** How whoever comes has to say who they are. Nobody has to by default. */
  readonly wants?: { readonly scheme: "Basic" | "Bearer"; readonly password: string };
}

/** A way to a registry that asks who comes, remembers who came, and fails when it is told to. */
export async function openRegistryDoor(registry: string, options: DoorOptions = {}): Promise<RegistryDoor> {
  const requests: string[] = [];
  const faults = new Map<string, Fault[]>();
  const server = createServer((request, response) => {
    const [path = ""] = (request.url ?? "").split("?");
    const method = request.method ?? "";
    if (path === "/token") {
      giveToken(request, response, options);
      return;
    }
    if (!isKnown(request, options)) {
      challenge(request, response, options);
      return;
    }
    requests.push(`${method} ${path}`);
    const fault = faults.get(method)?.shift();
    if (fault === undefined || fault === "lose-answer")
      pass(request, response, registry, fault !== undefined);
    else fail(request, response, fault);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    requests,
    forget: () => requests.splice(0),
    meet: (method, ...met) => faults.set(method, [...(faults.get(method) ?? []), ...met]),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** A token is as good as the password for the scope that it names. */
const tokenPrefix = "token-for-";

function isKnown({ headers }: IncomingMessage, { wants }: DoorOptions): boolean {
  if (wants === undefined) return true;
  const given = headers.authorization ?? "";
  if (wants.scheme === "Basic") return given === basic(wants.password);
  return given.startsWith(`Bearer ${tokenPrefix}`);
}

function basic(password: string): string {
  return `Basic ${Buffer.from(`AWS:${password}`).toString("base64")}`;
}

function challenge(request: IncomingMessage, response: ServerResponse, { wants }: DoorOptions): void {
  const at = `http://${request.headers.host}`;
  const value =
    wants?.scheme === "Bearer"
      ? `Bearer realm="${at}/token",service="door",scope="aws"`
      : `Basic realm="${at}/",service="ecr.amazonaws.com"`;
  request.resume();
  response.writeHead(401, { "www-authenticate": value });
  response.end();
}

function giveToken(request: IncomingMessage, response: ServerResponse, { wants }: DoorOptions): void {
  const { searchParams } = new URL(request.url ?? "", "http://door");
  const isAllowed =
    wants?.password === ""
      ? request.headers.authorization === undefined
      : request.headers.authorization === basic(wants?.password ?? "");
  response.writeHead(isAllowed ? 200 : 401, { "content-type": "application/json" });
  const service = searchParams.get("service");
  const token = `${tokenPrefix}${searchParams.get("scope")}`;
  response.end(JSON.stringify(isAllowed && service === "door" ? { token } : {}));
}

function fail(request: IncomingMessage, response: ServerResponse, fault: Fault): void {
  if (fault === "drop") {
    // After the first bytes, as a network does that breaks down half-way.
    request.once("data", () => request.socket.destroy());
    request.once("end", () => request.socket.destroy());
    return;
  }
  request.resume();
  response.writeHead(fault === "forbidden" ? 403 : 503, { "content-type": "application/json" });
  response.end(JSON.stringify({ errors: [{ code: "DENIED", message: "not today" }] }));
}

function pass(
  request: IncomingMessage,
  response: ServerResponse,
  registry: string,
  losesAnswer: boolean,
): void {
  const { authorization: _authorization, ...headers } = request.headers;
  // With the door's own name the registry says that uploads go on at the door.
  const onward = ask(new URL(request.url ?? "/", registry), { method: request.method, headers }, (answer) => {
    if (losesAnswer) {
      answer.resume();
      answer.once("end", () => request.socket.destroy());
      return;
    }
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  onward.once("error", () => response.destroy());
  request.pipe(onward);
}
