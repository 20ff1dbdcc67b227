import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeAws, type Aws, type AwsCall } from "../../src/providers/aws/aws.ts";

/** An emulator of AWS that runs Lambda's Python functions as real processes: ministack, of PyPI. */
export interface Ministack {
  /** `http://127.0.0.1:PORT`: the endpoint of every service. */
  readonly endpoint: string;
  /** Variables with which AWS's SDKs and the command line reach it. */
  readonly environment: Readonly<Record<string, string>>;
  /** A connection to it, which remembers what it was asked. */
  readonly connect: () => Aws & { readonly calls: readonly AwsCall[] };
  /** Asks a door as a browser would: by its own host name, which leads to loopback here. */
  readonly ask: (url: string, options?: RequestInit) => Promise<Response>;
  /** What it wrote. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

/** Where `npm test` has installed the emulators (test/aws/requirements.txt). */
export function emulatorPath(program: "python" | "ministack" | "moto_server" | "cfn-lint"): string {
  const folder = process.env["MONOLIFT_TEST_EMULATORS"];
  if (folder === undefined) throw new Error("MONOLIFT_TEST_EMULATORS is not set: run `npm test` once.");
  return join(folder, program);
}

const region = "us-east-1";
const account = "000000000000";

/** Starts one on loopback, with nothing in it; whoever starts it stops it. */
export async function startMinistack(): Promise<Ministack> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const folder = await mkdtemp(join(tmpdir(), "monolift-ministack-"));
  const child = spawn(emulatorPath("ministack"), [], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      TMPDIR: folder,
      BIND_HOST: "127.0.0.1",
      GATEWAY_PORT: String(port),
      MINISTACK_HOST: "localhost",
      AWS_ENDPOINT_URL: endpoint,
      IOT_MTLS_ENABLED: "0",
    },
  });
  const output: string[] = [];
  child.stdout.on("data", (text: Buffer) => output.push(text.toString()));
  child.stderr.on("data", (text: Buffer) => output.push(text.toString()));
  await untilRunning(child, output);
  const environment = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: region,
  };
  return {
    endpoint,
    environment,
    connect: () => {
      // The SDK reads the endpoint and the credentials of the process.
      Object.assign(process.env, environment);
      const calls: AwsCall[] = [];
      const aws = makeAws({
        region,
        account,
        caller: `arn:aws:iam::${account}:root`,
        environment,
        onCall: (call) => calls.push(call),
      });
      return { ...aws, calls };
    },
    ask: (url, options = {}) => askByName(port, url, options),
    log: () => output.join(""),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once("close", resolve));
        child.kill("SIGTERM");
        await ended;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** `fetch` puts the name of the server that it connects to into the header Host, whatever it is told. */
async function askByName(port: number, url: string, options: RequestInit): Promise<Response> {
  const { host, pathname, search } = new URL(url);
  const { method, headers, body } = new Request(url, options);
  const request = httpRequest({
    host: "127.0.0.1",
    port,
    path: `${pathname}${search}`,
    method,
    headers: { ...Object.fromEntries(headers), host },
  });
  request.end(body === null ? undefined : Buffer.from(await new Response(body).arrayBuffer()));
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  const received = new Headers();
  for (const [name, values = []] of Object.entries(answer.headersDistinct))
    for (const value of values) received.append(name, value);
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const status = answer.statusCode ?? 0;
  const isEmpty = [204, 205, 304].includes(status);
  return new Response(isEmpty ? null : Buffer.concat(chunks), { status, headers: received });
}

function untilRunning(child: ChildProcess, output: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (output.join("").includes("Running on http")) resolve();
    };
    child.stdout?.on("data", look);
    child.stderr?.on("data", look);
    child.once("error", reject);
    child.once("close", (code) => reject(new Error(`ministack ended with ${code}:\n${output.join("")}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
