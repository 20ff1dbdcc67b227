import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { LockFile } from "../../src/bundle/locks/reading.ts";
import { createToolbox } from "../../src/bundle/python/toolbox.ts";
import type { Ground } from "./ground.ts";

/** A lock file as a reader is given it. */
export async function lockFileOf(ground: Ground, file: string, content: string): Promise<LockFile> {
  const temporary = join(ground.cache, "tmp");
  await mkdir(temporary, { recursive: true });
  const toolbox = createToolbox({
    python: ground.python,
    environment: ground.environment,
    cache: ground.cache,
    temporary,
  });
  return { root: ground.project, folder: ground.project, file, content, toolbox };
}
