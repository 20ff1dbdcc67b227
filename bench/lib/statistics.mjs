/** The value below which a share (0 to 1) of the samples lies. */
export function quantile(samples, share) {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** The middle of the samples; of an even number of them, the upper one. */
export const median = (samples) => quantile(samples, 0.5);

/** One array of numbers per key, from one object per sample: `[{a: 1}, {a: 2}]` becomes `{a: [1, 2]}`. */
function byKey(samples) {
  return Object.fromEntries(Object.keys(samples[0]).map((key) => [key, samples.map((one) => one[key])]));
}

/** The median of each number that samples of one shape hold. */
export function medians(samples) {
  return Object.fromEntries(Object.entries(byKey(samples)).map(([key, values]) => [key, median(values)]));
}
