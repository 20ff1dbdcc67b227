import { createHash } from "node:crypto";
import { createServer } from "node:net";
import { hasCode } from "../../system/files.ts";

const firstPort = 8100;
const portCount = 800;

/**
 * A free loopback port between 8100 and 8899. It follows from the names, so that a stage which is
 * lifted again mostly gets the address that people remember; the next free one is taken when that is in use.
 */
export async function choosePort(seed: string): Promise<number> {
  const start = createHash("sha256").update(seed).digest().readUInt32BE(0) % portCount;
  for (let step = 0; step < portCount; step += 1) {
    const port = firstPort + ((start + step) % portCount);
    if (await isFree(port)) return port;
  }
  return 0;
}

/** True when nobody listens on a loopback port. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => {
      if (hasCode(error, "EADDRINUSE", "EACCES")) resolve(false);
      else reject(error);
    });
    probe.listen({ host: "127.0.0.1", port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
