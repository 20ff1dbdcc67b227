import type { Duplex } from "node:stream";

/** Reads PostgreSQL's messages from a stream one by one, until somebody else takes it over. */
export class MessageReader {
  readonly #stream: Duplex;

  constructor(stream: Duplex) {
    this.#stream = stream;
  }

  /** The first message, which has no type: its body. */
  async startup(): Promise<Buffer> {
    return this.#body(await this.#read(4));
  }

  /** The body of the next message, whatever its type. */
  async message(): Promise<Buffer> {
    return this.#body((await this.#read(5)).subarray(1));
  }

  #body(length: Buffer): Promise<Buffer> {
    return this.#read(length.readInt32BE(0) - 4);
  }

  async #read(bytes: number): Promise<Buffer> {
    for (;;) {
      const part = this.#stream.read(bytes) as Buffer | null;
      if (part !== null && part.length === bytes) return part;
      if (this.#stream.readableEnded || this.#stream.destroyed) throw new Error("the client went away");
      await new Promise<void>((resolve) => {
        const look = (): void => {
          for (const event of ["readable", "end", "close"]) this.#stream.off(event, look);
          resolve();
        };
        for (const event of ["readable", "end", "close"]) this.#stream.once(event, look);
      });
    }
  }
}
