import { finding } from "../finding.ts";
import { foundInCode, once, type Rule } from "../subject.ts";

/** Threads that nothing waits for, and what `multiprocessing` makes with shared memory. */
export const findProcesses: Rule = (subject) => {
  const started = new Set(subject.facts.sideEffects.threadsStarted.map(({ by }) => by));
  const threads = foundInCode(subject, "thread").filter(({ file, line }) => !started.has(`${file}:${line}`));
  const semaphores = foundInCode(subject, "semaphore");
  return [
    ...(threads.length === 0 ? [] : [finding("warning", "THREADS_LEFT", {}, threads)]),
    ...(semaphores.length === 0
      ? []
      : [finding("error", "SEMAPHORES", { names: once(semaphores.map(({ text }) => text)) }, semaphores)]),
  ];
};
