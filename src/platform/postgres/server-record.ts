import { join } from "node:path";
import { z } from "zod";
import { readJsonIfThere, writeAtomically } from "../../system/files.ts";
import { startTimeOf } from "../../system/processes.ts";

const recordSchema = z.object({
  /** Taken again at the next start, so that addresses stay as they are. */
  port: z.number().int(),
  /** The process that started the server; null after an orderly stop. */
  owner: z.object({ pid: z.number().int(), started: z.string().nullable() }).nullable(),
});

/** Who runs the server of a data folder, and at which port. */
export type ServerRecord = z.infer<typeof recordSchema>;

const recordFile = (dataFolder: string): string => join(dataFolder, "server.json");

/** @returns `undefined` when the server was never started, or when the file is damaged: it only spares time. */
export async function readRecord(dataFolder: string): Promise<ServerRecord | undefined> {
  return recordSchema.safeParse(await readJsonIfThere(recordFile(dataFolder))).data;
}

export async function writeRecord(dataFolder: string, port: number, hasOwner: boolean): Promise<void> {
  const owner = hasOwner ? { pid: process.pid, started: await startTimeOf(process.pid) } : null;
  const record: ServerRecord = { port, owner };
  await writeAtomically(recordFile(dataFolder), `${JSON.stringify(record)}\n`);
}
