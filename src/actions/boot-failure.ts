import type { BootFailure } from "../providers/local/local-stage.ts";

/** Lines of what a program said that are worth showing. */
const shownLines = 20;

/** Why a sandbox did not start: in a few words, and with what its program said last. */
export function describeBootFailure(failure: BootFailure): {
  readonly what: string;
  readonly detail: string;
} {
  const said = "error" in failure ? failure.error.stackTrace : "output" in failure ? failure.output : [];
  const what =
    "error" in failure ? `${failure.error.errorType}: ${failure.error.errorMessage}` : failure.kind;
  return { what, detail: said.slice(-shownLines).join("\n") };
}
