import { describe, expect, it } from "vitest";
import { ended, useCommandLine } from "../../test/cli/command-line.ts";
import { UserError } from "../errors.ts";
import type { Actions } from "./actions.ts";

const { call } = useCommandLine();

/** Two steps side by side, of which one fails. */
const failing: Actions["up"] = async (context) => {
  context.tell({ type: "step-started", name: "bundle" });
  context.tell({ type: "step-started", name: "platform" });
  context.tell({ type: "step-ended", step: ended("bundle", "done") });
  context.tell({ type: "step-ended", step: ended("platform", "failed") });
  throw new UserError("NO_PROJECT", { folder: "/x" });
};

describe("a terminal", () => {
  const escape = "\u001B";

  it("has lines overwritten, and gets its cursor back", async () => {
    const { stderr } = await call(["up"], {
      actions: { up: failing },
      isTTY: true,
      environment: { TERM: "xterm" },
    });
    expect(stderr).toContain(`${escape}[2F${escape}[0J`);
    expect(stderr.lastIndexOf(`${escape}[?25h`)).toBeGreaterThan(stderr.lastIndexOf(`${escape}[?25l`));
  });

  it.each([{ NO_COLOR: "1" }, { TERM: "dumb" }])("with %j gets plain lines", async (environment) => {
    const { stderr } = await call(["up"], { actions: { up: failing }, isTTY: true, environment });
    expect(stderr).not.toContain(escape);
  });

  it("of CI gets colour but is never overwritten", async () => {
    const environment = { CI: "true", TERM: "xterm" };
    const { stderr } = await call(["up"], { actions: { up: failing }, isTTY: true, environment });
    expect(stderr).toContain(`${escape}[32m`);
    expect(stderr).not.toContain(`${escape}[0J`);
  });
});
