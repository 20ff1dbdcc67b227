import type { HelpWords } from "../words/cli/help/en.ts";

/** The options of every verb; `read-arguments.ts` has looked at them before, the parser checks them. */
export function commonFlags({ options }: HelpWords) {
  return {
    json: switchFlag(options.json),
    verbose: switchFlag(options.verbose),
    lang: { kind: "enum", values: ["en", "ja", "ko"], optional: true, brief: options.lang },
  } as const;
}

/** An option that is there or not. */
export function switchFlag(brief: string) {
  return { kind: "boolean", default: false, withNegated: false, brief } as const;
}

/** An option with a text. */
export function textFlag(brief: string, placeholder: string) {
  return {
    kind: "parsed",
    parse: (input: string): string => input,
    optional: true,
    brief,
    placeholder,
  } as const;
}

/** The stage, which may be left out. */
export function stageArgument(words: HelpWords) {
  return optionalArgument(words.stage, words.placeholders.stage);
}

/** One argument that may be left out. */
export function optionalArgument(brief: string, placeholder: string) {
  return {
    kind: "tuple",
    parameters: [{ parse: (input: string): string => input, optional: true, brief, placeholder }],
  } as const;
}

/** One argument that must be there, and the stage. */
export function argumentAndStage(brief: string, placeholder: string, words: HelpWords) {
  const parse = (input: string): string => input;
  return {
    kind: "tuple",
    parameters: [{ parse, brief, placeholder }, ...stageArgument(words).parameters],
  } as const;
}
