/** Works on all values, at most `atOnce` at a time; results are in the order of the values. The first error ends it. */
export async function inParallel<Value, Result>(
  atOnce: number,
  values: readonly Value[],
  work: (value: Value) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const entries = values.entries();
  const takeTurns = async (): Promise<void> => {
    for (const [index, value] of entries) results[index] = await work(value);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, values.length) }, takeTurns));
  return results;
}
