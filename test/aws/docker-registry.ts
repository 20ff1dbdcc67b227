import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageFolder } from "../../src/system/package.ts";

/** The registry that everybody's tools are tested with, on loopback, empty at first. */
export interface DockerRegistry {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/**
 * The program: `MONOLIFT_REGISTRY`, else where `npm test` has unpacked it, else where Debian installs it.
 *
 * @throws {Error} Without one.
 */
function findProgram(): string {
  const chosen = process.env["MONOLIFT_REGISTRY"];
  const places = [
    join(packageFolder(), ".cache/docker-registry/usr/bin/docker-registry"),
    "/usr/bin/docker-registry",
  ];
  const found = (chosen === undefined ? places : [chosen]).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (found === undefined)
    throw new Error("This test needs docker-registry: node scripts/ensure-registry.mjs");
  return found;
}

/** Starts one; whoever starts it stops it. */
export async function startDockerRegistry(): Promise<DockerRegistry> {
  const folder = await mkdtemp(join(tmpdir(), "monolift-registry-"));
  const port = await freePort();
  const settings = join(folder, "config.yml");
  await writeFile(
    settings,
    `version: 0.1
log: {level: info}
storage:
  filesystem: {rootdirectory: ${folder}/data}
  delete: {enabled: true}
http: {addr: "127.0.0.1:${port}"}
`,
  );
  const child = spawn(findProgram(), ["serve", settings], { stdio: ["ignore", "ignore", "pipe"] });
  await new Promise<void>((resolve, reject) => {
    let text = "";
    child.stderr.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes("listening on")) resolve();
    });
    child.once("error", reject);
    child.once("close", (code) => reject(new Error(`docker-registry ended with ${code}:\n${text}`)));
  });
  return {
    address: `http://127.0.0.1:${port}`,
    async stop() {
      const ended = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
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
