import { request } from "node:http";

/**
 * Sends the first half of a file by a presigned POST, and then nothing more.
 *
 * @param form `url` and `fields`, as `createPresignedPost` gives them.
 * @param onHalf Called when the half has gone out.
 * @returns As `ask` does.
 */
export function postHalf({ url, fields }, content, onHalf) {
  const boundary = "----half";
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `${parts.join("")}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="f"\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  const length = Buffer.byteLength(head) + content.length + tail.length;
  return new Promise((resolve) => {
    const headers = {
      "content-type": `multipart/form-data; boundary=${boundary}`,
      "content-length": length,
    };
    const sent = request(url, { method: "POST", agent: false, headers }, (response) => {
      const chunks = [];
      const end = (error) =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(chunks),
          error,
        });
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => end());
      response.on("error", end);
    });
    sent.on("error", (error) => resolve({ error, headers: {}, body: Buffer.alloc(0) }));
    sent.write(head);
    sent.write(content.subarray(0, content.length / 2), onHalf);
  });
}
