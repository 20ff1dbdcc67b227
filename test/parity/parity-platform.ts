import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { FunctionVersion } from "../../src/platform/functions/function.ts";
import type { FunctionsOptions } from "../../src/platform/functions/functions.ts";
import type { LogRecord } from "../../src/platform/functions/log.ts";
import { sayRecord } from "../../src/reports/logs.ts";
import { get, startPlatform, testVersion, until, type TestPlatform } from "../platform/test-platform.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));
const runtime = fileURLToPath(new URL("../../python/runtime/", import.meta.url));

/** The platform with the application of this folder, served by the real runtime. */
export interface ParityPlatform extends TestPlatform {
  readonly url: string;
  /** Publishes the application and opens a door to it. */
  readonly ask: (path: string) => Promise<{ readonly status: number; readonly text: string }>;
  /** What `monolift logs` shows, once it shows what is waited for. */
  readonly logs: (waitFor: RegExp) => Promise<string>;
}

export async function startParity(
  options: Partial<FunctionsOptions> = {},
  changes: Partial<FunctionVersion> = {},
): Promise<ParityPlatform> {
  const platform = await startPlatform(options);
  platform.publish(parityVersion(changes));
  const url = await platform.openDoor();
  return {
    ...platform,
    url,
    ask: (path) => get(url + path),
    logs: async (waitFor) => {
      let text = "";
      await until(`the log says ${waitFor.source}`, async () => {
        text = shown(await platform.records());
        return waitFor.test(text);
      });
      return text;
    },
  };
}

/** A version that runs the application of this folder. */
export function parityVersion(changes: Partial<FunctionVersion> = {}): FunctionVersion {
  const [python = "python3"] = testVersion().command;
  return testVersion({
    command: [python, `${runtime}bootstrap.py`],
    taskRoot: folder,
    readOnly: [folder, runtime],
    timeoutSeconds: 30,
    ...changes,
    environment: {
      MONOLIFT_APPLICATION: "wsgi_application:application",
      MONOLIFT_INTERFACE: "wsgi",
      MONOLIFT_PATH: folder,
      MONOLIFT_STREAM: "function-url",
      ...changes.environment,
    },
  });
}

/** State of a process by the end of its command line, as `ps` gives it: `T` is stopped; empty when there is none. */
export async function stateOf(command: string): Promise<string> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "stat=,args="]);
  return stdout.split("\n").find((line) => line.endsWith(command)) ?? "";
}

function shown(records: readonly LogRecord[]): string {
  const page = { language: "en", colour: false, columns: 200, now: new Date(), timeZone: "UTC" } as const;
  return records.map((record) => sayRecord(record, { verbose: true }, page)).join("\n");
}
