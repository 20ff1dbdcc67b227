import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { ChecksumCalculator } from "../checksums/calculator.ts";
import { BufferCollector } from "./buffer-collector.ts";
import { DataFiles } from "./data-files.ts";
import { FolderNames } from "./folder-names.ts";
import { Gate } from "./gate.ts";
import { KeyedQueue } from "./keyed-queue.ts";
import { storeLayout, type StoreLayout } from "./layout.ts";

/** What the functions of this folder work on: paths, the clock, and who must wait for whom. */
export interface Store {
  readonly layout: StoreLayout;
  readonly now: () => Date;
  /** Changes of one key, or of one upload, follow each other. */
  readonly queue: KeyedQueue;
  /** Changes of a bucket's keys pass together; what needs the whole bucket at rest waits until it has it alone. */
  readonly gate: Gate;
  readonly names: FolderNames;
  readonly data: DataFiles;
  readonly checksums: ChecksumCalculator;
  readonly buffers: BufferCollector;
}

export function createStore(folder: string, now: () => Date): Store {
  return {
    layout: storeLayout(folder),
    now,
    queue: new KeyedQueue(),
    gate: new Gate(),
    names: new FolderNames(),
    data: new DataFiles(),
    checksums: new ChecksumCalculator(),
    buffers: new BufferCollector(),
  };
}

/** A random name, in lower-case hexadecimal: 128 bits. */
export function randomName(): string {
  return randomBytes(16).toString("hex");
}

/** A new path in the store's temporary folder. */
export function temporaryPath(store: Store): string {
  return join(store.layout.temporary, randomName());
}
