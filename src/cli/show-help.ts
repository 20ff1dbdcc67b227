import { sayHelp, sayVerbHelp, type VerbPage } from "../reports/help.ts";
import { loadHelpWords } from "../words/cli/help/help-words.ts";
import type { HelpWords } from "../words/cli/help/en.ts";
import type { Session } from "./session.ts";
import { UnknownVerb } from "./usage.ts";
import type { Verb } from "./verb.ts";
import { makeVerbs } from "./verbs.ts";

/** Options that every verb has; the page shows them once, in its own words. */
const commonNames: ReadonlySet<string> = new Set(["json", "verbose", "lang"]);

/**
 * Writes a page of help to stdout.
 *
 * @throws {UnknownVerb} For a verb that there is not.
 */
export async function showHelp(
  session: Pick<Session, "page" | "world">,
  name: string | undefined,
  options: { readonly all: boolean },
): Promise<void> {
  const { page, world } = session;
  const words = await loadHelpWords(page.language);
  const verbs = makeVerbs(words);
  if (name === undefined) {
    const shown = verbs.filter(({ isAdvanced }) => options.all || !isAdvanced);
    const briefs = shown.map((verb) => [verb.name, words.verbs[verb.name].brief] as const);
    world.stdout.write(`${sayHelp(words, briefs, options, page)}\n`);
    return;
  }
  const verb = verbs.find((one) => one.name === name);
  if (verb === undefined) throw new UnknownVerb(name, await nearestOf(name, verbs));
  world.stdout.write(`${sayVerbHelp(words, pageOf(verb, words), page)}\n`);
}

async function nearestOf(name: string, verbs: readonly Verb[]): Promise<readonly string[]> {
  const { findNearest } = await import("../config/nearest.ts");
  const nearest = findNearest(
    name,
    verbs.map((one) => one.name),
  );
  return nearest === undefined ? [] : [nearest];
}

/** A verb's page: its words from the catalogue, its arguments and options from what the parser knows. */
function pageOf({ name, command, afterDashes }: Verb, words: HelpWords): VerbPage {
  const { flags = {}, aliases = {}, positional } = command.parameters;
  const options = Object.entries(flags)
    .filter(([flag]) => !commonNames.has(flag))
    .map(([flag, { brief, placeholder }]) => {
      const letter = Object.entries(aliases).find(([, target]) => target === flag)?.[0];
      const value = placeholder === undefined ? "" : ` ${placeholder}`;
      return { brief, letter, full: `--${toKebabCase(flag)}${value}` };
    });
  const places = positional?.kind === "tuple" ? positional.parameters : [];
  const named = places.map(({ placeholder = "", brief }) => [placeholder, brief] as const);
  const usage = [
    ...named.map(([placeholder]) => placeholder),
    ...(options.length > 0 ? [words.placeholders.options] : []),
  ];
  const { brief, description, examples } = words.verbs[name];
  return {
    verb: name,
    brief,
    description,
    examples,
    usage: [
      ...usage.map((one) => `[${one}]`),
      ...(afterDashes === undefined ? [] : [`-- ${afterDashes.placeholder}`]),
    ].join(" "),
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
