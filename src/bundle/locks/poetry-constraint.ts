/**
 * Turns a version constraint of Poetry into one of PEP 440: `^4.2` is `>=4.2,<5`, `~4.2.1` is `>=4.2.1,<4.3`.
 * Of alternatives (`^3 || ^4`), which PEP 440 has not, the newest is taken.
 *
 * @returns A specifier, empty for "any version".
 * @see https://python-poetry.org/docs/dependency-specification/
 */
export function specifierOfPoetry(constraint: string): string {
  const alternatives = constraint.split(/\s*\|\|?\s*/);
  const newest = alternatives.at(-1) ?? "";
  return newest
    .split(/\s*,\s*|(?<=[\w*])\s+(?=[<>=!~^])/)
    .map((part) => partOf(part.trim()))
    .filter((part) => part !== "")
    .join(",");
}

function partOf(part: string): string {
  if (part === "" || part === "*") return "";
  const version = part.replace(/^[\^~]\s*/, "");
  if (part.startsWith("^")) return `>=${version},<${nextBreaking(version)}`;
  if (part.startsWith("~") && !part.startsWith("~=")) return `>=${version},<${nextMinor(version)}`;
  if (/^[<>=!~]/.test(part)) return part.replace(/^=(?!=)/, "==").replaceAll(/\s+/g, "");
  return `==${part}`;
}

function numbersOf(version: string): readonly number[] {
  return (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? "0").split(".").map(Number);
}

/** The first version that a caret excludes: the leftmost number that is not zero goes up. */
function nextBreaking(version: string): string {
  const numbers = numbersOf(version);
  const firstNonZero = numbers.findIndex((number) => number > 0);
  const index = firstNonZero === -1 ? numbers.length - 1 : firstNonZero;
  return [...numbers.slice(0, index), (numbers[index] ?? 0) + 1].join(".");
}

/** The first version that a tilde excludes: the second number goes up, or the only one. */
function nextMinor(version: string): string {
  const numbers = numbersOf(version);
  const index = Math.min(1, numbers.length - 1);
  return [...numbers.slice(0, index), (numbers[index] ?? 0) + 1].join(".");
}
