import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { killGroup, runProgram } from "../../src/system/processes.ts";
import type { Application } from "./application.ts";
import { placeVariables } from "./ground-truth.ts";
import type { Serving } from "./serving.ts";

/**
 * Serves an application by hand, as its documentation says: migrate, runserver. The journeys are made on this first:
 * what fails here is not Monolift's doing.
 */
export async function serveByDjango(app: Application, folder: string, environment: string): Promise<Serving> {
  const cwd = join(folder, app.manage);
  const python = join(environment, "bin/python");
  const variables = {
    ...process.env,
    ...placeVariables(app, folder),
    DJANGO_SETTINGS_MODULE: app.settings,
    PYTHONPATH: cwd,
    PYTHONUNBUFFERED: "1",
  };
  const manage: Serving["manage"] = async (parameters, extra = {}) => {
    const ended = await runProgram([python, "-m", "django", ...parameters], {
      cwd,
      env: { ...variables, ...extra },
    });
    if (ended.code !== 0)
      throw new Error(
        `django ${parameters.join(" ")} ended with ${ended.code}:\n${ended.stdout}${ended.stderr}`,
      );
    return ended.stdout;
  };
  await manage(["migrate", "--verbosity=0"]);
  const port = await findFreePort();
  const server = spawn(python, ["-m", "django", "runserver", "--noreload", `127.0.0.1:${port}`], {
    cwd,
    env: variables,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  await untilItListens(server, port);
  return {
    url: `http://127.0.0.1:${port}`,
    manage,
    facts: null,
    remove: async () => {
      killGroup(server, "SIGTERM");
      if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
      return [];
    },
  };
}

/** Waits until somebody accepts on the port; Django says that it listens a moment before it does. */
async function untilItListens(server: ChildProcess, port: number): Promise<void> {
  let said = "";
  server.stdout?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  server.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  while (!(await accepts(port))) {
    if (server.exitCode !== null) throw new Error(`runserver ended with ${server.exitCode}:\n${said}`);
    await setTimeout(50);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
