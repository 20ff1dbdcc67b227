import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectTo, type CountingAws } from "./connect.ts";
import { emulatorPath } from "./ministack.ts";

/** An emulator of AWS's plain APIs, for what ministack lacks: moto, of PyPI. It runs nothing. */
export interface Moto {
  readonly endpoint: string;
  /** A connection to it, which remembers what it was asked. */
  readonly connect: () => CountingAws;
  readonly stop: () => Promise<void>;
}

/**
 * Starts one on loopback, with nothing in it but what every account has; whoever starts it stops it.
 *
 * @param options.certificateSeconds After how long a certificate is issued, whether or not a record shows whose the domain is.
 */
export async function startMoto(options: { readonly certificateSeconds?: number } = {}): Promise<Moto> {
  const folder = await mkdtemp(join(tmpdir(), "monolift-moto-"));
  const child = spawn(emulatorPath("moto_server"), ["-H", "127.0.0.1", "-p", "0"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      TMPDIR: folder,
      PYTHONUNBUFFERED: "1",
      ...(options.certificateSeconds === undefined
        ? {}
        : { MOTO_ACM_VALIDATION_WAIT: String(options.certificateSeconds) }),
    },
  });
  const output: string[] = [];
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.stderr.on("data", (text: Buffer) => {
      output.push(text.toString());
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(output.join("")) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.once("error", reject);
    child.once("close", (code) => reject(new Error(`moto ended with ${code}:\n${output.join("")}`)));
  });
  return {
    endpoint,
    connect: () => connectTo(endpoint),
    stop: async () => {
      const ended = new Promise((resolve) => child.once("close", resolve));
      if (child.kill("SIGTERM")) await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
