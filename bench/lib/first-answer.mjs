import { memoryOf } from "./memory.mjs";
import { sampleQuietly } from "./quiet.mjs";
import { createRuntimeApi, functionUrlEvent } from "./runtime-api.mjs";
import { startWorker } from "./workers.mjs";

/**
 * One start, to the last byte of the first answer. The event is there before the worker is, as when a request finds no
 * sandbox.
 *
 * @param options.prepare What is done before the clock runs.
 */
export function measureFirstAnswer(contender, place, { path, prepare = () => undefined }) {
  return sampleQuietly(async (watch) => {
    prepare();
    const api = await createRuntimeApi();
    const answered = api.invoke(functionUrlEvent(path));
    const started = performance.now();
    const worker = startWorker(contender, api, place);
    const unwatch = watch(worker.groups);
    const { isError, text } = await answered;
    const milliseconds = performance.now() - started;
    unwatch();
    const { nowMb } = memoryOf(worker.groups);
    await worker.stop();
    if (isError) throw new Error(`the first answer of ${path} was an error: ${text}`);
    return { milliseconds, memoryMb: nowMb };
  });
}
