/** A version as the store has numbered it, and what its writer knew. */
export interface NumberedWrite {
  readonly version: number;
  /** Number of the version that it was made from, 0 for none; null where another hand has written. */
  readonly after: number | null;
  /** Unlike that of any other write. */
  readonly write: string | null;
}

/**
 * Which of the versions count. A store that takes any write at any time numbers two that were made from the same version one
 * after the other: the first counts, and the second, which knew nothing of it, does not. So nobody's change is lost, also when
 * the loser ended before it could see that it had lost. A version that was put back by hand has the mark of an older one, or
 * none, and counts.
 *
 * @param writes In the order of their numbers; the oldest may be gone.
 */
export function countingVersions<W extends NumberedWrite>(writes: readonly W[]): readonly W[] {
  const seen = new Set<string>();
  const counting: W[] = [];
  for (const one of writes) {
    const isByHand = one.after === null || one.write === null || seen.has(one.write);
    if (one.write !== null) seen.add(one.write);
    const last = counting.at(-1);
    if (isByHand || last === undefined || one.after === last.version) counting.push(one);
  }
  return counting;
}
