import { link, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { installBucket, readBucket } from "./buckets.ts";
import { inParallel } from "./in-parallel.ts";
import { bucketLayout } from "./layout.ts";
import { temporaryPath, type Store } from "./store.ts";

/** Links made at once: Node works on four files at a time, the rest keeps them busy. */
const linksAtOnce = 32;

/**
 * Makes a bucket that holds what another holds at this moment, versions and settings included, uploads under way not.
 * Nothing is copied: records and data are never changed, only replaced, so that both buckets can name the same files.
 *
 * @throws {S3Error} `NoSuchBucket`, `BucketAlreadyOwnedByYou`.
 */
export async function copyBucket(store: Store, from: string, to: string): Promise<void> {
  await store.gate.alone(from, async () => {
    const { layout, settings } = await readBucket(store, from);
    const made = bucketLayout(temporaryPath(store));
    await mkdir(made.uploads, { recursive: true });
    await writeFile(made.settings, JSON.stringify({ ...settings, createdAt: store.now().toISOString() }), {
      mode: 0o600,
    });
    await linkFolder(layout.keys, made.keys);
    await linkFolder(layout.data, made.data);
    await installBucket(store, made, to);
  });
}

async function linkFolder(from: string, to: string): Promise<void> {
  await mkdir(to);
  const entries = await readdir(from, { withFileTypes: true });
  await inParallel(linksAtOnce, entries, (entry) => {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    return entry.isDirectory() ? linkFolder(source, target) : link(source, target);
  });
}
