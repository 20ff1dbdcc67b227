import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ActionContext } from "../actions/context.ts";
import type { DownResult, LogRecord, LogsResult, StageData, Step, UpResult } from "../actions/results.ts";
import { UserError } from "../errors.ts";
import { displayWidth } from "../reports/width.ts";
import { languages, notice } from "../words/words.ts";
import type { Actions } from "./actions.ts";
import { runCommandLine } from "./command-line.ts";
import type { Interrupt, Prompts, World } from "./world.ts";

const lifted: UpResult = {
  stage: "local",
  provider: "local",
  name: "blog",
  url: "http://127.0.0.1:4100",
  browserUrl: "http://local.blog.localhost:4100",
  release: 1,
  canary: null,
  changed: true,
  steps: [],
  notices: [],
};

const held: StageData = {
  tables: [{ table: "blog_post", rows: 12 }],
  rows: 12,
  databaseBytes: 9_000_000,
  media: { objects: 0, bytes: 0, lastWrite: null },
  mails: 0,
};

const gone: DownResult = {
  name: "blog",
  stage: "local",
  data: held,
  deletedData: true,
  removed: ["database"],
  left: [],
};

const record: LogRecord = {
  time: "2026-05-01T03:04:05.678Z",
  function: "web",
  version: 1,
  sandbox: "a",
  requestId: "1",
  kind: "application",
  level: "info",
  message: "hello",
};

const ended = (name: Step["name"], outcome: Step["outcome"]): Step => ({
  name,
  outcome,
  durationMs: 20,
  facts: {},
});

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

/** Two steps side by side, of which one fails. */
const failing: Actions["up"] = async (context) => {
  context.tell({ type: "step-started", name: "bundle" });
  context.tell({ type: "step-started", name: "platform" });
  context.tell({ type: "step-ended", step: ended("bundle", "done") });
  context.tell({ type: "step-ended", step: ended("platform", "failed") });
  throw new UserError("NO_PROJECT", { folder: "/x" });
};

const echoing: Actions["run"] = async (_, { command, interactive }) => ({
  stage: "local",
  command: [...command],
  exitCode: 1,
  stdout: String(interactive),
  stderr: "",
});

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

/** Answers to questions, one after the other; what was asked is kept. */
function prompting(...answers: readonly (string | undefined)[]): Prompts & { readonly asked: string[] } {
  const asked: string[] = [];
  const left = [...answers];
  return {
    asked,
    text: async ({ message, check }) => {
      asked.push(message);
      for (;;) {
        const answer = left.shift();
        if (answer === undefined || check(answer) === undefined) return answer;
      }
    },
    secret: async ({ message }) => {
      asked.push(message);
      return left.shift();
    },
    choose: async ({ message, choices }) => {
      asked.push(`${message} ${choices.join("|")}`);
      return left.shift();
    },
  };
}

