const endOfHead = Buffer.from("\r\n\r\n");

/**
 * Splits what comes from a socket into HTTP requests, with Content-Length or in chunks.
 *
 * @param onRequest Is given the head of each, and returns `{onData, onEnd}` for its body, both optional.
 */
export function readRequests(socket, onRequest) {
  let rest = Buffer.alloc(0);
  let body;
  socket.on("data", (data) => {
    rest = rest.length === 0 ? data : Buffer.concat([rest, data]);
    for (;;) {
      if (body === undefined) {
        const end = rest.indexOf(endOfHead);
        if (end < 0) return;
        const head = rest.latin1Slice(0, end);
        rest = rest.subarray(end + endOfHead.length);
        body = { ...framingOf(head), ...onRequest(head) };
      }
      const isWhole = body.isChunked ? takeChunks() : takeLength();
      if (!isWhole) return;
      const { onEnd } = body;
      body = undefined;
      onEnd?.();
    }
  });

  function takeLength() {
    const part = rest.subarray(0, body.left);
    rest = rest.subarray(part.length);
    body.left -= part.length;
    if (part.length > 0) body.onData?.(part);
    return body.left === 0;
  }

  function takeChunks() {
    for (;;) {
      const line = rest.indexOf("\r\n");
      if (line < 0) return false;
      const size = Number.parseInt(rest.latin1Slice(0, line), 16);
      if (size === 0) {
        // After the last chunk come trailers, if any, and an empty line.
        const end = rest.indexOf(endOfHead, line);
        if (end < 0) return false;
        rest = rest.subarray(end + endOfHead.length);
        return true;
      }
      const start = line + 2;
      if (rest.length < start + size + 2) return false;
      body.onData?.(rest.subarray(start, start + size));
      rest = rest.subarray(start + size + 2);
    }
  }
}

function framingOf(head) {
  return {
    left: Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0),
    isChunked: /\r\ntransfer-encoding: *chunked/i.test(head),
  };
}
