import { scenarios } from "../scenarios.mjs";

/**
 * Tries a fault as often as it is asked for.
 *
 * @returns Its row: `tried`, `seen` with how often, `truths` that held in each try, writes, and times in milliseconds;
 *   `notTried` says why where this machine does not allow it. What a driver throws becomes a truth that does not hold.
 */
export async function runScenario(field, scenario, rounds) {
  const trials = [];
  for (let index = 0; index < rounds; index += 1) {
    const round = { index, fraction: index / rounds };
    const trial = await scenario.driver(field, scenario, round).catch((error) => ({
      seen: [],
      truths: [{ sentence: `the try itself ended: ${error.stack}`, isTrue: false }],
      acknowledged: 0,
      lost: 0,
    }));
    if (trial.notTried !== undefined) return { name: scenario.name, tried: 0, notTried: trial.notTried };
    trials.push(trial);
  }
  return { name: scenario.name, ...sumUp(trials) };
}

function sumUp(trials) {
  const times = trials.flatMap(({ againMs }) => (againMs === undefined ? [] : [Math.round(againMs)]));
  const sentences = [...new Set(trials.flatMap(({ truths }) => truths.map(({ sentence }) => sentence)))];
  const heldIn = (sentence) =>
    trials.every(({ truths }) => truths.every((one) => one.sentence !== sentence || one.isTrue));
  return {
    tried: trials.length,
    seen: tally(trials.flatMap(({ seen }) => seen)),
    truths: sentences.map((sentence) => ({ sentence, isTrue: heldIn(sentence) })),
    acknowledged: sum(trials.map(({ acknowledged }) => acknowledged)),
    lost: sum(trials.map(({ lost }) => lost)),
    againMs: times,
  };
}

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

/** Most often first. */
function tally(texts) {
  const counts = new Map();
  for (const text of texts.map(withoutNumbers)) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one);
}

/** Ports and the names of migrations are others in each try. */
const withoutNumbers = (text) =>
  text.replaceAll(/\bport \d+/g, "port …").replaceAll(/\b1\d{3}_fault\b/g, "1…_fault");

/** Whether a row says what the table wants. */
export const isAsWanted = ({ truths = [], lost = 0 }) => lost === 0 && truths.every(({ isTrue }) => isTrue);

/** Scenarios by name, or by the beginning of their names. */
export function chooseScenarios(names) {
  if (names.length === 0) return scenarios;
  return names.flatMap((name) => {
    const found = scenarios.filter((one) => one.name === name || one.name.startsWith(`${name}-`));
    if (found.length === 0) throw new RangeError(name);
    return found;
  });
}
