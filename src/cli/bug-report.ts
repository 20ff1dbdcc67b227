import { join } from "node:path";
import { writeAtomically } from "../system/files.ts";
import type { World } from "./world.ts";

/** Names of variables whose values are kept out of a report. */
const secretNames = /SECRET|PASS|TOKEN|KEY|CREDENTIAL|DSN|_URL$|_URI$|AUTH/i;

/**
 * Keeps what is known of a mistake of ours in the state folder, readable by this user only.
 * It holds versions, the verb and the stack; no arguments, no environment, no secrets.
 *
 * @returns Where it is; `null` when it could not be written, since the error itself matters more.
 */
export async function keepBugReport(
  error: unknown,
  verb: string,
  world: Pick<World, "environment" | "home" | "nodeVersion" | "platform" | "now">,
): Promise<string | null> {
  const time = world.now().toISOString();
  const file = join(world.home.state, "reports", `${time.replaceAll(/[:.]/g, "-")}.txt`);
  try {
    const { packageVersion } = await import("../system/package.ts");
    const lines = [
      `monolift ${packageVersion()} ${verb}`,
      `node ${world.nodeVersion} on ${world.platform}`,
      time,
      "",
      stackOf(error),
    ];
    await writeAtomically(file, `${withoutSecrets(lines.join("\n"), world.environment)}\n`);
    return file;
  } catch {
    return null;
  }
}

/** An error with its causes. */
export function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? stack : `${stack}\nCaused by: ${stackOf(error.cause)}`;
}

/** Takes out values of variables that look secret, passwords in URLs, and the name of the home folder. */
export function withoutSecrets(text: string, environment: World["environment"]): string {
  let clean = text.replaceAll(/(\w+:\/\/[^\s:/@]*):[^\s@]+@/g, "$1:***@");
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && value.length >= 6 && secretNames.test(name)) {
      clean = clean.replaceAll(value, "***");
    }
  }
  const home = environment["HOME"];
  return home === undefined || home.length < 2 ? clean : clean.replaceAll(home, "~");
}
