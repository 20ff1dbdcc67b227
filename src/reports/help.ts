import type { HelpWords } from "../words/cli/help/en.ts";
import { paint, type Page } from "./page.ts";
import { layRows } from "./table.ts";

/** One verb with everything its page shows; the words come from the catalogue, the shape from the parser. */
export interface VerbPage {
  readonly verb: string;
  readonly brief: string;
  readonly description: readonly string[];
  /** What follows the verb: `[STAGE]`. */
  readonly usage: string;
  readonly arguments: readonly (readonly [name: string, brief: string])[];
  readonly options: readonly (readonly [flag: string, brief: string])[];
  readonly examples: readonly { readonly command: string; readonly says: string }[];
}

/** A verb that another word must follow. */
export interface GroupPage extends Pick<VerbPage, "verb" | "brief" | "description" | "examples"> {
  readonly subcommands: readonly (readonly [name: string, brief: string])[];
}

type HelpPage = Pick<Page, "colour">;

/** The first page: what Monolift is, the one command to type, the verbs. */
export function sayHelp(
  words: HelpWords,
  verbs: readonly (readonly [verb: string, brief: string])[],
  options: { readonly all: boolean },
  page: HelpPage,
): string {
  const { tagline, firstSteps, headings, placeholders, options: flags, more, oneVerb } = words;
  const globals = globalOptions(words);
  return [
    tagline,
    `${firstSteps}\n\n  ${paint(page, "bold", "monolift up")}`,
    section(
      page,
      headings.usage,
      `  monolift ${placeholders.verb} [${placeholders.stage}] [${placeholders.options}]`,
    ),
    section(page, headings.verbs, rows(page, verbs)),
    section(
      page,
      headings.options,
      rows(page, [...globals, ["    --help-all", flags.helpAll], ["-v, --version", flags.version]]),
    ),
    paint(page, "dim", options.all ? oneVerb : more),
  ].join("\n\n");
}

/** The page of one verb. */
export function sayVerbHelp(words: HelpWords, verb: VerbPage, page: HelpPage): string {
  const { headings } = words;
  const name = `monolift ${verb.verb}`;
  const parts = [
    `${paint(page, "bold", name)}: ${verb.brief}`,
    section(page, headings.usage, `  ${[name, verb.usage].filter((part) => part !== "").join(" ")}`),
    verb.description.join("\n"),
  ];
  if (verb.arguments.length > 0) parts.push(section(page, headings.arguments, rows(page, verb.arguments)));
  parts.push(section(page, headings.options, rows(page, [...verb.options, ...globalOptions(words)])));
  parts.push(sayExamples(words, verb, page));
  return parts.join("\n\n");
}

/** The page of a verb with subcommands, each of which has a page of its own. */
export function sayGroupHelp(words: HelpWords, group: GroupPage, page: HelpPage): string {
  const { headings, placeholders, oneSubcommand } = words;
  const name = `monolift ${group.verb}`;
  const [first = ["", ""]] = group.subcommands;
  return [
    `${paint(page, "bold", name)}: ${group.brief}`,
    section(page, headings.usage, `  ${name} ${placeholders.subcommand} [${placeholders.options}]`),
    group.description.join("\n"),
    section(page, headings.subcommands, rows(page, group.subcommands)),
    section(page, headings.options, rows(page, globalOptions(words))),
    sayExamples(words, group, page),
    paint(page, "dim", oneSubcommand(`${group.verb} ${first[0]}`)),
  ].join("\n\n");
}

function sayExamples(
  { headings }: HelpWords,
  { examples }: Pick<VerbPage, "examples">,
  page: HelpPage,
): string {
  const lines = examples.map(({ command, says }) => [command, paint(page, "dim", says)] as const);
  return section(page, headings.examples, layRows(lines));
}

function globalOptions({ options }: HelpWords): readonly (readonly [string, string])[] {
  return [
    ["    --json", options.json],
    ["    --verbose", options.verbose],
    ["    --lang en|ja|ko", options.lang],
    ["-h, --help", options.help],
  ];
}

function section(page: HelpPage, heading: string, body: string): string {
  return `${paint(page, "bold", heading)}\n${body}`;
}

function rows(page: HelpPage, pairs: readonly (readonly [string, string])[]): string {
  return layRows(pairs.map(([left, right]) => [paint(page, "cyan", left), right]));
}
