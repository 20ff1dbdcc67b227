import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { prompting, useCommandLine } from "../../test/cli/command-line.ts";
import { UserError } from "../errors.ts";
import type { Imported } from "../actions/import-results.ts";
import type { Actions } from "./actions.ts";

const { call, folder } = useCommandLine();

const imported: Imported = {
  tool: "heroku",
  file: "Procfile",
  others: [],
  taken: [{ to: "app.interface", value: "asgi", file: "Procfile", line: 1, key: "web" }],
  left: [],
  next: [],
};

/** Takes a Procfile over with its first call, and then wants to know which of two folders is meant. */
const init: Actions["init"] = async (context) => {
  const file = join(folder(), "monolift.toml");
  const text = await readFile(file, "utf8").catch(() => "");
  if (text === "") {
    await writeFile(file, 'name = "blog"\n');
    context.tell({ type: "imported", imported });
  }
  if (text.includes("root")) return { file, name: "blog", created: false, found: [], imported: null };
  throw Object.assign(new UserError("NO_PROJECT", { folder: folder() }), {
    facts: { folder: folder(), key: "app.root", candidates: ["one", "two"] },
  });
};

describe("init", () => {
  it("hands on the name and the file to take over", async () => {
    const given: unknown[] = [];
    const spy: Actions["init"] = async (_, options) => {
      given.push(options);
      return { file: "monolift.toml", name: "blog", created: true, found: [], imported: null };
    };
    await call(["init", "--name", "blog", "--import", "deploy/zappa.json"], { actions: { init: spy } });
    await call(["init"], { actions: { init: spy } });
    expect(given).toStrictEqual([
      { name: "blog", importFile: "deploy/zappa.json" },
      { name: undefined, importFile: undefined },
    ]);
  });

  it("says what was taken over also when a question had to be answered before the end", async () => {
    const { exitCode, stdout } = await call(["init"], { actions: { init }, prompts: prompting("two") });
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Wrote ");
    expect(stdout).toContain("Read Procfile (Heroku)");
  });

  it("says it also when something is wrong after all", async () => {
    const { exitCode, stderr } = await call(["init"], { actions: { init } });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("Read Procfile (Heroku)");
  });
});
