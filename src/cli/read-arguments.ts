import { isLanguage } from "./language.ts";
import type { Language } from "../words/words.ts";

/** The arguments, looked through before the parser: what concerns every verb, and what is not ours at all. */
export interface Arguments {
  /** For the parser: the verb first, options that stood before it at the end. */
  readonly inputs: readonly string[];
  /** What stands after the first `--`; `undefined` when there is none. */
  readonly afterDashes: readonly string[] | undefined;
  readonly json: boolean;
  readonly verbose: boolean;
  /** A language that was asked for and exists. */
  readonly language: Language | undefined;
  /** The value of `--lang`, as it was written. */
  readonly languageInput: string | undefined;
}

/**
 * Reads what must be known before a verb is parsed: the language of its errors, and whether they are JSON.
 * `monolift --json up` and `monolift up --json` are the same.
 */
export function readArguments(given: readonly string[]): Arguments {
  const dashes = given.indexOf("--");
  const own = dashes === -1 ? given : given.slice(0, dashes);
  const languageInput = valueOf(own, "--lang");
  const [before, rest] = splitAtVerb(own);
  return {
    inputs: rest.length === 0 ? [] : [...rest, ...before],
    afterDashes: dashes === -1 ? undefined : given.slice(dashes + 1),
    json: own.includes("--json"),
    verbose: own.includes("--verbose"),
    language: isLanguage(languageInput) ? languageInput : undefined,
    languageInput,
  };
}

/** Options of every verb that stand before the verb, and the rest. */
function splitAtVerb(own: readonly string[]): readonly [readonly string[], readonly string[]] {
  let index = 0;
  while (index < own.length) {
    const input = own[index] ?? "";
    if (input === "--lang") index += 2;
    else if (input === "--json" || input === "--verbose" || input.startsWith("--lang=")) index += 1;
    else break;
  }
  return [own.slice(0, index), own.slice(index)];
}

function valueOf(own: readonly string[], flag: string): string | undefined {
  const index = own.findIndex((input) => input === flag || input.startsWith(`${flag}=`));
  const input = own[index];
  if (input === undefined) return undefined;
  return input === flag ? (own[index + 1] ?? "") : input.slice(flag.length + 1);
}
