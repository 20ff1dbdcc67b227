import {
  buildApplication,
  buildRouteMap,
  run,
  type Application,
  type ApplicationFlagFunction,
  type Command,
  type RouteMap,
  type StricliIntegration,
} from "@stricli/core";
import type { HelpWords } from "../words/cli/help/en.ts";
import type { Arguments } from "./read-arguments.ts";
import type { Session } from "./session.ts";
import { showHelp } from "./show-help.ts";
import { catchingText } from "./usage.ts";
import { isGroup, type Verb } from "./verb.ts";
import { makeVerbs } from "./verbs.ts";

/**
 * Parses the arguments and does the verb.
 *
 * @throws What the verb throws, and the parser's own errors, which `usage.ts` puts into words.
 */
export async function runApp(session: Session, given: Arguments, words: HelpWords): Promise<void> {
  const [first = "", second = ""] = given.inputs;
  const verbs = makeVerbs(words);
  session.verb = first;
  await refuseStray(given, first);
  const verb = verbs.find(({ name }) => name === first);
  if (isGroup(verb) && second !== "" && !second.startsWith("-")) {
    const names = verb.subcommands.map(({ name }) => name);
    if (!names.includes(second)) await refuseSubcommand(first, second, names);
    session.verb = `${first} ${second}`;
  }
  const problems: unknown[] = [];
  const app = createApp(words, verbs, (error) => problems.push(error));
  await run(app, given.inputs, session);
  if (problems.length > 0) throw problems[0];
}

/**
 * The parser with all verbs, in the words of one language.
 *
 * @param onError Is given every error, of the parser and of the verb, since the parser would write them itself.
 */
function createApp(
  words: HelpWords,
  verbs: readonly Verb[],
  onError: (error: unknown) => void,
): Application<Session> {
  const routes = Object.fromEntries(verbs.map((verb) => [verb.name, routeOf(verb, words)]));
  const { help, helpAll, version } = words.options;
  return buildApplication(
    buildRouteMap({ routes, docs: { brief: words.tagline } }),
    {
      name: "monolift",
      scanner: { caseStyle: "allow-kebab-for-camel" },
      localization: { text: catchingText(onError) },
    },
    {
      help: helpFlag(help, "h", { all: false, global: true, defaultForRouteMap: true }),
      helpAll: helpFlag(helpAll, "H", { all: true }),
      version: { flag: { brief: version, aliases: ["v"], run: showVersion } },
    },
  );
}

function routeOf(verb: Verb, words: HelpWords): Command<Session> | RouteMap<Session> {
  if (!isGroup(verb)) return verb.command;
  const routes = Object.fromEntries(verb.subcommands.map(({ name, command }) => [name, command]));
  return buildRouteMap({ routes, docs: { brief: words.verbs[verb.name].brief } });
}

function helpFlag(
  brief: string,
  alias: "h" | "H",
  options: { readonly all: boolean; readonly global?: true; readonly defaultForRouteMap?: true },
): StricliIntegration<Session> {
  const { all, ...placing } = options;
  const act: ApplicationFlagFunction<Session> = async function (_, { result }) {
    // The parser calls with the context that it was given, which is the session.
    await showHelp(this as Session, result.prefix.slice(1), { all });
  };
  return { flag: { brief, aliases: [alias], ...placing, run: act } };
}

const showVersion: ApplicationFlagFunction<Session> = async function () {
  const { packageVersion } = await import("../system/package.ts");
  (this as Session).world.stdout.write(`${packageVersion()}\n`);
};

/** Refuses what the parser does not see: a language that is not spoken where there is no verb, and a stray `--`. */
async function refuseStray({ afterDashes, language, languageInput }: Arguments, verb: string): Promise<void> {
  const isStray = afterDashes !== undefined && verb !== "run" && verb !== "";
  const isUnspoken = verb === "" && languageInput !== undefined && language === undefined;
  if (!isStray && !isUnspoken) return;
  const { UserError, exitCodes } = await import("../errors.ts");
  const exitCode = exitCodes.wrongUse;
  if (isUnspoken) throw new UserError("UNKNOWN_LANGUAGE", { input: languageInput }, { exitCode });
  throw new UserError("NOTHING_AFTER_DASHES", { verb, input: afterDashes?.join(" ") ?? "" }, { exitCode });
}

/** @throws {UserError} `UNKNOWN_SUBCOMMAND`, always. */
async function refuseSubcommand(verb: string, input: string, known: readonly string[]): Promise<never> {
  const { UserError, exitCodes } = await import("../errors.ts");
  const { findNearest } = await import("../config/nearest.ts");
  const facts = { verb, input, nearest: findNearest(input, known) ?? null, known };
  throw new UserError("UNKNOWN_SUBCOMMAND", facts, { exitCode: exitCodes.wrongUse });
}
