import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { BrowserSession, readForms } from "./browser-session.ts";

let server: Server | undefined;

afterEach(async () => {
  server?.close();
  server?.closeAllConnections();
  if (server !== undefined) await once(server, "close");
  server = undefined;
});

async function serve(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<string> {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    answer(request, response, Buffer.concat(chunks).toString("latin1"));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

describe("readForms", () => {
  it("reads hidden fields, chosen options, ticked boxes and escaped text", () => {
    const [form] = readForms(`<form method="POST" enctype="multipart/form-data" action="/a?b&amp;c">
      <input type=hidden name=token value='x&quot;y'><input type="checkbox" name="on" checked><input type="checkbox" name="off">
      <select name="pick"><option value="1">a<option value="2" selected>b</select>
      <select name="many" multiple><option value="1"></select>
      <textarea name="text">\n&lt;b&gt;</textarea><input type="file" name="photo"><input type="submit" name="go"></form>`);
    expect(form).toEqual({
      action: "/a?b&c",
      method: "post",
      multipart: true,
      values: new Map([
        ["token", ['x"y']],
        ["on", ["on"]],
        ["text", ["<b>"]],
        ["pick", ["2"]],
      ]),
      fileFields: ["photo"],
    });
  });
});

describe("BrowserSession", () => {
  it("keeps cookies, drops expired ones, and sends them only below their path", async () => {
    const base = await serve((request, response) => {
      if (request.url === "/set")
        response.setHeader("set-cookie", ["a=1; Path=/", "b=2; Path=/deep", "c=3; Max-Age=0"]);
      response.end(request.headers.cookie ?? "");
    });
    const session = new BrowserSession(base);
    await session.get("/set");
    expect((await session.get("/")).text).toBe("a=1");
    expect((await session.get("/deep/er")).text).toBe("a=1; b=2");
  });

  it("turns POST into GET after 302 and keeps it after 307", async () => {
    const base = await serve((request, response) => {
      const status = { "/302": 302, "/307": 307 }[request.url ?? ""];
      if (status === undefined) response.end(request.method);
      else response.writeHead(status, { location: "/end" }).end();
    });
    expect((await new BrowserSession(base).post("/302", "x")).text).toBe("GET");
    const kept = await new BrowserSession(base).post("/307", "x");
    expect(kept).toMatchObject({ text: "POST", redirects: [`${base}/307`], url: `${base}/end` });
  });

  it("refuses to follow a redirect to another host, where a browser would lose its session", async () => {
    const base = await serve((_, response) =>
      response.writeHead(302, { location: "http://example.com/" }).end(),
    );
    await expect(new BrowserSession(base).get("/")).rejects.toThrow("another host");
  });

  it("sends a form with its hidden fields, a file, and the origin that CSRF checks want", async () => {
    const base = await serve((request, response, body) => {
      if (request.method === "POST")
        response.end(
          JSON.stringify({ origin: request.headers.origin, type: request.headers["content-type"], body }),
        );
      else
        response.end(
          '<form method="post" enctype="multipart/form-data"><input type="hidden" name="t" value="1"><input type="file" name="f"></form>',
        );
    });
    const session = new BrowserSession(base);
    const answer = await session.submit(await session.get("/"), {
      f: { name: "a.txt", type: "text/plain", content: Buffer.from("inside") },
    });
    const sent = JSON.parse(answer.text) as { origin: string; type: string; body: string };
    expect(sent.origin).toBe(base);
    expect(sent.type).toContain("multipart/form-data; boundary=");
    expect(sent.body).toMatch(/name="t"\r\n\r\n1[\s\S]*name="f"; filename="a.txt"[\s\S]*inside/);
  });
});
