import { once } from "node:events";
import { createServer } from "node:http";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { get, startPlatform, testDoor, until } from "../../../test/platform/test-platform.ts";

/** Writes bytes to a port and gives all that comes back until the other end closes. */
async function raw(url: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.write(bytes);
  let answer = "";
  socket.on("data", (chunk: Buffer) => (answer += chunk.toString("latin1")));
  await once(socket, "close");
  return answer;
}

const event = async (url: string, init?: RequestInit): Promise<Record<string, unknown>> =>
  JSON.parse((await get(url, init)).text) as Record<string, unknown>;

describe("an event", () => {
  it("is what a Function URL makes of the request (parity: url-event)", async () => {
    await using platform = await startPlatform();
    platform.publish();
    const url = await platform.openDoor();
    const { port } = new URL(url);
    const answer = await raw(
      url,
      `GET /echo?b=2&a=1&a=%20%2B HTTP/1.1\r\nHost: local.blog.localhost:${port}\r\nX-One: 1\r\nx-one: 2\r\n` +
        "Cookie: a=1; b=2\r\nUser-Agent: test\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 1.2.3.4\r\n" +
        "Connection: close\r\n\r\n",
    );
    const requestId = /x-amzn-requestid: (\S+)/.exec(answer)?.[1];
    expect(JSON.parse(answer.slice(answer.indexOf("\r\n\r\n")))).toEqual({
      version: "2.0",
      routeKey: "$default",
      rawPath: "/echo",
      rawQueryString: "b=2&a=1&a=%20%2B",
      cookies: ["a=1", "b=2"],
      headers: {
        host: `local.blog.localhost:${port}`,
        "x-one": "1,2",
        cookie: "a=1; b=2",
        "user-agent": "test",
        connection: "close",
        "x-forwarded-for": "1.2.3.4, 127.0.0.1",
        "x-forwarded-proto": "http",
        "x-forwarded-port": port,
        "x-amzn-trace-id": expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
      },
      queryStringParameters: { b: "2", a: "1, +" },
      requestContext: {
        accountId: "anonymous",
        apiId: "blog-local",
        domainName: "blog-local.lambda-url.local.on.aws",
        domainPrefix: "blog-local",
        http: {
          method: "GET",
          path: "/echo",
          protocol: "HTTP/1.1",
          sourceIp: "127.0.0.1",
          userAgent: "test",
        },
        requestId,
        routeKey: "$default",
        stage: "$default",
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
      isBase64Encoded: false,
    });
  });

  it("carries text as text, forms and bytes as base64", async () => {
    await using platform = await startPlatform();
    platform.publish();
    const url = `${await platform.openDoor()}/echo`;
    const post = (body: string | Buffer, type: string) =>
      event(url, { method: "POST", body, headers: { "content-type": type } });
    expect(await post('{"a":"é"}', "application/json")).toMatchObject({
      body: '{"a":"é"}',
      isBase64Encoded: false,
    });
    const form = { body: Buffer.from("a=1").toString("base64"), isBase64Encoded: true };
    expect(await post("a=1", "application/x-www-form-urlencoded")).toMatchObject(form);
    const bytes = Buffer.from([0, 255, 254]);
    expect(await post(bytes, "text/plain")).toMatchObject({
      body: bytes.toString("base64"),
      isBase64Encoded: true,
    });
  });
});

describe("an answer", () => {
  it("keeps status, cookies and an empty body as they are", async () => {
    await using platform = await startPlatform();
    platform.publish();
    const url = await platform.openDoor();
    for (const code of [200, 204, 301, 302, 304, 404]) {
      const { status, text, headers } = await get(`${url}/status?code=${code}`);
      expect({ status, text }).toEqual({ status: code, text: "" });
      expect(headers.getSetCookie()).toEqual(["a=1; Path=/", "b=2"]);
    }
    expect(await get(`${url}/server-error`)).toMatchObject({
      status: 500,
      text: "the application's own page",
    });
  });

  it("brings bytes through, and JSON that is no HTTP response as a body", async () => {
    await using platform = await startPlatform();
    platform.publish();
    const url = await platform.openDoor();
    const bytes = Buffer.from(await (await fetch(`${url}/binary`)).arrayBuffer());
    expect(bytes.equals(Buffer.from(Array.from({ length: 256 }, (_, index) => index)))).toBe(true);
    const json = await get(`${url}/plain-json`);
    expect(json).toMatchObject({ status: 200, text: '{"answer": 42}' });
    expect(json.headers.get("content-type")).toBe("application/json");
  });

  it("has no body for HEAD, and the connection stays good", async () => {
    await using platform = await startPlatform();
    platform.publish();
    const url = await platform.openDoor();
    const answer = await raw(
      url,
      "HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    );
    expect(answer.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
    expect(answer.match(/hello/g)).toHaveLength(1);
  });

  it("streams: status, headers, cookies, then bytes as they come", async () => {
    await using platform = await startPlatform();
    platform.publish();
    const url = await platform.openDoor();
    const small = await get(`${url}/stream-small`);
    expect(small).toMatchObject({ status: 201, text: "hello stream" });
    expect(small.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(await get(`${url}/stream-split`)).toMatchObject({ status: 200, text: "body" });
    const empty = await get(`${url}/stream-empty`);
    expect(empty).toMatchObject({ status: 302, text: "" });
    expect(empty.headers.get("location")).toBe("/elsewhere");
    const slow = await fetch(`${url}/stream-slow?n=3&s=0.2`);
    const arrivals: string[] = [];
    for await (const chunk of slow.body ?? []) arrivals.push(Buffer.from(chunk).toString());
    expect(arrivals).toEqual(["data: 0\n\n", "data: 1\n\n", "data: 2\n\n"]);
  });

  it("breaks off when a stream ends with an error (parity: runtime-api)", async () => {
    await using platform = await startPlatform();
    platform.publish();
    const url = await platform.openDoor();
    const response = await fetch(`${url}/stream-fails`);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow("terminated");
    expect(platform.problems).toMatchObject([
      { cut: true, problem: { kind: "function-error" }, path: "/stream-fails" },
    ]);
    const messages = (await platform.records()).map(({ message }) => message);
    expect(messages.some((message) => message.includes("Function.ValueError: the rest is missing"))).toBe(
      true,
    );
    expect(await get(`${url}/hello`)).toMatchObject({ status: 200 });
  });

  it("streams nearly 200 MB in flat memory to a client that is slow at first, and not one byte more than 200 (parity: stream-size)", async () => {
    await using platform = await startPlatform({ streamBytesPerSecond: Infinity });
    platform.publish({ timeoutSeconds: 60 });
    const url = await platform.openDoor();
    const before = process.memoryUsage.rss();
    let most = before;
    const request = httpRequest(`${url}/stream?mb=199`).end();
    const [response] = (await once(request, "response")) as [IncomingMessage];
    response.pause();
    await sleep(300);
    let size = 0;
    for await (const chunk of response) {
      size += (chunk as Buffer).length;
      most = Math.max(most, process.memoryUsage.rss());
    }
    expect(size).toBe(199 * 1024 * 1024);
    expect(most - before).toBeLessThan(120 * 1024 * 1024);
    await expect(get(`${url}/stream?mb=201`)).rejects.toThrow("terminated");
    expect(platform.problems.at(-1)).toMatchObject({ cut: true, problem: { kind: "response-too-large" } });
    expect(await get(`${url}/hello`)).toMatchObject({ status: 200 });
  });
});

describe("a problem", () => {
  it("of every kind is explained with who said it and what to change", async () => {
    await using platform = await startPlatform();
    platform.publish({ timeoutSeconds: 0.5 });
    const url = await platform.openDoor();
    const explained = async (path: string): Promise<object> => {
      const { status, text } = await get(url + path, { headers: { accept: "application/json" } });
      return status === 200 ? {} : { status, ...(JSON.parse(text) as { error: object }).error };
    };
    expect(await explained("/sleep?s=9")).toMatchObject({
      status: 504,
      code: "timed-out",
      cause: expect.stringContaining("0.5 s"),
      fix: expect.stringContaining("[functions.web] timeout"),
      speaker: "A limit that AWS has too",
    });
    const memory = {
      status: 502,
      code: "out-of-memory",
      fix: expect.stringContaining("[functions.web] memory"),
    };
    platform.publish({ version: 2, memoryMb: 128 });
    expect(await explained("/grow?mb=4000")).toMatchObject(memory);
    platform.publish({ version: 3, concurrency: 1 });
    await explained("/hello");
    const [first, second] = await Promise.all([explained("/sleep?s=0.3"), explained("/hello")]);
    expect([first, second]).toContainEqual(
      expect.objectContaining({
        status: 429,
        code: "throttled",
        type: "TooManyRequestsException",
        fix: expect.stringContaining("[functions.web] concurrency"),
      }),
    );
    expect(await explained("/exit")).toMatchObject({
      status: 502,
      code: "exited",
      speaker: "The application",
    });
    expect(await explained("/raise")).toMatchObject({
      status: 502,
      code: "function-error",
      type: "Function.KeyError",
      detail: expect.stringContaining("views.py"),
    });
    expect(await explained("/not-json")).toMatchObject({ status: 502, code: "malformed-response" });
    expect(await explained("/bad-header")).toMatchObject({ status: 502, code: "malformed-response" });
    expect(await explained("/big?bytes=7000000")).toMatchObject({ status: 502, code: "response-too-large" });
  });

  it("comes as a page, as JSON or as text, in the client's language", async () => {
    await using platform = await startPlatform();
    const url = await platform.openDoor({
      limitNames: { memory: "m", timeout: "t", concurrency: "c", logs: "l" },
    });
    const page = await get(url, {
      headers: { accept: "text/html,*/*;q=0.8", "accept-language": "fr, ja;q=0.8, en;q=0.5" },
    });
    expect(page.status).toBe(503);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.text).toContain('<html lang="ja">');
    expect(page.text).toContain("まだ何も公開されていません");
    const text = await get(url, { headers: { "accept-language": "ko-KR" } });
    expect(text.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(text.text).toContain("아직 제공 중인 것이 없습니다");
    const json = await get(url, { headers: { accept: "application/json", "accept-language": "fr" } });
    expect(JSON.parse(json.text)).toMatchObject({
      error: { status: 503, code: "not-found", type: "ResourceNotFoundException" },
    });
  });

  it("shows a failing import without letting its text become markup", async () => {
    await using platform = await startPlatform();
    platform.publish({ environment: { FIXTURE_INIT: "error" } });
    const url = await platform.openDoor();
    const { status, text } = await get(url, { headers: { accept: "text/html" } });
    expect(status).toBe(502);
    expect(text).toContain("cannot import name &#39;&lt;missing&gt;&#39; from &#39;views&#39;");
    expect(text).not.toContain("<missing>");
  });

  it("with a request over 6 MB is 413, announced or not, and 6 MB of text pass (parity: request-size)", async () => {
    await using platform = await startPlatform();
    platform.publish();
    const url = await platform.openDoor();
    const headers = { "content-type": "text/plain" };
    const small = await get(`${url}/hello`, { method: "POST", body: "x".repeat(6_200_000), headers });
    expect(small.status).toBe(200);
    const binary = await get(`${url}/hello`, { method: "POST", body: Buffer.alloc(5_000_000) });
    expect(binary.status).toBe(413);
    const announced = await get(`${url}/hello`, { method: "POST", body: "x".repeat(7_000_000), headers });
    expect(announced.status).toBe(413);
    const chunked = await get(`${url}/hello`, {
      method: "POST",
      headers,
      duplex: "half",
      body: new Blob(["x".repeat(20_000_000)]).stream(),
    });
    expect(chunked.status).toBe(413);
    const waiting = await raw(
      url,
      "POST /hello HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 9000000\r\nConnection: close\r\n\r\n",
    );
    expect(waiting).toMatch(/^HTTP\/1\.1 413 /);
    const continued = await raw(
      url,
      "POST /hello HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx",
    );
    expect(continued).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
  });

  it("with the request itself is answered without the function (parity: websockets, request-headers)", async () => {
    await using platform = await startPlatform();
    platform.publish();
    const url = await platform.openDoor();
    const status = async (bytes: string): Promise<string> => (await raw(url, bytes)).slice(9, 12);
    expect(await status(`GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(25_000)}\r\n\r\n`)).toBe("413");
    expect(await status("GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n")).toBe("400");
    // Two lengths for one body are how requests are smuggled past a gateway.
    const smuggled =
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x";
    expect(await status(smuggled)).toBe("400");
    const socket = "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n";
    const upgraded = await get(url, { headers: {} });
    expect(upgraded.status).toBe(200);
    expect(await status(`${socket}Sec-WebSocket-Version: 13\r\nConnection: close\r\n\r\n`)).toBe("501");
    expect(platform.functions.status().versions[0]?.invocations).toBe(1);
  });
});

describe("many clients", () => {
  it("500 at one time get 200 or 429, and afterwards everything still works", async () => {
    await using platform = await startPlatform();
    platform.publish({ concurrency: 10 });
    const url = await platform.openDoor();
    const answers = await Promise.all(Array.from({ length: 500 }, () => get(`${url}/sleep?s=0.3`)));
    const others = answers.filter(({ status }) => status !== 200 && status !== 429);
    expect(others.map(({ text }) => text)).toEqual([]);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(10);
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(300);
    expect(platform.functions.status().versions[0]).toMatchObject({ errors: 0, sandboxes: { total: 10 } });
    await until("all are frozen", () => platform.functions.status().versions[0]?.sandboxes.frozen === 10);
    expect(await get(`${url}/hello`)).toMatchObject({ status: 200, text: "hello" });
  });

  it("a client that leaves does not end the work that it asked for, nor hold the sandbox (parity: client-leaves)", async () => {
    await using platform = await startPlatform({ streamBytesPerSecond: Infinity });
    platform.publish({ concurrency: 1 });
    const url = await platform.openDoor();
    const first = await get(`${url}/whoami`);
    const leaving = new AbortController();
    const response = await fetch(`${url}/stream-slow?n=5&s=0.1`, { signal: leaving.signal });
    leaving.abort();
    await expect(response.text()).rejects.toThrow("abort");
    const large = new AbortController();
    await until("the sandbox is free", () => platform.functions.status().versions[0]?.sandboxes.busy === 0);
    const stalled = await fetch(`${url}/stream?mb=100`, { signal: large.signal });
    large.abort();
    await expect(stalled.text()).rejects.toThrow("abort");
    await until("the sandbox is free", () => platform.functions.status().versions[0]?.sandboxes.busy === 0);
    expect((await get(`${url}/whoami`)).text).toBe(first.text);
    expect(platform.functions.status().versions[0]).toMatchObject({ coldStarts: 1, errors: 0 });
  });
});

describe("a door", () => {
  it("is changed from the next request on", async () => {
    await using platform = await startPlatform();
    platform.publish();
    const url = await platform.openDoor();
    expect((await get(url)).status).toBe(200);
    expect(await platform.openDoor({ functionName: "other" })).toBe(url);
    expect((await get(url)).status).toBe(503);
  });

  it("says who has its port", async () => {
    await using platform = await startPlatform();
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as { port: number };
    await expect(platform.openDoor({ port })).rejects.toMatchObject({
      code: "PORT_TAKEN",
      facts: { port, holder: expect.stringContaining(`process ${process.pid}`) },
    });
    other.close();
  });

  it("closes without cutting the request under way", async () => {
    await using platform = await startPlatform();
    platform.publish();
    const url = await platform.openDoor();
    const slow = get(`${url}/sleep?s=0.3`);
    await until("it is at work", () => platform.functions.status().versions[0]?.sandboxes.busy === 1);
    await platform.gateway.close("blog-local");
    expect(await slow).toMatchObject({ status: 200 });
    await expect(get(url)).rejects.toThrow("fetch failed");
  });

  it("sends one request to a version that is not served yet", async () => {
    await using platform = await startPlatform();
    platform.publish();
    const door = testDoor({ functionName: "web" });
    const request = { method: "GET", path: "/echo?a=1", headers: { host: "local.blog.localhost:1" } };
    const answer = await platform.gateway.request(door, 1, request);
    expect(answer).toMatchObject({ status: 200, complete: true, problem: undefined });
    expect(JSON.parse(answer.body.toString())).toMatchObject({
      rawPath: "/echo",
      rawQueryString: "a=1",
      headers: { host: "local.blog.localhost:1" },
    });
    expect(await platform.gateway.request(door, 1, { method: "GET", path: "/exit" })).toMatchObject({
      status: 502,
      problem: { kind: "exited", exit: "exit status 3" },
    });
    const streamed = await platform.gateway.request(door, 1, { method: "GET", path: "/stream-small" });
    expect(streamed).toMatchObject({ status: 201, complete: true, headers: { "x-one": "1" } });
    expect(streamed.body.toString()).toBe("hello stream");
  });
});

describe("a held door", () => {
  it("lets requests wait, and answers all of them afterwards", async () => {
    await using platform = await startPlatform();
    platform.publish();
    const url = await platform.openDoor();
    const order: string[] = [];
    let asked: Promise<unknown>[] = [];
    await platform.gateway.whileHeld("blog-local", async () => {
      asked = [1, 2, 3].map(() => get(`${url}/`).then(({ status }) => order.push(String(status))));
      // A request on another door of the same process is answered meanwhile, so these three were received too.
      const port = await platform.gateway.open(testDoor({ name: "other" }));
      await get(`http://127.0.0.1:${port}/`);
      order.push("released");
    });
    await Promise.all(asked);
    expect(order).toEqual(["released", "200", "200", "200"]);
  });
});
