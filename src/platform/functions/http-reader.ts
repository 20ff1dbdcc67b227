/** Headers or trailers, asked for by their names in lower case. */
export interface Fields {
  readonly get: (name: string) => string | undefined;
}

/** The head of a request that came in over the Runtime API. */
export interface RequestHead {
  readonly method: string;
  readonly path: string;
  readonly headers: Fields;
}

/** Where the body of one request goes. */
export interface BodySink {
  readonly onData: (chunk: Buffer) => void;
  /** `trailers` is empty unless the body came in chunks and had some. */
  readonly onEnd: (trailers: ReadonlyMap<string, string>) => void;
}

const headEnd = Buffer.from("\r\n\r\n");
const lineEnd = Buffer.from("\r\n");
/** A head or trailer longer than this is no runtime's. */
const maxHeadBytes = 64 * 1024;

/** The bytes are not HTTP/1.1 as a runtime client speaks it. */
export class BadRequestError extends Error {
  override readonly name = "BadRequestError";
}

/**
 * Reads HTTP/1.1 requests out of one connection, piece by piece, with no buffer of its own beyond half a line.
 *
 * It stands here in place of `node:http` because it is on the path of every request of every function: a tenth of the
 * throughput hangs on it. Only the platform's own sandboxes talk to it, so it understands what a Runtime API client
 * sends (Content-Length, chunks, trailers, pipelining) and refuses everything else.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112
 */
export class HttpReader {
  readonly #onRequest: (head: RequestHead) => BodySink;
  #rest: Buffer | undefined;
  #state: "head" | "fixed" | "chunk-size" | "chunk-data" | "chunk-end" | "trailers" = "head";
  #left = 0;
  #sink: BodySink | undefined;

  /** `onRequest` is called at the end of each head and says where the body goes. */
  constructor(onRequest: (head: RequestHead) => BodySink) {
    this.#onRequest = onRequest;
  }

  /** @throws {BadRequestError} The connection is then of no more use. */
  feed(chunk: Buffer): void {
    let data = chunk;
    if (this.#rest !== undefined) {
      data = Buffer.concat([this.#rest, chunk]);
      this.#rest = undefined;
    }
    while (data.length > 0) {
      const used = this.#step(data);
      if (used === undefined) {
        if (data.length > maxHeadBytes) throw new BadRequestError("line too long");
        this.#rest = data;
        return;
      }
      data = data.subarray(used);
    }
  }

  /** Takes what it can from the front of `data`: how many bytes, or undefined when more have to come first. */
  #step(data: Buffer): number | undefined {
    switch (this.#state) {
      case "head":
        return this.#readHead(data);
      case "fixed":
      case "chunk-data":
        return this.#readData(data);
      case "chunk-size":
        return this.#readChunkSize(data);
      case "chunk-end":
        if (data.length < 2) return undefined;
        this.#state = "chunk-size";
        return 2;
      default:
        return this.#readTrailers(data);
    }
  }

  #readHead(data: Buffer): number | undefined {
    const end = data.indexOf(headEnd);
    if (end < 0) return undefined;
    const text = data.toString("latin1", 0, end);
    const lineLength = text.indexOf("\r\n");
    const line = lineLength < 0 ? text : text.slice(0, lineLength);
    const [method, path, protocol] = line.split(" ");
    if (method === undefined || path === undefined || protocol?.startsWith("HTTP/1.") !== true)
      throw new BadRequestError("no request line");
    // A GET has neither a body nor a header that matters here; half of all requests are `next`.
    const headers =
      method === "GET" || lineLength < 0 ? noFields : new UnparsedFields(text.slice(lineLength));
    this.#sink = this.#onRequest({ method, path, headers });
    this.#expectBody(headers);
    return end + 4;
  }

  #expectBody(headers: Fields): void {
    if (headers.get("transfer-encoding")?.toLowerCase() === "chunked") {
      this.#state = "chunk-size";
      return;
    }
    const length = Number(headers.get("content-length") ?? 0);
    if (!Number.isSafeInteger(length) || length < 0) throw new BadRequestError("no such content length");
    if (length === 0) return this.#finish(noFields);
    this.#state = "fixed";
    this.#left = length;
  }

  #readData(data: Buffer): number {
    const used = Math.min(data.length, this.#left);
    this.#left -= used;
    this.#sink?.onData(used === data.length ? data : data.subarray(0, used));
    if (this.#left === 0) {
      if (this.#state === "fixed") this.#finish(noFields);
      else this.#state = "chunk-end";
    }
    return used;
  }

  #readChunkSize(data: Buffer): number | undefined {
    const end = data.indexOf(lineEnd);
    if (end < 0) return undefined;
    const size = Number.parseInt(data.toString("latin1", 0, end), 16);
    if (!(size >= 0)) throw new BadRequestError("no chunk size");
    this.#left = size;
    this.#state = size === 0 ? "trailers" : "chunk-data";
    return end + 2;
  }

  #readTrailers(data: Buffer): number | undefined {
    if (data.length < 2) return undefined;
    if (data[0] === 13 && data[1] === 10) {
      this.#finish(noFields);
      return 2;
    }
    const end = data.indexOf(headEnd);
    if (end < 0) return undefined;
    this.#finish(parseFields(data.toString("latin1", 0, end)));
    return end + 4;
  }

  #finish(trailers: ReadonlyMap<string, string>): void {
    this.#state = "head";
    const sink = this.#sink;
    this.#sink = undefined;
    sink?.onEnd(trailers);
  }
}

const noFields: ReadonlyMap<string, string> = new Map();

/** Fields that are looked for when they are asked for: of a head's, a few matter, and not to every request. */
class UnparsedFields implements Fields {
  readonly #text: string;
  readonly #lowered: string;

  /** `text` begins with the end of the line before. */
  constructor(text: string) {
    this.#text = text;
    // As long as the text: it is Latin-1.
    this.#lowered = text.toLowerCase();
  }

  get(name: string): string | undefined {
    const before = this.#lowered.indexOf(`\r\n${name}:`);
    if (before < 0) return undefined;
    const start = before + name.length + 3;
    const end = this.#text.indexOf("\r\n", start);
    return this.#text.slice(start, end < 0 ? undefined : end).trim();
  }
}

function parseFields(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.split("\r\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) fields.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return fields;
}
