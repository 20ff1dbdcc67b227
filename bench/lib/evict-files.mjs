import { join } from "node:path";
import { peers, python, runProgram } from "./set-up.mjs";

const program = join(import.meta.dirname, "evict_files.py");

/** Lets the next start read these folders, the peers' handlers and Python's standard library from the disk. */
export function evictFiles(folders) {
  runProgram(python, [program, peers, ...folders]);
}
