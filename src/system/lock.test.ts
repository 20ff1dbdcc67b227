import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findHolder, takeLock, tryLock, type LockHolder } from "./lock.ts";
import { startTimeOf } from "./processes.ts";

describe("takeLock", () => {
  let folder: string;
  let path: string;
  const never = new AbortController().signal;
  const refuse = (): never => {
    throw new Error("there is nobody to wait for");
  };

  const holderAfterTaking = async (file: string): Promise<number> => {
    const lock = await takeLock(file, { onWait: refuse, signal: never });
    const { pid } = JSON.parse(await readFile(file, "utf8")) as LockHolder;
    await lock.release();
    return pid;
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "monolift-lock-"));
    path = join(folder, "deep/up.lock");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("is held until it is released", async () => {
    const lock = await takeLock(path, { onWait: refuse, signal: never });
    expect(existsSync(path)).toBe(true);
    await lock.release();
    expect(existsSync(path)).toBe(false);
  });

  it("tells who holds it, once, and goes on when it is free", async () => {
    const first = await takeLock(path, { onWait: refuse, signal: never });
    const waited: LockHolder[] = [];
    const second = takeLock(path, {
      onWait: (holder) => {
        waited.push(holder);
        void first.release();
      },
      signal: never,
    });
    await (await second).release();
    expect(waited.map(({ pid }) => pid)).toEqual([process.pid]);
  });

  it("stops waiting when it is told to, with the reason it is given", async () => {
    const first = await takeLock(path, { onWait: refuse, signal: never });
    const stop = new AbortController();
    const second = takeLock(path, { onWait: () => stop.abort(new Error("enough")), signal: stop.signal });
    await expect(second).rejects.toThrow("enough");
    await first.release();
  });

  it("takes over from a process that is dead", async () => {
    const dead = spawn(process.execPath, ["-e", ""]);
    await new Promise((resolve) => dead.once("close", resolve));
    const holder: LockHolder = { pid: dead.pid ?? 0, since: new Date().toISOString(), started: null };
    await writeFile(join(folder, "a.lock"), JSON.stringify(holder));
    expect(await holderAfterTaking(join(folder, "a.lock"))).toBe(process.pid);
  });

  it("is not fooled by a process that got the same id later", async () => {
    const holder: LockHolder = { pid: process.pid, since: "2020-01-01T00:00:00Z", started: "not this one" };
    await writeFile(join(folder, "b.lock"), JSON.stringify(holder));
    expect(await startTimeOf(process.pid)).not.toBe("not this one");
    expect(await holderAfterTaking(join(folder, "b.lock"))).toBe(process.pid);
  });

  it("takes over a lock that its writer never finished", async () => {
    await writeFile(join(folder, "c.lock"), "");
    expect(await holderAfterTaking(join(folder, "c.lock"))).toBe(process.pid);
  });
});

describe("tryLock", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "monolift-lock-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("takes what nobody holds, and says at once who holds the rest", async () => {
    const path = join(folder, "deep/up.lock");
    expect(await findHolder(path)).toBeUndefined();
    const lock = await tryLock(path);
    expect(lock).toHaveProperty("release");
    expect(await tryLock(path)).toMatchObject({ pid: process.pid });
    expect(await findHolder(path)).toMatchObject({ pid: process.pid });
    if ("release" in lock) await lock.release();
    expect(existsSync(path)).toBe(false);
  });

  it("lets nobody else's lock go, where its own went with its folder", async () => {
    const path = join(folder, "deep/up.lock");
    const lock = await tryLock(path);
    const other = JSON.stringify({ pid: process.ppid, since: "", started: await startTimeOf(process.ppid) });
    await writeFile(path, other);
    if ("release" in lock) await lock.release();
    expect(await readFile(path, "utf8")).toBe(other);
  });
});
