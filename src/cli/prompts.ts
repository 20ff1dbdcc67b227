import type { Readable, Writable } from "node:stream";
import type { Prompts } from "./world.ts";

/** Questions by `@clack/prompts`, on stderr so that stdout holds nothing but the result; loaded at the first question. */
export function createPrompts(input: Readable, output: Writable): Prompts {
  return {
    text: async ({ message, hint, check }) => {
      const { isCancel, text } = await import("@clack/prompts");
      const validate = (answer: string | undefined): string | undefined => check(answer ?? "");
      const answer = await text({ message, placeholder: hint, validate, input, output });
      return isCancel(answer) ? undefined : (answer ?? "");
    },
    secret: async ({ message }) => {
      const { isCancel, password } = await import("@clack/prompts");
      const answer = await password({ message, input, output });
      return isCancel(answer) ? undefined : (answer ?? "");
    },
    choose: async ({ message, choices }) => {
      const { isCancel, select } = await import("@clack/prompts");
      const options = choices.map((value) => ({ value }));
      const answer = await select({ message, options, input, output });
      return isCancel(answer) ? undefined : answer;
    },
  };
}
