import type { Home } from "../system/home.ts";
import type { Language } from "../words/words.ts";
import type { Tell } from "./events.ts";

/** What every verb is given: where it was called, by whom, and how to speak. Nothing else is global. */
export interface ActionContext {
  /** Absolute path of the folder in which the command was called. */
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: Home;
  /** Of explanations that the local platform gives to browsers. */
  readonly language: Language;
  readonly tell: Tell;
  /** Aborted by `^C`. A verb stops at the next safe place and throws. */
  readonly signal: AbortSignal;
}
