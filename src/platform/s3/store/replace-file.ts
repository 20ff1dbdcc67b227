import { open, rename, rm } from "node:fs/promises";
import { temporaryPath, type Store } from "./store.ts";

/**
 * Writes a file beside all others and moves it into place: whoever reads, at whatever moment this process is killed, sees
 * the old content or the new. It is on the disk before it is there.
 *
 * @param move How it gets to its place; by default a rename to `path`.
 */
export async function replaceFile(
  store: Store,
  path: string,
  text: string,
  move: (from: string, to: string) => Promise<void> = rename,
): Promise<void> {
  const temporary = temporaryPath(store);
  try {
    const handle = await open(temporary, "wx", 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await move(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
