/**
 * What one try of a fault has shown.
 *
 * @returns `see(text)` notes what a user saw, `holds(sentence, isTrue)` what is true afterwards, `count` writes.
 */
export function createTrial() {
  const trial = { seen: [], truths: [], acknowledged: 0, lost: 0, againMs: undefined };
  return {
    trial,
    see: (...texts) => void trial.seen.push(...texts),
    holds: (sentence, isTrue) => void trial.truths.push({ sentence, isTrue }),
    count: ({ acknowledged, lost }) => {
      trial.acknowledged += acknowledged;
      trial.lost += lost;
    },
    again: (milliseconds) => {
      trial.againMs = milliseconds;
    },
  };
}
