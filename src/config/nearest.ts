/**
 * The word that somebody who typed `typed` most likely meant: the one with the fewest letters changed, added, left out
 * or swapped with their neighbour; at most a third of the letters, and always one.
 *
 * @returns `undefined` when none is near.
 */
export function findNearest(typed: string, words: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(typed.length / 3)) + 1;
  for (const word of words) {
    const distance = editDistance(typed.toLowerCase(), word.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [word, distance];
  }
  return best;
}

/** Optimal string alignment distance. @see https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance */
function editDistance(from: string, to: string): number {
  const a = Array.from(from);
  const b = Array.from(to);
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of a.entries()) {
    const current = [row + 1];
    for (const [column, other] of b.entries()) {
      const changed = at(last, column) + (letter === other ? 0 : 1);
      const isSwap = row > 0 && column > 0 && letter === b[column - 1] && a[row - 1] === other;
      const swapped = isSwap ? at(beforeLast, column - 1) + 1 : Infinity;
      current.push(Math.min(changed, swapped, at(last, column + 1) + 1, at(current, column) + 1));
    }
    [beforeLast, last] = [last, current];
  }
  return at(last, b.length);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Infinity;
