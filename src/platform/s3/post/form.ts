import type { IncomingMessage } from "node:http";
import { Busboy, type BusboyInstance } from "@fastify/busboy";
import { S3Error } from "../errors.ts";
import { limits } from "../limits.ts";

/** A form, up to its file. */
export interface PostForm {
  /** Names in lower case. */
  readonly fields: ReadonlyMap<string, string>;
  /** As the browser names it, without folders; "" when it does not. */
  readonly fileName: string;
  /** Must be read to its end, or abandoned with `abandon`. */
  readonly file: AsyncIterable<Buffer>;
  /** Reads no further. */
  readonly abandon: () => void;
}

/**
 * Reads a form until its file begins: fields after it are ignored, as in S3.
 *
 * @throws {S3Error} `MalformedPOSTRequest`, `MaxPostPreDataLengthExceeded`, `InvalidArgument` without a file.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
export function readForm(message: IncomingMessage, contentType: string): Promise<PostForm> {
  return new Promise((resolve, reject) => {
    const fields = new Map<string, string>();
    let size = 0;
    const parser = openParser(contentType);
    const fail = (error: S3Error): void => {
      message.unpipe(parser);
      reject(error);
    };
    parser.on("field", (name, value) => {
      size += name.length + value.length;
      if (size > limits.formFieldBytes) fail(new S3Error("MaxPostPreDataLengthExceeded"));
      else fields.set(name.toLowerCase(), value);
    });
    parser.once("file", (name, file, fileName: string | undefined) => {
      if (name !== "file") return fail(noFile());
      const abandon = (): void => {
        message.unpipe(parser);
        file.destroy();
      };
      // A client that leaves would leave the reader waiting.
      message.once("close", () => {
        if (!message.complete) file.destroy(new S3Error("IncompleteBody"));
      });
      resolve({
        fields: new Map(fields),
        fileName: fileName ?? "",
        file: file as AsyncIterable<Buffer>,
        abandon,
      });
    });
    parser.once("finish", () => reject(noFile()));
    parser.once("error", () => fail(new S3Error("MalformedPOSTRequest")));
    message.once("close", () => reject(new S3Error("IncompleteBody")));
    message.pipe(parser);
  });
}

function openParser(contentType: string): BusboyInstance {
  try {
    return new Busboy({
      headers: { "content-type": contentType },
      // Some clients send the file without a name; the field's name is what counts.
      isPartAFile: (name) => name === "file",
      limits: { fieldSize: limits.formFieldBytes },
    });
  } catch {
    // No boundary, for instance: the parser's own words are of no use to the client.
    throw new S3Error("MalformedPOSTRequest");
  }
}

function noFile(): S3Error {
  return new S3Error("InvalidArgument", {
    message: "POST requires exactly one file upload per request.",
    details: { ArgumentName: "file", ArgumentValue: 0 },
  });
}
