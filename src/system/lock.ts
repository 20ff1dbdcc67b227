import { mkdir, open, readFile, rm, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { hasCode } from "./files.ts";
import { isAlive, startTimeOf } from "./processes.ts";

/** Who holds a lock: a process, recognised by id and start time so that a reused id is not mistaken for it. */
export interface LockHolder {
  readonly pid: number;
  /** When the process took the lock, ISO 8601 in UTC. */
  readonly since: string;
  /** What the operating system says of the process's start; null where it can't be asked. */
  readonly started: string | null;
}

export interface Lock {
  release(): Promise<void>;
}

/**
 * Takes a lock that only one process on this machine can hold. A lock whose holder is dead is taken over.
 *
 * @param onWait Called once when somebody else holds it; the lock is then waited for until `signal` aborts.
 * @throws The reason of `signal` when it aborts while waiting.
 */
export async function takeLock(
  path: string,
  options: { readonly onWait: (holder: LockHolder) => void; readonly signal: AbortSignal },
): Promise<Lock> {
  let hasWaited = false;
  for (;;) {
    options.signal.throwIfAborted();
    const taken = await tryLock(path);
    if ("release" in taken) return taken;
    if (!hasWaited) options.onWait(taken);
    hasWaited = true;
    // Aborted, the wait ends with an error of its own; the caller gets the reason, above.
    await sleep(200, undefined, { signal: options.signal }).catch(() => options.signal.throwIfAborted());
  }
}

/** Takes a lock if nobody holds it, and else says who does. */
export async function tryLock(path: string): Promise<Lock | LockHolder> {
  for (;;) {
    // Its folder may go with whoever held it before.
    await mkdir(dirname(path), { recursive: true });
    if (await createLock(path)) return { release: () => release(path) };
    const holder = await findHolder(path);
    if (holder !== undefined) return holder;
    await takeAway(path);
  }
}

/** The living process that holds a lock; undefined when nobody does. */
export async function findHolder(path: string): Promise<LockHolder | undefined> {
  const holder = await readHolder(path);
  return holder !== undefined && (await isHolding(holder)) ? holder : undefined;
}

/** With its folder a lock may have gone already, and be somebody else's by now. */
async function release(path: string): Promise<void> {
  if ((await readHolder(path))?.pid === process.pid) await rm(path, { force: true });
}

async function createLock(path: string): Promise<boolean> {
  const holder: LockHolder = {
    pid: process.pid,
    since: new Date().toISOString(),
    started: await startTimeOf(process.pid),
  };
  try {
    const handle = await open(path, "wx", 0o600);
    await handle.writeFile(JSON.stringify(holder));
    await handle.close();
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST", "ENOENT")) return false;
    throw error;
  }
}

/** The holder written in the file; undefined when it is gone or was never finished by a process that died. */
async function readHolder(path: string): Promise<LockHolder | undefined> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      const text = await readFile(path, "utf8");
      if (text !== "") return JSON.parse(text) as LockHolder;
    } catch (error) {
      if (hasCode(error, "ENOENT")) return undefined;
      if (!(error instanceof SyntaxError)) throw error;
    }
    // Between creating the file and writing to it lies a moment.
    await sleep(20);
  }
  return undefined;
}

async function isHolding(holder: LockHolder): Promise<boolean> {
  if (!isAlive(holder.pid)) return false;
  return holder.started === null || holder.started === (await startTimeOf(holder.pid));
}

/** Renames before removing, so that of two who find the lock dead only one removes it and no new lock is lost. */
async function takeAway(path: string): Promise<void> {
  const away = `${path}.${randomBytes(4).toString("hex")}`;
  try {
    await rename(path, away);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return;
    throw error;
  }
  await rm(away, { force: true });
}
