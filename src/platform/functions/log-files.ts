import { mkdir, open, rename, rm, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { hasCode } from "../../system/files.ts";
import { formatRecord, type LogRecord } from "./log.ts";

/** When a log file is put aside, and how many are kept beside the one being written. */
export interface RotationOptions {
  /** Default 8 MiB. */
  readonly maxBytes: number;
  /** Default 4: `web.jsonl.1` is the youngest, `web.jsonl.4` the oldest. */
  readonly keep: number;
}

/** Text that waits for the disk is given up past this: a full disk must not become a full memory. */
const maxWaitingBytes = 16 * 1024 * 1024;

/** Lines are gathered for so long: one write for each line would cost a busy function a third of its throughput. */
const gatherMs = 25;

/** The log files of one function, oldest first; the last one is the one being written. Some may not exist. */
export function logFilesOf(folder: string, functionName: string, keep = 4): readonly string[] {
  const current = join(folder, `${functionName}.jsonl`);
  return [...Array.from({ length: keep }, (_, index) => `${current}.${keep - index}`), current];
}

/** The logs of all functions: JSON lines, one file per function, rotated by size. */
export interface LogFiles {
  /** Returns at once; the line is on the disk a few hundredths of a second later. */
  readonly write: (record: LogRecord) => void;
  /** Resolves when all that was written is in the files. */
  readonly flush: () => Promise<void>;
  /** Removes the files of a function; what it logs afterwards begins new ones. */
  readonly remove: (functionName: string) => Promise<void>;
  /** Flushes, and closes the files. */
  readonly close: () => Promise<void>;
}

export function createLogFiles(folder: string, options: Partial<RotationOptions> = {}): LogFiles {
  const rotation = { maxBytes: 8 * 1024 * 1024, keep: 4, ...options };
  const files = new Map<string, LogFile>();
  return {
    write: (record) => {
      let file = files.get(record.function);
      if (file === undefined) {
        file = new LogFile(folder, record.function, rotation);
        files.set(record.function, file);
      }
      file.add(record);
    },
    flush: async () => {
      await Promise.all([...files.values()].map((file) => file.flush()));
    },
    remove: async (functionName) => {
      await files.get(functionName)?.close();
      files.delete(functionName);
      for (const path of logFilesOf(folder, functionName, rotation.keep)) await rm(path, { force: true });
    },
    close: async () => {
      await Promise.all([...files.values()].map((file) => file.close()));
    },
  };
}

class LogFile {
  readonly #folder: string;
  readonly #path: string;
  readonly #rotation: RotationOptions;
  readonly #functionName: string;
  #lines: string[] = [];
  #waitingBytes = 0;
  #lost = 0;
  #handle: FileHandle | undefined;
  #size = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;

  constructor(folder: string, functionName: string, rotation: RotationOptions) {
    this.#folder = folder;
    this.#functionName = functionName;
    this.#path = join(folder, `${functionName}.jsonl`);
    this.#rotation = rotation;
  }

  add(record: LogRecord): void {
    if (this.#waitingBytes > maxWaitingBytes) {
      this.#lost += 1;
      return;
    }
    const line = formatRecord(record);
    this.#lines.push(line);
    this.#waitingBytes += line.length;
    this.#timer ??= setTimeout(() => void this.flush(), gatherMs);
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#lines.length > 0 || this.#writing !== undefined) {
      this.#writing ??= this.#write(this.#lines.splice(0));
      await this.#writing;
      this.#writing = undefined;
    }
  }

  async close(): Promise<void> {
    await this.flush();
    await this.#handle?.close();
    this.#handle = undefined;
  }

  async #write(lines: string[]): Promise<void> {
    this.#waitingBytes = 0;
    const text = `${[...this.#lossReport(), ...lines].join("\n")}\n`;
    try {
      this.#handle ??= await this.#open();
      await this.#handle.appendFile(text);
      this.#lost = 0;
      this.#size += Buffer.byteLength(text);
      if (this.#size > this.#rotation.maxBytes) await this.#rotate();
    } catch {
      // The disk is full or the folder gone. Serving goes on; the next lines try again, and say how many are missing.
      this.#lost += lines.length;
      await this.#handle?.close().catch(() => undefined);
      this.#handle = undefined;
    }
  }

  #lossReport(): readonly string[] {
    if (this.#lost === 0) return [];
    const record: LogRecord = {
      time: new Date().toISOString(),
      function: this.#functionName,
      version: 0,
      sandbox: "",
      requestId: null,
      kind: "error",
      level: "error",
      message: `${this.#lost} lines of this log were lost: the disk was full or too slow`,
    };
    return [formatRecord(record)];
  }

  async #open(): Promise<FileHandle> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const handle = await open(this.#path, "a", 0o600);
    this.#size = (await handle.stat()).size;
    return handle;
  }

  async #rotate(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
    const { keep } = this.#rotation;
    await rm(`${this.#path}.${keep}`, { force: true });
    for (let number = keep - 1; number >= 0; number -= 1) {
      const from = number === 0 ? this.#path : `${this.#path}.${number}`;
      try {
        await rename(from, `${this.#path}.${number + 1}`);
      } catch (error) {
        if (!hasCode(error, "ENOENT")) throw error;
      }
    }
  }
}
