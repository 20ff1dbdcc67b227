import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { createPrompts } from "./prompts.ts";

/** A keyboard and a screen, as a terminal gives them to a program. */
function terminal() {
  const keyboard = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => keyboard });
  const screen = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 });
  let shown = "";
  const waiting = new Set<() => void>();
  screen.on("data", (part: Buffer) => {
    shown += part.toString("utf8");
    for (const look of waiting) look();
  });
  const sees = (text: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!shown.includes(text)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return {
    prompts: createPrompts(keyboard, screen),
    sees,
    types: (keys: string) => keyboard.write(keys),
    shown: () => shown,
  };
}

const enter = "\r";
const interrupt = "\u0003";
const down = "\u001B[B";

describe("a question for a text", () => {
  const question = {
    message: "Type local",
    hint: "Enter alone changes nothing",
    check: (answer: string) => (["", "local"].includes(answer) ? undefined : "That is not local."),
  };

  it("is asked again until the answer passes", async () => {
    const { prompts, sees, types } = terminal();
    const answer = prompts.text(question);
    await sees("Enter alone changes nothing");
    types("loca");
    types(enter);
    await sees("That is not local.");
    types("l");
    types(enter);
    expect(await answer).toBe("local");
  });

  it("may be answered with nothing", async () => {
    const { prompts, sees, types } = terminal();
    const answer = prompts.text(question);
    await sees("Type local");
    types(enter);
    expect(await answer).toBe("");
  });

  it("may be left with ^C", async () => {
    const { prompts, sees, types } = terminal();
    const answer = prompts.text(question);
    await sees("Type local");
    types(interrupt);
    expect(await answer).toBeUndefined();
  });
});

describe("a choice", () => {
  const question = { message: "Which?", choices: ["config.dev", "config.prod"] };

  it("is made with the arrows", async () => {
    const { prompts, sees, types } = terminal();
    const answer = prompts.choose(question);
    await sees("config.prod");
    types(down);
    types(enter);
    expect(await answer).toBe("config.prod");
  });

  it("may be left with ^C", async () => {
    const { prompts, sees, types } = terminal();
    const answer = prompts.choose(question);
    await sees("config.prod");
    types(interrupt);
    expect(await answer).toBeUndefined();
  });
});

describe("a question for a secret", () => {
  it("shows nothing of what is typed", async () => {
    const { prompts, sees, types, shown } = terminal();
    const answer = prompts.secret({ message: "The value" });
    await sees("The value");
    types("hunter2");
    types(enter);
    expect(await answer).toBe("hunter2");
    expect(shown()).not.toContain("hunter");
  });

  it("may be left with ^C", async () => {
    const { prompts, sees, types } = terminal();
    const answer = prompts.secret({ message: "The value" });
    await sees("The value");
    types(interrupt);
    expect(await answer).toBeUndefined();
  });
});
