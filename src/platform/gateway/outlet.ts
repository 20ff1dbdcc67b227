import type { ServerResponse } from "node:http";

/** Where a response goes: to a client over HTTP, or back to the caller of `request`. */
export interface Outlet {
  /** `headers` are names and values in turn. */
  readonly begin: (status: number, headers: readonly string[]) => void;
  /** False when the other end is slower; `onDrain` is then called once it goes on. */
  readonly write: (chunk: Buffer, onDrain: () => void) => boolean;
  readonly end: (chunk?: Buffer | string) => void;
  /** Breaks off in the middle, so that the client cannot take what it has for the whole. */
  readonly breakOff: () => void;
}

/** Longer bodies are sent as they lie. */
const joinedBytes = 64 * 1024;

/** A response over HTTP. */
export class HttpOutlet implements Outlet {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  begin(status: number, headers: readonly string[]): void {
    this.#response.writeHead(status, headers as string[]);
  }

  write(chunk: Buffer, onDrain: () => void): boolean {
    if (this.#response.write(chunk)) return true;
    this.#response.once("drain", onDrain);
    return false;
  }

  end(chunk?: Buffer | string): void {
    // Bytes as characters: Node sends text in one piece with the head, which saves a copy and half of the system call.
    if (chunk instanceof Buffer && chunk.length <= joinedBytes)
      this.#response.end(chunk.toString("latin1"), "latin1");
    else this.#response.end(chunk);
  }

  breakOff(): void {
    this.#response.destroy();
  }
}

/** A whole response in memory. Header names are in lower case; of a repeated one the last value counts. */
export interface CollectedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Collects a response; `complete` is false when it was broken off. */
export function collectingOutlet(onEnd: (response: CollectedResponse, complete: boolean) => void): Outlet {
  let status = 0;
  const headers: Record<string, string> = {};
  const chunks: Buffer[] = [];
  const finish = (complete: boolean): void =>
    onEnd({ status, headers, body: Buffer.concat(chunks) }, complete);
  return {
    begin: (given, list) => {
      status = given;
      for (let index = 0; index + 1 < list.length; index += 2)
        headers[(list[index] ?? "").toLowerCase()] = list[index + 1] ?? "";
    },
    write: (chunk) => {
      chunks.push(chunk);
      return true;
    },
    end: (chunk) => {
      if (chunk !== undefined) chunks.push(Buffer.from(chunk));
      finish(true);
    },
    breakOff: () => finish(false),
  };
}