describe("the command line", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "monolift-cli-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Runs one call in a world of its own; actions that are not given must not be called. */
  async function call(
    given: readonly string[],
    options: {
      readonly actions?: Partial<Actions>;
      readonly environment?: Readonly<Record<string, string>>;
      readonly prompts?: Prompts;
      readonly isTTY?: boolean;
      readonly platform?: string;
      readonly nodeVersion?: string;
      readonly interrupts?: Set<(signal: Interrupt) => void>;
    } = {},
  ) {
    const written = { stdout: "", stderr: "" };
    const ends: number[] = [];
    const interrupts = options.interrupts ?? new Set();
    const output = (name: keyof typeof written) => ({
      isTTY: options.isTTY,
      columns: 80,
      write: (text: string) => {
        written[name] += text;
      },
    });
    const world: World = {
      stdout: output("stdout"),
      stderr: output("stderr"),
      environment: { HOME: folder, ...options.environment },
      cwd: folder,
      home: {
        state: join(folder, "state"),
        cache: join(folder, "cache"),
        config: join(folder, "config"),
      },
      nodeVersion: options.nodeVersion ?? "20.20.2",
      platform: options.platform ?? "linux",
      now: () => new Date("2026-05-01T12:00:00Z"),
      prompts: options.prompts,
      onInterrupt: (listener) => {
        interrupts.add(listener);
        return () => interrupts.delete(listener);
      },
      endAtOnce: (exitCode) => {
        ends.push(exitCode);
      },
    };
    const exitCode = await runCommandLine(given, world, (options.actions ?? {}) as Actions);
    return { exitCode, ends, ...written };
  }

  /** The language that `--help` comes in. */
  const languageOf = async (
    given: readonly string[],
    environment: Readonly<Record<string, string>>,
  ): Promise<string> => {
    const { stdout } = await call([...given, "--help"], { environment });
    if (stdout.includes("使い方")) return "ja";
    return stdout.includes("사용법") ? "ko" : "en";
  };

  describe("help", () => {
    const pages = [
      ["--help"],
      ["help", "--all"],
      ...["up", "status", "logs", "run", "stop", "down", "init", "list", "open", "inspect", "help"].map(
        (verb) => ["help", verb],
      ),
      ["help", "data"],
      ...["restore", "points", "export", "import"].map((subcommand) => ["help", "data", subcommand]),
      ["help", "secrets"],
      ...["set", "get", "list", "unset", "import"].map((subcommand) => ["help", "secrets", subcommand]),
    ];

    it.each(languages)("reads well in %s", async (language) => {
      const texts: string[] = [];
      for (const page of pages) {
        const { exitCode, stdout, stderr } = await call(page, { environment: { LANG: `${language}.UTF-8` } });
        expect([exitCode, stderr]).toStrictEqual([0, ""]);
        expect(stdout.split("\n").filter((line) => displayWidth(line) > 80)).toStrictEqual([]);
        texts.push(`$ monolift ${page.join(" ")}\n${stdout}`);
      }
      await expect(texts.join("\n")).toMatchFileSnapshot(`snapshots/help.${language}.txt`);
    });

    it("is the same for `help up`, `up --help` and `up -h`, and for no verb at all", async () => {
      const { stdout } = await call(["help", "up"]);
      expect((await call(["up", "--help"])).stdout).toBe(stdout);
      expect((await call(["up", "-h"])).stdout).toBe(stdout);
      expect((await call([])).stdout).toBe((await call(["--help"])).stdout);
      expect((await call(["--help-all"])).stdout).toBe((await call(["help", "--all"])).stdout);
    });

    it("is the same for `help data`, `data --help` and `data` alone, and for each subcommand", async () => {
      const { stdout } = await call(["help", "data"]);
      expect((await call(["data", "--help"])).stdout).toBe(stdout);
      expect((await call(["data"])).stdout).toBe(stdout);
      const { stdout: restore } = await call(["help", "data", "restore"]);
      expect(restore).not.toBe(stdout);
      expect((await call(["data", "restore", "--help"])).stdout).toBe(restore);
      expect((await call(["data", "restore", "-h"])).stdout).toBe(restore);
    });

    it("says its version", async () => {
      const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
      expect((await call(["--version"])).stdout).toBe(`${version}\n`);
      expect((await call(["-v"])).stdout).toBe(`${version}\n`);
    });
  });

  describe("wrong use", () => {
    it.each([
      [["upp"], "UNKNOWN_VERB", "Did you mean `up`?"],
      [["frobnicate"], "UNKNOWN_VERB", "`monolift help --all` shows every verb."],
      [["help", "stauts"], "UNKNOWN_VERB", "Did you mean `status`?"],
      [["data", "restroe"], "UNKNOWN_SUBCOMMAND", "Did you mean `data restore`?"],
      [
        ["data", "frobnicate"],
        "UNKNOWN_SUBCOMMAND",
        "It has: `data restore`, `data points`, `data export`, `data import`.",
      ],
      [["help", "data", "exprt"], "UNKNOWN_VERB", "Did you mean `data export`?"],
      [
        ["data", "points", "--frobnicate"],
        "UNKNOWN_FLAG",
        "`monolift data points --help` shows its options.",
      ],
      [["data", "export"], "ARGUMENT_MISSING", "`monolift data export --help` shows what it takes."],
      [
        ["data", "restore", "--to", "latest"],
        "BAD_POINT",
        "`monolift data points` lists them; `--to 3` restores point 3.",
      ],
      [
        ["data", "restore"],
        "RESTORE_NEEDS_ANSWER",
        "Say that it is meant: `--yes`. What is replaced becomes a restore point itself.",
      ],
      [["up", "--form", "x"], "UNKNOWN_FLAG", "Did you mean `--from`?"],
      [["up", "--jsn"], "UNKNOWN_FLAG", "Did you mean `--json`?"],
      [["up", "-x"], "UNKNOWN_FLAG", "`monolift up --help` shows its options."],
      [["up", "--from"], "FLAG_NEEDS_VALUE", "`monolift up --help` shows which."],
      [["up", "--refresh=maybe"], "FLAG_TAKES_NO_VALUE", "Write `--refresh` alone."],
      [["up", "--from", "a", "--from", "b"], "FLAG_TWICE", "Keep one of them."],
      [["up", "local", "preview"], "TOO_MANY_ARGUMENTS", "`monolift up --help` shows what it takes."],
      [
        ["up", "--port", "80"],
        "BAD_PORT",
        "`--port` takes a number from 1024 to 65535, for instance `--port 8080`.",
      ],
      [
        ["logs", "--since", "tomorrow"],
        "BAD_SINCE",
        "Write how long ago (`30s`, `10m`, `2h`, `3d`) or a date and time (`2026-05-01T09:00`).",
      ],
      [
        ["up", "--lang", "fr"],
        "UNKNOWN_LANGUAGE",
        "`--lang` takes `en` (English), `ja` (Japanese) or `ko` (Korean).",
      ],
      [
        ["--lang", "fr"],
        "UNKNOWN_LANGUAGE",
        "`--lang` takes `en` (English), `ja` (Japanese) or `ko` (Korean).",
      ],
      [["run", "migrate"], "RUN_NEEDS_COMMAND", "Write it after `--`: `monolift run -- migrate`."],
      [["run", "--"], "RUN_NEEDS_COMMAND", "Write it after `--`: `monolift run -- migrate`."],
      [["up", "--", "migrate"], "NOTHING_AFTER_DASHES", "Only `run` does: `monolift run -- migrate`."],
      [["down", "--keep-data", "--delete-data"], "DOWN_TWO_ANSWERS", "Keep one of them."],
      [
        ["down"],
        "DOWN_NEEDS_ANSWER",
        "Say which: `--delete-data` removes the data too, `--keep-data` leaves it.",
      ],
    ])("of %j is %s, exit code 2, with a way out", async (given, code, fix) => {
      const plain = await call(given);
      expect([plain.exitCode, plain.stdout]).toStrictEqual([2, ""]);
      expect(plain.stderr).toContain(fix);

      const [verb = "", ...rest] = given;
      const asJson = await call(["--json", verb, ...rest]);
      expect([asJson.exitCode, asJson.stderr]).toStrictEqual([2, ""]);
      expect(JSON.parse(asJson.stdout)).toMatchObject({
        error: { code, fix, step: null, file: null, line: null },
      });
    });
  });

  describe("the language", () => {
    it.each([
      [{}, "en"],
      [{ LANG: "C.UTF-8" }, "en"],
      [{ LANG: "ja_JP.UTF-8" }, "ja"],
      [{ LANG: "ja_JP.UTF-8", LC_MESSAGES: "ko_KR.UTF-8" }, "ko"],
      [{ LANG: "ja_JP.UTF-8", LC_MESSAGES: "ko_KR.UTF-8", LC_ALL: "en_US.UTF-8" }, "en"],
      [{ LANG: "ja_JP.UTF-8", LC_ALL: "" }, "ja"],
      [{ LANG: "fr_FR.UTF-8" }, "en"],
    ])("with %j is %s", async (environment, language) => {
      expect(await languageOf([], environment)).toBe(language);
    });

    it("is remembered when asked for, over what the locale says", async () => {
      expect(await languageOf(["--lang", "ko"], { LANG: "ja_JP.UTF-8" })).toBe("ko");
      expect(await languageOf([], { LANG: "ja_JP.UTF-8" })).toBe("ko");
      expect(await languageOf(["up", "--lang=en"], {})).toBe("en");
      expect(await languageOf([], { LANG: "ja_JP.UTF-8" })).toBe("en");
    });

    it("is used all the same when it cannot be remembered", async () => {
      await writeFile(join(folder, "config"), "a file where a folder should be");
      const { exitCode, stdout, stderr } = await call(["--lang", "ja", "--help"]);
      expect([exitCode, stdout.includes("使い方")]).toStrictEqual([0, true]);
      expect(stderr).toContain("保存できませんでした");
    });
  });

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
          cwd: folder,
          language: "en",
          stage: "preview-1",
          from: "db.sqlite3",
          port: 8080,
          refresh: true,
          yesIrreversible: false,
        },
        {
          cwd: folder,
          language: "ja",
          stage: undefined,
          from: undefined,
          port: undefined,
          refresh: false,
          yesIrreversible: false,
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
        const place = { file: join(folder, "blog/views.py"), line: 3, column: 1, excerpt: "import missing" };
        throw new UserError(
          "BOOT_FAILED",
          { what: "No module named missing" },
          { place, detail: "Traceback" },
        );
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
          file: join(folder, "blog/views.py"),
          line: 3,
          detail: "Traceback",
        },
      });
    });

    it("that breaks is said to be our fault, and the report holds the stack but no secret", async () => {
      const status: Actions["status"] = async () => {
        throw new TypeError(
          `cannot read at postgresql://blog:hunter2@127.0.0.1 with s3cret-value in ${folder}/x`,
        );
      };
      const environment = { MY_API_KEY: "s3cret-value" };
      const { exitCode, stderr } = await call(["status"], { actions: { status }, environment });
      expect(exitCode).toBe(1);
      expect(stderr).toContain("Monolift made a mistake; your project is not at fault.");
      const [file = ""] = await readdir(join(folder, "state/reports"));
      const report = join(folder, "state/reports", file);
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

  describe("run", () => {
    it("hands the command on untouched, and its exit code back", async () => {
      const given: unknown[] = [];
      const run: Actions["run"] = async (_, options) => {
        given.push(options);
        return { stage: "local", command: [...options.command], exitCode: 3, stdout: "", stderr: "" };
      };
      const { exitCode, stdout } = await call(["run", "--", "shell", "-c", "print('--json')", "--help"], {
        actions: { run },
      });
      expect([exitCode, stdout]).toStrictEqual([3, ""]);
      await call(["run", "preview", "--", "migrate"], { actions: { run } });
      expect(given).toStrictEqual([
        { stage: undefined, command: ["shell", "-c", "print('--json')", "--help"], interactive: true },
        { stage: "preview", command: ["migrate"], interactive: true },
      ]);
    });

    it("with --json keeps the output for the document", async () => {
      const { exitCode, stdout } = await call(["run", "--json", "--", "check"], {
        actions: { run: echoing },
      });
      expect(exitCode).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({ command: ["check"], exitCode: 1, stdout: "false" });
    });
  });

  describe("logs", () => {
    const given: unknown[] = [];
    const logs: Actions["logs"] = async (_, options, onRecord): Promise<LogsResult> => {
      given.push(options);
      if (options.follow === true)
        [record, { ...record, kind: "start" as const }].forEach((one) => onRecord?.(one));
      return { stage: "local", records: [record] };
    };

    it("with --follow --json writes a line of JSON a record", async () => {
      const { stdout } = await call(["logs", "-f", "--json"], { actions: { logs } });
      expect(
        stdout
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line) as unknown),
      ).toStrictEqual([record, { ...record, kind: "start" }]);
    });

    it("with --follow writes a line a record, without the platform's own at the start of a request", async () => {
      const { stdout } = await call(["logs", "--follow"], { actions: { logs } });
      expect(stdout.trimEnd().split("\n")).toStrictEqual([expect.stringMatching(/INFO +web {2}hello$/)]);
    });

    it("ended by ^C exits 130 and says nothing", async () => {
      const interrupts = new Set<(signal: Interrupt) => void>();
      const followed: Actions["logs"] = async () => {
        for (const listener of interrupts) listener("SIGINT");
        return { stage: "local", records: [] };
      };
      const { exitCode, stderr } = await call(["logs", "-f"], { actions: { logs: followed }, interrupts });
      expect([exitCode, stderr]).toStrictEqual([130, ""]);
    });

    it("passes its filters on", async () => {
      given.length = 0;
      await call(["logs", "preview", "--since", "10m", "--errors", "--request", "r-1"], {
        actions: { logs },
      });
      expect(given).toStrictEqual([
        {
          stage: "preview",
          sinceMs: Date.parse("2026-05-01T11:50:00Z"),
          errors: true,
          request: "r-1",
          mail: false,
        },
      ]);
    });
  });

  describe("down", () => {
    const calls: unknown[] = [];
    const actions: Partial<Actions> = {
      prepareDown: async (_, options) => {
        calls.push(["prepare", options.target]);
        return { name: "blog", stage: "local", data: held };
      },
      down: async (_, options) => {
        calls.push(["down", options.target, options.data]);
        return gone;
      },
    };
    beforeEach(() => {
      calls.length = 0;
    });

    it("shows what will go and deletes it when the stage's name is typed", async () => {
      const prompts = prompting("blog", " local ");
      const { exitCode, stdout, stderr } = await call(["down", "blog/local"], { actions, prompts });
      expect(exitCode).toBe(0);
      expect(prompts.asked).toStrictEqual(["Type local to delete all of it for good"]);
      expect(stderr).toContain("1 table, 12 rows, 9.0 MB");
      expect(stdout).toContain("nothing is left");
      expect(calls).toStrictEqual([
        ["prepare", "blog/local"],
        ["down", "blog/local", "delete"],
      ]);
    });

    it.each([
      ["", 1],
      [undefined, 130],
    ])("changes nothing when the answer is %j", async (answer, code) => {
      const { exitCode, stderr } = await call(["down"], { actions, prompts: prompting(answer) });
      expect(exitCode).toBe(code);
      expect(stderr).toContain("Nothing was removed: blog/local is as it was.");
      expect(calls).toStrictEqual([["prepare", undefined]]);
    });

    it("asks nothing when there is nothing to lose", async () => {
      const empty: Partial<Actions> = {
        ...actions,
        prepareDown: async () => ({ name: "blog", stage: "local", data: null }),
      };
      const prompts = prompting();
      await call(["down"], { actions: empty, prompts });
      expect([prompts.asked, calls]).toStrictEqual([[], [["down", undefined, "delete"]]]);
    });

    it.each([
      ["--delete-data", "delete"],
      ["--keep-data", "keep"],
    ])("asks nothing with %s", async (flag, fate) => {
      const prompts = prompting();
      await call(["down", flag], { actions, prompts });
      expect([prompts.asked, calls]).toStrictEqual([[], [["down", undefined, fate]]]);
    });

    it("never asks with --json, not even on a terminal", async () => {
      const prompts = prompting("local");
      const { exitCode } = await call(["down", "--json"], { actions, prompts });
      expect([exitCode, prompts.asked, calls]).toStrictEqual([2, [], []]);
    });
  });

  describe("data restore", () => {
    const point = {
      id: 3,
      createdAt: "2026-05-01T11:00:00Z",
      by: "ann@desk",
      release: 1,
      reason: "migration",
    } as const;
    const calls: unknown[] = [];
    const actions: Partial<Actions> = {
      prepareRestore: async (_, { to }) => {
        calls.push(["prepare", to]);
        const goes = { rows: 12, objects: 3, mediaBytes: 9 };
        return { name: "blog", stage: "local", point, goes, comes: { ...goes, rows: 1200, objects: 1 } };
      },
      dataRestore: async (_, { stage, to }) => {
        calls.push(["restore", stage, to]);
        const facts = { keptAs: 4, live: 2, fits: false, canReturn: true, steps: [] };
        return { name: "blog", stage: "local", restored: point, ...facts };
      },
    };
    beforeEach(() => {
      calls.length = 0;
    });

    it("names what goes and what comes, and restores the point that was agreed to", async () => {
      const prompts = prompting("yes, restore it");
      const { exitCode, stdout, stderr } = await call(["data", "restore"], { actions, prompts });
      expect(exitCode).toBe(0);
      expect(stderr).toMatch(/goes \(now\) +12 rows, 3 files\n +comes \(then\) +1,200 rows, 1 file\n/);
      expect(stdout).toContain("monolift data restore --to 4 undoes this");
      expect(stdout).toContain("monolift rollback --to 1");
      expect(stdout).toContain("monolift up");
      expect(calls).toStrictEqual([
        ["prepare", undefined],
        ["restore", undefined, 3],
      ]);
    });

    it.each([
      ["no, leave everything as it is", 1],
      [undefined, 130],
    ])("changes nothing when the answer is %j", async (answer, code) => {
      const { exitCode, stderr } = await call(["data", "restore"], { actions, prompts: prompting(answer) });
      expect([exitCode, calls]).toStrictEqual([code, [["prepare", undefined]]]);
      expect(stderr).toContain("Nothing was restored: blog/local is as it was.");
    });

    it("asks nothing with --yes, and never with --json", async () => {
      const prompts = prompting("yes, restore it");
      const given = ["--json", "data", "restore", "preview", "--to", "2", "--yes"];
      const { stdout } = await call(given, { actions, prompts });
      expect(JSON.parse(stdout)).toMatchObject({ restored: { id: 3 }, fits: false });
      expect((await call(["data", "restore", "--json"], { actions, prompts })).exitCode).toBe(2);
      expect([prompts.asked, calls]).toStrictEqual([[], [["restore", "preview", 2]]]);
    });
  });

  describe("two candidates", () => {
    const chosen: string[] = [];
    const up: Actions["up"] = async () => {
      const text = await readFile(join(folder, "monolift.toml"), "utf8").catch(() => "");
      if (text.includes("settings")) {
        chosen.push(text);
        return lifted;
      }
      throw Object.assign(new UserError("NO_PROJECT", { folder }), {
        facts: { folder, key: "app.settings", candidates: ["config.dev", "config.prod"] },
      });
    };
    beforeEach(() => {
      chosen.length = 0;
    });

    it("are asked about on a terminal; the answer is written down and the verb goes on", async () => {
      await writeFile(join(folder, "monolift.toml"), '# mine\nname = "blog"\n');
      const prompts = prompting("config.prod");
      const { exitCode } = await call(["up"], { actions: { up }, prompts });
      expect(exitCode).toBe(0);
      expect(prompts.asked).toStrictEqual([
        "Which one should be app.settings in monolift.toml? config.dev|config.prod",
      ]);
      expect(chosen.join("")).toMatch(/^# mine\nname = "blog"\n[^]*settings = "config.prod"/);
    });

    it("are written into a new file where there is none", async () => {
      const { exitCode } = await call(["up"], { actions: { up }, prompts: prompting("config.dev") });
      expect(exitCode).toBe(0);
      expect(chosen.join("")).toMatch(/^name = "monolift-cli-[^]*settings = "config.dev"/);
    });

    it.each([
      ["nobody can answer", undefined, ["up"]],
      ["JSON is wanted", prompting("config.dev"), ["up", "--json"]],
      ["the question is left", prompting(undefined), ["up"]],
    ])("are an error when %s", async (_, prompts, given) => {
      const { exitCode } = await call(given, {
        actions: { up },
        ...(prompts === undefined ? {} : { prompts }),
      });
      expect([exitCode, chosen]).toStrictEqual([1, []]);
    });
  });

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
});
