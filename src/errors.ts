import { sayError, type ErrorCode, type ErrorFacts, type ErrorWords, type Language } from "./words/words.ts";

/** Exit codes of the command line: 0 done, 1 failed, 2 wrong use, 130 interrupted by `^C`. */
export const exitCodes = { done: 0, failed: 1, wrongUse: 2, interrupted: 130 } as const;

/** Where in a file something is wrong. `line` and `column` count from 1; `excerpt` is that line as it stands. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly excerpt?: string;
}

/** What may accompany an error of the catalogue. */
export interface ErrorContext {
  readonly place?: Place;
  /** Text of the tool or application that failed, already trimmed and free of secrets; shown as it is. */
  readonly detail?: string;
  readonly cause?: unknown;
  /** Exit code, when it is not 1. */
  readonly exitCode?: number;
}

/**
 * An error with a code of the catalogue. Its sentences exist in every language (`words`);
 * `message` is the English cause, for logs and for callers of the library.
 */
export abstract class MonoliftError extends Error {
  readonly code: ErrorCode;
  readonly facts: unknown;
  readonly place: Place | undefined;
  readonly detail: string | undefined;
  readonly exitCode: number;

  protected constructor(code: ErrorCode, facts: unknown, context: ErrorContext) {
    super(sayError(code, facts, "en").cause, { cause: context.cause });
    this.code = code;
    this.facts = facts;
    this.place = context.place;
    this.detail = context.detail;
    this.exitCode = context.exitCode ?? exitCodes.failed;
  }

  /** Cause and fix in `language`. */
  say(language: Language): ErrorWords {
    return sayError(this.code, this.facts, language);
  }
}

/** Something the user can mend: a key, a file, a dependency, the application's own code. */
export class UserError<C extends ErrorCode = ErrorCode> extends MonoliftError {
  override readonly name = "UserError";

  constructor(code: C, facts: ErrorFacts<C>, context: ErrorContext = {}) {
    super(code, facts, context);
  }
}

/** Somebody else refused or failed: uv, pip, PostgreSQL, the disk, later AWS or Neon. */
export class OperationError<C extends ErrorCode = ErrorCode> extends MonoliftError {
  override readonly name = "OperationError";

  constructor(code: C, facts: ErrorFacts<C>, context: ErrorContext = {}) {
    super(code, facts, context);
  }
}
