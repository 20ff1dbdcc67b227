/**
 * Does something with each item, several at a time. After a failure no further item is begun; what runs then is waited for.
 *
 * @param items Taken one by one, as there is room: a listing goes on while the work of its first page is done.
 * @param together How many at most.
 * @throws The first failure.
 */
export async function inParallel<T>(
  items: Iterable<T> | AsyncIterable<T>,
  together: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  // One generator for all: leaving it early, as a failure does, ends it for the others too.
  const shared = one(items);
  const workers = Array.from({ length: together }, async () => {
    for await (const item of shared) await work(item);
  });
  const failed = (await Promise.allSettled(workers)).find((result) => result.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

async function* one<T>(items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  yield* items;
}
