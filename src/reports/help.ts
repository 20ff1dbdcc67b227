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
  const examples = verb.examples.map(({ command, says }) => [command, paint(page, "dim", says)] as const);
  parts.push(section(page, headings.examples, layRows(examples)));
  return parts.join("\n\n");
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
