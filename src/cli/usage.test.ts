import { describe, expect, it } from "vitest";
import { useCommandLine } from "../../test/cli/command-line.ts";

const { call } = useCommandLine();

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
    [["data", "points", "--frobnicate"], "UNKNOWN_FLAG", "`monolift data points --help` shows its options."],
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
