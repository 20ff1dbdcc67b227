import type { ProcessOptions } from "../providers/local/process.ts";
import type { ActionContext } from "./context.ts";

/** What the project's background process is started with. */
export function processOptions(context: ActionContext): ProcessOptions {
  return { home: context.home, language: context.language, environment: context.environment };
}
