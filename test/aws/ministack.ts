import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { request as requestOf, type IncomingHttpHeaders } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectTo, emulated, type CountingAws } from "./connect.ts";

/** An emulator of AWS that runs Lambda's Python functions as real processes: ministack, of PyPI. */
export interface Ministack {
  /** `http://127.0.0.1:PORT`: the endpoint of every service. */
  readonly endpoint: string;
  /** Variables with which AWS's SDKs and the command line reach it, for a process of its own. */
  readonly environment: Readonly<Record<string, string>>;
  /** A connection to it, which remembers what it was asked. */
  readonly connect: () => CountingAws;
  /** Asks a door as a browser would: by its own host name, which leads to loopback here, and over https where its URL says so. */
  readonly ask: (url: string, options?: Asking) => Promise<Response>;
  /** What it wrote. */
  readonly log: () => string;
  /** Ends it and every process that it started. */
  readonly stop: () => Promise<void>;
}

/** A request to a door; redirects are not followed. */
export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Where `npm test` has installed the emulators (test/aws/requirements.txt). */
export function emulatorPath(program: "python" | "ministack" | "moto_server" | "cfn-lint"): string {
  const folder = process.env["MONOLIFT_TEST_EMULATORS"];
  if (folder === undefined) throw new Error("MONOLIFT_TEST_EMULATORS is not set: run `npm test` once.");
  return join(folder, program);
}

/** Starts one on loopback, with nothing in it; whoever starts it stops it. */
export async function startMinistack(): Promise<Ministack> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const folder = await mkdtemp(join(tmpdir(), "monolift-ministack-"));
  const child = spawn(emulatorPath("ministack"), [], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that the functions it runs end with it.
    detached: true,
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
  const endGroup = (): void => killGroup(child);
  process.once("exit", endGroup);
  const output: string[] = [];
  child.stdout.on("data", (text: Buffer) => output.push(text.toString()));
  child.stderr.on("data", (text: Buffer) => output.push(text.toString()));
  await untilRunning(child, output);
  return {
    endpoint,
    environment: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_REGION: emulated.region,
    },
    connect: () => connectTo(endpoint),
    ask: (url, options = {}) => askByName(port, new URL(url), options),
    log: () => output.join(""),
    stop: async () => {
      const ended = hasEnded(child) ? undefined : new Promise((resolve) => child.once("close", resolve));
      endGroup();
      await ended;
      process.off("exit", endGroup);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** It keeps nothing on the disk, so nothing is lost by an abrupt end. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** `fetch` sends the host of the address it connects to; a door is known by its own. */
function askByName(port: number, url: URL, asking: Asking): Promise<Response> {
  const { method = "GET", headers = {}, body } = asking;
  const { host, pathname, search, protocol } = url;
  return new Promise((resolve, reject) => {
    const request = requestOf(
      {
        host: "127.0.0.1",
        port,
        method,
        path: `${pathname}${search}`,
        headers: { "x-forwarded-proto": protocol.slice(0, -1), ...headers, host },
        agent: false,
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.once("error", reject);
        answer.once("end", () => {
          const status = answer.statusCode ?? 0;
          const hasBody = status !== 204 && status !== 304;
          resolve(
            new Response(hasBody ? Buffer.concat(parts) : null, {
              status,
              headers: headersOf(answer.headers),
            }),
          );
        });
      },
    );
    request.once("error", reject);
    request.end(body);
  });
}

function headersOf(received: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(received))
    for (const one of Array.isArray(value) ? value : [value ?? ""]) headers.append(name, one);
  return headers;
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
