import type { ServerResponse } from "node:http";

/** Where a response goes: to a client over HTTP, or back to the caller of `request`. */
export interface Outlet {
  /** `headers` are names and values in turn. */
  readonly begin: (status: number, headers: readonly string[]) => void;
  /** False when the other end is slower; `onDrain` then tells when it goes on. */
  readonly write: (chunk: Buffer) => boolean;
  readonly end: (chunk?: Buffer | string) => void;
  /** Breaks off in the middle, so that the client cannot take what it has for the whole. */
  readonly breakOff: () => void;
  readonly onDrain: (resume: () => void) => void;
}

/** A response over HTTP. */
export function httpOutlet(response: ServerResponse): Outlet {
  return {
    begin: (status, headers) => void response.writeHead(status, [...headers]),
    write: (chunk) => response.write(chunk),
    end: (chunk) => void response.end(chunk),
    breakOff: () => void response.destroy(),
    onDrain: (resume) => void response.on("drain", resume),
  };
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
    onDrain: () => undefined,
  };
}
