/**
 * What one file of this folder gives.
 *
 * @typedef {object} Measurement
 * @property {string} title What was measured, from where to where.
 * @property {Record<string, string>} columns Key of a row's number to the table's heading, with its unit.
 * @property {readonly Record<string, string | number | undefined>[]} rows Monolift's first; peers and others after it.
 * @property {readonly Target[]} targets What was aimed at.
 * @property {number} samples How many samples each number is the median of.
 * @property {readonly string[]} [notes] What has to be known to read the table.
 *
 * @typedef {object} Target
 * @property {string} what
 * @property {number} reached
 * @property {number} aim
 * @property {boolean} isMet
 */

/** @returns {Target} A number that should be at most `aim`; with `least`, at least. */
export function target(what, reached, aim, { least = false } = {}) {
  return { what, reached, aim, isLeast: least, isMet: least ? reached >= aim : reached <= aim };
}

/** The least of a column among those that are not Monolift's. */
export function best(rows, key) {
  const peers = rows.filter(({ name, isPeer = true }) => isPeer && !name.startsWith("Monolift"));
  return Math.min(...peers.map((row) => row[key]).filter((value) => value !== undefined));
}
