import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ended, lifted, useCommandLine } from "../../test/cli/command-line.ts";
import type { ActionContext } from "../actions/context.ts";
import { UserError } from "../errors.ts";
import { notice } from "../words/words.ts";
import type { Actions } from "./actions.ts";
import type { Interrupt } from "./world.ts";

const { call, folder } = useCommandLine();

/** An action that works until it is told to stop, as every action does. */
const untilAborted =
  (begun: () => void) =>
  async ({ signal }: ActionContext): Promise<never> => {
    await new Promise<void>((resolve) => {
      signal.addEventListener("abort", () => resolve());
      begun();
    });
    throw signal.reason;
  };

/** Two steps side by side, with everything that may be told meanwhile. */
const telling: Actions["up"] = async (context) => {
  context.tell({ type: "found", what: "settings", value: "config.settings", from: "manage.py" });
  context.tell({ type: "step-started", name: "bundle" });
  context.tell({ type: "step-started", name: "platform" });
  context.tell({ type: "progress", name: "bundle", text: "resolving" });
  context.tell({ type: "step-ended", step: ended("platform", "done") });
  context.tell({
    type: "notice",
    notice: notice("CONFIG_CREATED", { file: "monolift.toml", name: "blog" }),
  });
  context.tell({ type: "step-ended", step: ended("bundle", "done") });
  return lifted;
};

describe("a verb", () => {
  it("writes the report to stdout and progress to stderr, a line a step", async () => {
    const { exitCode, stdout, stderr } = await call(["up"], { actions: { up: telling } });
    expect(exitCode).toBe(0);
    expect(stdout).toContain("http://local.blog.localhost:4100");
    expect(stderr.split("\n").map((line) => line.trim().split(/ {2,}/).slice(0, 2))).toStrictEqual([
      ["settings", "config.settings"],
      ["✓ platform", "20 ms"],
      [expect.stringMatching(/^! Wrote monolift.toml/)],
      ["✓ bundle", "20 ms"],
      [""],
    ]);
  });

  it("is given its arguments as they were written", async () => {
    const given: unknown[] = [];
    const up: Actions["up"] = async ({ cwd, language }, options) => {
      given.push({ cwd, language, ...options });
      return lifted;
    };
    await call(["up", "preview-1", "--from", "db.sqlite3", "--port=8080", "--refresh"], {
      actions: { up },
    });
    await call(["--lang", "ja", "up"], { actions: { up } });
    expect(given).toStrictEqual([
      {
        cwd: folder(),
        language: "en",
        stage: "preview-1",
        from: "db.sqlite3",
        port: 8080,
        refresh: true,
        yesIrreversible: false,
        breaksLock: false,
        newEmpty: false,
      },
      {
        cwd: folder(),
        language: "ja",
        stage: undefined,
        from: undefined,
        port: undefined,
        refresh: false,
        yesIrreversible: false,
        breaksLock: false,
        newEmpty: false,
      },
    ]);
  });

  it.each([
    ["up", "--json"],
    ["--json", "up"],
  ])("with `%s %s` writes one JSON document to stdout", async (...given) => {
    const up: Actions["up"] = async () => lifted;
    const { exitCode, stdout } = await call(given, { actions: { up } });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toStrictEqual(lifted);
  });

  it("that fails says the step, the cause, the place and the fix, and exits 1", async () => {
    const up: Actions["up"] = async (context) => {
      context.tell({ type: "step-started", name: "static" });
      context.tell({ type: "step-started", name: "boot" });
      context.tell({ type: "step-ended", step: ended("boot", "failed") });
      context.tell({ type: "step-ended", step: ended("static", "done") });
      const place = { file: join(folder(), "blog/views.py"), line: 3, column: 1, excerpt: "import missing" };
      throw new UserError("BOOT_FAILED", { what: "No module named missing" }, { place, detail: "Traceback" });
    };
    const plain = await call(["up"], { actions: { up } });
    expect([plain.exitCode, plain.stdout]).toStrictEqual([1, ""]);
    expect(plain.stderr).toContain("✗ boot");
    expect(plain.stderr).toContain("✗ The new version does not start: No module named missing");
    expect(plain.stderr).toContain("  blog/views.py:3:1\n    3 │ import missing\n      │ ^\n");

    const asJson = await call(["up", "--json"], { actions: { up } });
    expect(asJson.exitCode).toBe(1);
    expect(JSON.parse(asJson.stdout)).toMatchObject({
      error: {
        code: "BOOT_FAILED",
        step: "boot",
        file: join(folder(), "blog/views.py"),
        line: 3,
        detail: "Traceback",
      },
    });
  });

  it("that breaks is said to be our fault, and the report holds the stack but no secret", async () => {
    const status: Actions["status"] = async () => {
      throw new TypeError(
        `cannot read at postgresql://blog:hunter2@127.0.0.1 with s3cret-value in ${folder()}/x`,
      );
    };
    const environment = { MY_API_KEY: "s3cret-value" };
    const { exitCode, stderr } = await call(["status"], { actions: { status }, environment });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("Monolift made a mistake; your project is not at fault.");
    const [file = ""] = await readdir(join(folder(), "state/reports"));
    const report = join(folder(), "state/reports", file);
    expect(stderr).toContain(report);
    expect((await stat(report)).mode & 0o777).toBe(0o600);
    const text = await readFile(report, "utf8");
    expect(text).toContain("TypeError: cannot read at postgresql://blog:***@127.0.0.1 with *** in ~/x");
    expect(text + stderr).not.toMatch(/hunter2|s3cret-value/);

    const asJson = await call(["status", "--json"], { actions: { status }, environment });
    expect(JSON.parse(asJson.stdout)).toMatchObject({ error: { code: "BUG" } });
  });
});

