import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { makeAws, type Aws } from "../../src/providers/aws/aws.ts";
import { emulatorPath } from "./ministack.ts";

/** An emulator of AWS that knows what the other one does not, such as certificates that are not issued yet: moto, of PyPI. */
export interface Moto {
  readonly connect: () => Aws;
  readonly stop: () => Promise<void>;
}

const region = "us-east-1";
const account = "123456789012";

/**
 * Starts one on loopback, with nothing in it; whoever starts it stops it.
 *
 * @param options.certificateSeconds After how long a certificate is issued, whether or not a record shows whose the domain is.
 */
export async function startMoto(options: { readonly certificateSeconds: number }): Promise<Moto> {
  const folder = await mkdtemp(join(tmpdir(), "monolift-moto-"));
  const child = spawn(emulatorPath("moto_server"), ["-H", "127.0.0.1", "-p", "0"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      TMPDIR: folder,
      PYTHONUNBUFFERED: "1",
      MOTO_ACM_VALIDATION_WAIT: String(options.certificateSeconds),
    },
  });
  const ended = once(child, "close");
  let endpoint: string | undefined;
  for await (const line of createInterface({ input: child.stderr })) {
    endpoint = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
    if (endpoint !== undefined) break;
  }
  child.stderr.resume();
  if (endpoint === undefined) throw new Error("moto did not start");
  const environment = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: region,
  };
  return {
    connect: () => {
      // The SDK reads the endpoint and the credentials of the process.
      Object.assign(process.env, environment);
      return makeAws({ region, account, caller: `arn:aws:iam::${account}:root`, environment });
    },
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
