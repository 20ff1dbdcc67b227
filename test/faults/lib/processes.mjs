// Finds the processes of one lifted project by what is written of them, and kills them.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** The project's background process; undefined where none is written down. */
export function backgroundProcess(projectState) {
  return readJson(join(projectState, "daemon.json"))?.pid;
}

/** The first process of the project's PostgreSQL. */
export function postmaster(projectState) {
  const text = readText(join(projectState, "postgres/cluster/postmaster.pid"));
  return text === undefined ? undefined : Number(text.split("\n")[0]);
}

/**
 * The programs in the sandboxes of a background process.
 *
 * @param stream `AWS_LAMBDA_LOG_STREAM_NAME` of the one that is meant; all of them by default.
 */
export function sandboxPrograms(background, stream = "") {
  const parents = new Map();
  for (const name of readdirSync("/proc").filter((one) => /^\d+$/.test(one))) {
    const stat = readText(`/proc/${name}/stat`);
    if (stat !== undefined) parents.set(Number(name), Number(fieldsOf(stat)[1]));
  }
  const isBelow = (pid) => pid === background || (parents.has(pid) && isBelow(parents.get(pid)));
  const variable = `\0AWS_LAMBDA_LOG_STREAM_NAME=${stream}`;
  return [...parents.keys()].filter((pid) => {
    if (pid === background || !isBelow(pid)) return false;
    const isPython = readText(`/proc/${pid}/comm`)?.startsWith("python") === true;
    return isPython && `\0${readText(`/proc/${pid}/environ`) ?? ""}`.includes(variable);
  });
}

/** Kills a process by SIGKILL, and resolves when it is gone. */
export async function kill(pid) {
  process.kill(pid, "SIGKILL");
  while (isRunning(pid)) await sleep(2);
}

/** False for a zombie, too. */
export function isRunning(pid) {
  const stat = readText(`/proc/${pid}/stat`);
  return stat !== undefined && !/^[ZX]/.test(fieldsOf(stat)[0]);
}

/** From the third field on: the command in the second one may hold spaces and brackets. */
const fieldsOf = (stat) => stat.slice(stat.lastIndexOf(")") + 2).split(" ");

export function readText(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function readJson(path) {
  const text = readText(path);
  return text === undefined ? undefined : JSON.parse(text);
}
