import { sayGroupHelp, sayHelp, sayVerbHelp, type VerbPage } from "../reports/help.ts";
import type { Page } from "../reports/page.ts";
import { loadHelpWords } from "../words/cli/help/help-words.ts";
import type { HelpWords } from "../words/cli/help/en.ts";
import type { Session } from "./session.ts";
import { UnknownVerb } from "./usage.ts";
import { isGroup, type CommandWords, type SingleVerb, type Verb } from "./verb.ts";
import { makeVerbs } from "./verbs.ts";

/** Options that every verb has; the page shows them once, in its own words. */
const commonNames: ReadonlySet<string> = new Set(["json", "verbose", "lang"]);

/**
 * Writes a page of help to stdout.
 *
 * @param path Verb and subcommand; empty for the first page.
 * @throws {UnknownVerb} For a verb that there is not.
 */
export async function showHelp(
  session: Pick<Session, "page" | "world">,
  path: readonly string[],
  options: { readonly all: boolean },
): Promise<void> {
  const { page, world } = session;
  const words = await loadHelpWords(page.language);
  world.stdout.write(`${await sayPage(words, path, options, page)}\n`);
}

async function sayPage(
  words: HelpWords,
  [name, second]: readonly string[],
  options: { readonly all: boolean },
  page: Page,
): Promise<string> {
  const verbs = makeVerbs(words);
  if (name === undefined) {
    const shown = verbs.filter(({ isAdvanced }) => options.all || !isAdvanced);
    const briefs = shown.map((verb) => [verb.name, words.verbs[verb.name].brief] as const);
    return sayHelp(words, briefs, options, page);
  }
  const verb = verbs.find((one) => one.name === name);
  if (verb === undefined) throw new UnknownVerb(name, await nearestOf(name, verbs));
  if (!isGroup(verb)) return sayVerbHelp(words, verbPage(verb, words.verbs[verb.name], words), page);
  if (second === undefined) {
    const briefs = verb.subcommands.map((one) => [one.name, one.words.brief] as const);
    return sayGroupHelp(words, { verb: name, ...words.verbs[verb.name], subcommands: briefs }, page);
  }
  const found = verb.subcommands.find((one) => one.name === second);
  const full = `${name} ${second}`;
  if (found === undefined) throw new UnknownVerb(full, await nearestOf(full, verbs));
  return sayVerbHelp(words, verbPage({ name: full, command: found.command }, found.words, words), page);
}

async function nearestOf(name: string, verbs: readonly Verb[]): Promise<readonly string[]> {
  const { findNearest } = await import("../config/nearest.ts");
  const known = verbs.flatMap((verb) =>
    isGroup(verb) ? [verb.name, ...verb.subcommands.map((one) => `${verb.name} ${one.name}`)] : [verb.name],
  );
  const nearest = findNearest(name, known);
  return nearest === undefined ? [] : [nearest];
}

/** The page of a command: its words from the catalogue, its arguments and options from what the parser knows. */
function verbPage(
  { name, command, afterDashes }: Pick<SingleVerb, "command" | "afterDashes"> & { readonly name: string },
  said: CommandWords,
  words: HelpWords,
): VerbPage {
  const { flags = {}, aliases = {}, positional } = command.parameters;
  const options = Object.entries(flags)
    .filter(([flag]) => !commonNames.has(flag))
    .map(([flag, { brief, placeholder }]) => {
      const letter = Object.entries(aliases).find(([, target]) => target === flag)?.[0];
      const value = placeholder === undefined ? "" : ` ${placeholder}`;
      return { brief, letter, full: `--${toKebabCase(flag)}${value}` };
    });
  const places =
    positional === undefined
      ? []
      : positional.kind === "tuple"
        ? positional.parameters
        : [positional.parameter];
  const named = places.map(({ placeholder = "", brief }) => [placeholder, brief] as const);
  const usage = [
    ...places.map(({ placeholder = "", optional }) => (optional === true ? `[${placeholder}]` : placeholder)),
    ...(options.length > 0 ? [`[${words.placeholders.options}]`] : []),
  ];
  const { brief, description, examples } = said;
  return {
    verb: name,
    brief,
    description,
    examples,
    usage: [...usage, ...(afterDashes === undefined ? [] : [`-- ${afterDashes.placeholder}`])].join(" "),
    arguments: [
      ...named,
      ...(afterDashes === undefined ? [] : [[afterDashes.placeholder, afterDashes.brief] as const]),
    ],
    options: options.map(({ brief: says, letter, full }) => [
      `${letter === undefined ? "   " : `-${letter},`} ${full}`,
      says,
    ]),
  };
}

function toKebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
