import {
  AliasNotFoundError,
  ArgumentParseError,
  EnumValidationError,
  FlagNotFoundError,
  InvalidNegatedFlagSyntaxError,
  UnexpectedFlagError,
  UnexpectedPositionalError,
  UnsatisfiedFlagError,
  UnsatisfiedPositionalError,
  text_en,
  type ApplicationText,
} from "@stricli/core";
import type { MonoliftError } from "../errors.ts";
import type { ErrorCode } from "../words/words.ts";

/** A value on the command line that cannot be read; the code is one of the catalogue that needs only the input. */
export class UnreadableValue extends Error {
  readonly code: "BAD_POINT" | "BAD_PORT" | "BAD_RELEASE" | "BAD_SINCE";
  readonly input: string;

  constructor(code: UnreadableValue["code"], input: string) {
    super(input);
    this.code = code;
    this.input = input;
  }
}

/** An input that is no verb, with those that are near. */
export class UnknownVerb extends Error {
  readonly input: string;
  readonly nearest: readonly string[];

  constructor(input: string, nearest: readonly string[]) {
    super(input);
    this.input = input;
    this.nearest = nearest;
  }
}

/** The parser's texts, with every error handed to `onError` instead of being written. */
export function catchingText(onError: (error: unknown) => void): ApplicationText {
  const hand = (error: unknown): string => {
    onError(error);
    return "";
  };
  return {
    ...text_en,
    noCommandRegisteredForInput: ({ input, corrections }) =>
      hand(
        new UnknownVerb(
          input,
          corrections.map((correction) => correction.replaceAll("`", "")),
        ),
      ),
    exceptionWhileParsingArguments: hand,
    exceptionWhileLoadingCommandFunction: hand,
    exceptionWhileLoadingCommandContext: hand,
    exceptionWhileRunningCommand: hand,
    commandErrorResult: hand,
    exceptionWhileRunningIntegrationFlag: ({ exception }) => hand(exception),
    exceptionWhileRunningIntegrationHook: ({ exception }) => hand(exception),
  };
}

/**
 * Puts an error of the parser into our words.
 *
 * @returns The same error when it is not the parser's.
 */
export async function explainUsage(error: unknown, verb: string): Promise<unknown> {
  const { UserError, exitCodes } = await import("../errors.ts");
  const wrong = <C extends ErrorCode>(
    code: C,
    facts: ConstructorParameters<typeof UserError<C>>[1],
  ): MonoliftError => new UserError(code, facts, { exitCode: exitCodes.wrongUse });

  if (error instanceof UnknownVerb) {
    return wrong("UNKNOWN_VERB", { input: error.input, nearest: error.nearest });
  }
  if (error instanceof FlagNotFoundError) {
    return wrong("UNKNOWN_FLAG", { flag: `--${error.input}`, verb, nearest: error.corrections });
  }
  if (error instanceof AliasNotFoundError) {
    return wrong("UNKNOWN_FLAG", { flag: `-${error.input}`, verb, nearest: [] });
  }
  if (error instanceof UnsatisfiedFlagError) {
    return wrong("FLAG_NEEDS_VALUE", { flag: error.externalFlagName, verb });
  }
  if (error instanceof UnexpectedFlagError) {
    const { externalFlagName: flag, previousInput: first, input: second } = error;
    return wrong("FLAG_TWICE", { flag, first, second });
  }
  if (error instanceof UnexpectedPositionalError) {
    return wrong("TOO_MANY_ARGUMENTS", { verb, input: error.input });
  }
  if (error instanceof UnsatisfiedPositionalError) {
    return wrong("ARGUMENT_MISSING", { verb, argument: error.placeholder });
  }
  if (error instanceof EnumValidationError) return wrong("UNKNOWN_LANGUAGE", { input: error.input });
  if (error instanceof ArgumentParseError) {
    const { exception, externalFlagNameOrPlaceholder: flag, input } = error;
    if (exception instanceof UnreadableValue) return wrong(exception.code, { input: exception.input });
    return wrong("FLAG_TAKES_NO_VALUE", { flag, input });
  }
  if (error instanceof InvalidNegatedFlagSyntaxError) {
    return wrong("FLAG_TAKES_NO_VALUE", { flag: error.externalFlagName, input: error.valueText });
  }
  return error;
}
