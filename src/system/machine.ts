import { randomUUID } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hasCode } from "./files.ts";

/** A word that tells this user of this machine from any other; made at the first call, and kept in the state folder. */
export async function machineWord(state: string): Promise<string> {
  const file = join(state, "machine");
  await mkdir(state, { recursive: true });
  try {
    await writeFile(file, randomUUID(), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  }
  return readFile(file, "utf8");
}
