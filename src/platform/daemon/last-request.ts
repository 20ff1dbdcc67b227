import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readTextIfThere } from "../../system/files.ts";

/** How far behind what is written may be, in milliseconds. */
export const behindMs = 60_000;

const fileOf = (stages: string, stage: string): string => join(stages, stage, "last-request");

/** When a stage's application was last asked for something: ISO 8601 in UTC, up to a minute old; undefined when never. */
export async function readLastRequest(stages: string, stage: string): Promise<string | undefined> {
  return (await readTextIfThere(fileOf(stages, stage)))?.trim();
}

/** Notes requests as they are answered: at most one write a minute and stage, and no timer. */
export function createRequestNotes(
  stages: string,
  onError: (error: unknown) => void,
): (stage: string) => void {
  const written = new Map<string, number>();
  return (stage) => {
    const now = Date.now();
    // A note from the future is one from before the clock was put back.
    const age = now - (written.get(stage) ?? 0);
    if (age >= 0 && age < behindMs) return;
    written.set(stage, now);
    writeNote(fileOf(stages, stage), now).catch(onError);
  };
}

/**
 * In one step, since it decides how long a stage lives: a reader never sees half of it. Not by a way that makes folders: the
 * stage may just have been removed.
 */
async function writeNote(file: string, at: number): Promise<void> {
  const fresh = `${file}.tmp`;
  await writeFile(fresh, `${new Date(at).toISOString()}\n`, { mode: 0o600 });
  await rename(fresh, file);
}
