import type { BootFailure } from "../providers/provider.ts";

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

/**
 * The frames of a traceback that lie in the project's own files, where it has some: most of the others are those of one
 * import inside the other.
 *
 * @param trace Its entries, a frame or another line each, as Python formats them.
 * @param codeFolder Folder of the code, as the traceback names it.
 */
export function ownFrames(trace: readonly string[], codeFolder: string): string {
  const entries = trace.map((entry) => entry.trimEnd());
  const isFrame = (entry: string): boolean => /^\s*File "/.test(entry);
  const own = entries.filter((entry) => !isFrame(entry) || entry.includes(`"${codeFolder}/`));
  return (own.some(isFrame) ? own : entries).join("\n");
}
