import type { Door } from "./door.ts";
import { EventFactory } from "./event.ts";
import { Exchange, type GatewayOptions } from "./exchange.ts";
import { OpenDoor } from "./open-door.ts";
import { collectingOutlet, type CollectedResponse } from "./outlet.ts";
import type { Problem } from "./problem.ts";

/** One request that is made without a client. */
export interface DirectRequest {
  readonly method: string;
  /** Path and query, percent-encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

/** A response with, if it did not come from the application, the problem that it explains. */
export interface DirectResponse extends CollectedResponse {
  readonly problem: Problem | undefined;
  /** False when the response was broken off in the middle. */
  readonly complete: boolean;
}

/** The doors of this process: each listens on one loopback port. */
export interface Gateway {
  /**
   * Opens a door, or changes an open one of the same name from the next request on; requests under way end as they
   * began.
   *
   * @returns The port, which the system chose if the door's is 0.
   * @throws {UserError} `PORT_TAKEN`.
   */
  readonly open: (door: Door) => Promise<number>;
  /** Takes no more connections and resolves when the requests under way have ended, at most 5 s later. */
  readonly close: (name: string) => Promise<void>;
  readonly closeAll: () => Promise<void>;
  /** Names of the doors that listen. */
  readonly openDoors: () => readonly string[];
  /**
   * Does something while new requests to a door wait, for a moment in which nobody may use what is behind it. Requests
   * under way go on. A door that is not open holds nobody.
   */
  readonly whileHeld: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  /**
   * Sends one request straight to a version of a door's function, as the same event that a client's request becomes.
   * The door need not be open; mounts are not looked at.
   */
  readonly request: (door: Door, version: number, request: DirectRequest) => Promise<DirectResponse>;
}

/** Makes a gateway with no door yet. */
export function createGateway(options: GatewayOptions): Gateway {
  const doors = new Map<string, OpenDoor>();
  const close = async (name: string): Promise<void> => {
    const open = doors.get(name);
    doors.delete(name);
    await open?.close();
  };
  return {
    open: async (door) => {
      const former = doors.get(door.name);
      const isSamePort = former !== undefined && (door.port === 0 || former.port === door.port);
      if (isSamePort && former.door.kind === door.kind) {
        former.door = door;
        return former.port;
      }
      // What Node takes of headers is set when it begins to listen.
      if (isSamePort) await close(door.name);
      const opened = await OpenDoor.open(door, options);
      doors.set(door.name, opened);
      await former?.close();
      return opened.port;
    },
    close,
    closeAll: async () => {
      await Promise.all([...doors.keys()].map(close));
    },
    openDoors: () => [...doors.keys()],
    whileHeld: async (name, work) => {
      const open = doors.get(name);
      open?.hold();
      try {
        return await work();
      } finally {
        open?.release();
      }
    },
    request: (door, version, request) => sendDirectly(door, version, request, options),
  };
}

function sendDirectly(
  door: Door,
  version: number,
  request: DirectRequest,
  options: GatewayOptions,
): Promise<DirectResponse> {
  return new Promise((resolve) => {
    let problem: Problem | undefined;
    const watched = { ...options, onProblem: (found: Problem) => void (problem = found) };
    const outlet = collectingOutlet((response, complete) => resolve({ ...response, problem, complete }));
    const headers = { host: `127.0.0.1:${door.port}`, "user-agent": "monolift", ...request.headers };
    const facts = {
      method: request.method,
      target: request.path,
      httpVersion: "1.1",
      rawHeaders: Object.entries(headers).flat(),
      sourceIp: "127.0.0.1",
      port: door.port,
      accept: "application/json",
      acceptLanguage: undefined,
    };
    const host = { door, events: new EventFactory(door.name), options: watched };
    new Exchange(host, facts, outlet).send(Buffer.from(request.body ?? ""), version);
  });
}