it.each([
  ["ENOSPC", "DISK_FULL"],
  ["EACCES", "NO_PERMISSION"],
  ["EROFS", "NO_PERMISSION"],
])("says of %s what the machine lacks, and that it is no mistake of ours", async (code, expected) => {
  const list: Actions["list"] = async () => {
    throw Object.assign(new Error(`${code}: no`), { code, path: "/x/state.json" });
  };
  const { exitCode, stdout } = await call(["list", "--json"], { actions: { list } });
  const { error } = JSON.parse(stdout) as { error: { code: string; cause: string } };
  expect([exitCode, error.code]).toStrictEqual([1, expected]);
  expect(error.cause).toContain("/x/state.json");
});

describe("^C", () => {
  it("stops at the next safe place, exits 130 and says how to go on", async () => {
    const interrupts = new Set<(signal: Interrupt) => void>();
    const press = (): void => interrupts.forEach((listener) => listener("SIGINT"));
    const { exitCode, ends, stdout, stderr } = await call(["up"], {
      actions: { up: untilAborted(press) },
      interrupts,
    });
    expect([exitCode, ends, stdout]).toStrictEqual([130, [], ""]);
    expect(stderr).toContain("Run `monolift up` again to continue.");
    expect(interrupts.size).toBe(0);

    const asJson = await call(["up", "--json"], { actions: { up: untilAborted(press) }, interrupts });
    expect(asJson.exitCode).toBe(130);
    expect(JSON.parse(asJson.stdout)).toMatchObject({ error: { code: "INTERRUPTED" } });
  });

  it("pressed twice ends at once", async () => {
    const interrupts = new Set<(signal: Interrupt) => void>();
    const press = (): void => interrupts.forEach((listener) => listener("SIGINT"));
    const pressTwice = (): void => {
      press();
      press();
    };
    const { ends } = await call(["up"], { actions: { up: untilAborted(pressTwice) }, interrupts });
    expect(ends).toStrictEqual([130]);
  });

  it("belongs to the command of `run` while that has the terminal", async () => {
    const interrupts = new Set<(signal: Interrupt) => void>();
    const seen: boolean[] = [];
    const run: Actions["run"] = async ({ tell, signal }, { command }) => {
      tell({ type: "terminal-lent", lent: true });
      for (const listener of interrupts) listener("SIGINT");
      seen.push(signal.aborted);
      tell({ type: "terminal-lent", lent: false });
      for (const listener of interrupts) listener("SIGINT");
      seen.push(signal.aborted);
      return { stage: "local", command: [...command], exitCode: 0, stdout: "", stderr: "" };
    };
    await call(["run", "--", "shell"], { actions: { run }, interrupts });
    expect(seen).toStrictEqual([false, true]);
  });
});

describe("a machine that cannot run it", () => {
  it("on Windows is sent to WSL (parity: windows)", async () => {
    const { exitCode, stderr } = await call(["up"], { platform: "win32" });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("wsl --install");
  });

  it.each([
    ["18.19.0", 1],
    ["20.18.9", 1],
    ["20.19.0", 0],
    ["24.1.0", 0],
  ])("with Node %s exits %i", async (nodeVersion, code) => {
    const { exitCode } = await call(["--help"], { nodeVersion });
    expect(exitCode).toBe(code);
  });
});
