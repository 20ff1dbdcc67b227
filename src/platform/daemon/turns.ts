/** Does what is asked for one stage after the other, in the order in which it is asked for. */
export type InTurn = <T>(stage: string, work: () => Promise<T>) => Promise<T>;

/**
 * Makes a queue for each stage: what changes a stage reads it first, so two changes at one time would lose one of them.
 */
export function createTurns(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return (stage, work) => {
    const turn = (last.get(stage) ?? Promise.resolve()).then(work);
    // Whoever comes next waits for the end, not for success.
    const ended = turn
      .catch(() => undefined)
      .then(() => {
        if (last.get(stage) === ended) last.delete(stage);
      });
    last.set(stage, ended);
    return turn;
  };
}
