/** Release numbers of a version: `3.12.1` is `[3, 12, 1]`. */
export type Version = readonly number[];

/** Reads the release numbers at the beginning of a version; undefined when it does not begin with one. */
export function parseVersion(text: string): Version | undefined {
  const release = /^v?(\d+(?:\.\d+)*)/u.exec(text.trim())?.[1];
  return release?.split(".").map(Number);
}

/** Negative when `a` is older. Missing numbers count as zero. */
export function compareVersions(a: Version, b: Version): number {
  for (let place = 0; place < Math.max(a.length, b.length); place += 1) {
    const difference = (a[place] ?? 0) - (b[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Tells whether a version is wanted. */
export type Specifier = (version: Version) => boolean;

/**
 * Reads which versions are wanted, in the notation of PEP 440 (`>=3.10,<3.14`, `~=3.11`, `==3.12.*`), of Poetry
 * (`^3.10`, `~3.11`, `>=3.9 <3.12`, `3.10 || 3.11`), or plain (`3.12`, which takes every 3.12.x).
 *
 * @returns `undefined` for anything else.
 * @see https://packaging.python.org/en/latest/specifications/version-specifiers/
 * @see https://python-poetry.org/docs/dependency-specification/
 */
export function parseSpecifier(text: string): Specifier | undefined {
  const alternatives = text.split(/\|\|?/u).map(parseAll);
  if (alternatives.includes(undefined)) return undefined;
  return (version) => alternatives.some((one) => one?.(version) === true);
}

/** Clauses that all must hold. */
function parseAll(text: string): Specifier | undefined {
  const spaced = text.replace(/([<>=!~^])\s+/gu, "$1").trim();
  if (spaced === "" || spaced === "*") return () => true;
  const clauses = spaced.split(/[\s,]+/u).filter((clause) => clause !== "").map(parseClause);
  if (clauses.includes(undefined)) return undefined;
  return (version) => clauses.every((clause) => clause?.(version) === true);
}

function parseClause(clause: string): Specifier | undefined {
  const parts = /^(===?|~=|!=|<=|>=|<|>|\^|~)?v?(\d+(?:\.\d+)*)(\.\*)?[^\s]*$/u.exec(clause);
  const wanted = parseVersion(parts?.[2] ?? "");
  if (parts === null || wanted === undefined) return undefined;
  const compare = (version: Version): number => compareVersions(version, wanted);
  const hasPrefix = (version: Version): boolean => wanted.every((number, place) => (version[place] ?? 0) === number);
  const operators: Readonly<Record<string, Specifier>> = {
    "": hasPrefix,
    "==": parts[3] === undefined && wanted.length > 2 ? (version) => compare(version) === 0 : hasPrefix,
    "===": (version) => compare(version) === 0,
    "!=": (version) => (parts[3] === undefined && wanted.length > 2 ? compare(version) !== 0 : !hasPrefix(version)),
    "<=": (version) => compare(version) <= 0,
    ">=": (version) => compare(version) >= 0,
    "<": (version) => compare(version) < 0,
    ">": (version) => compare(version) > 0 && !hasPrefix(version),
    // Compatible release: the last number given may grow.
    "~=": (version) => compare(version) >= 0 && isPrefix(wanted.slice(0, -1), version),
    // Poetry: the first number that is not zero stays.
    "^": (version) => compare(version) >= 0 && isPrefix(wanted.slice(0, 1), version),
    "~": (version) => compare(version) >= 0 && isPrefix(wanted.slice(0, Math.min(2, wanted.length)), version),
  };
  return operators[parts[1] ?? ""];
}

function isPrefix(prefix: Version, version: Version): boolean {
  return prefix.every((number, place) => (version[place] ?? 0) === number);
}
