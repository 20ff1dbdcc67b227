import { describe, expect, it } from "vitest";
import { prompting, useCommandLine } from "../../test/cli/command-line.ts";
import type { LogRecord, LogsResult } from "../actions/results.ts";
import type { Actions } from "./actions.ts";
import type { Interrupt } from "./world.ts";

const { call } = useCommandLine();

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

const echoing: Actions["run"] = async (_, { command, interactive }) => ({
  stage: "local",
  command: [...command],
  exitCode: 1,
  stdout: String(interactive),
  stderr: "",
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

  it("asks on a terminal what the command would ask elsewhere, and shows no password", async () => {
    const answers: unknown[] = [];
    const run: Actions["run"] = async (_, { command, ask }) => {
      answers.push(
        await ask?.([
          { name: "USERNAME", label: "User name", isPassword: false },
          { name: "PASSWORD", label: null, isPassword: true },
        ]),
      );
      return { stage: "production", command: [...command], exitCode: 0, stdout: "", stderr: "" };
    };
    const parameters = ["run", "production", "--", "createsuperuser"];
    // Two passwords that differ are asked for again.
    const prompts = prompting(" ", "ann", "s3cret", "secret", "s3cret", "s3cret");
    const { exitCode, stdout, stderr } = await call(parameters, { actions: { run }, prompts });
    expect([exitCode, stdout + stderr]).toStrictEqual([0, expect.not.stringContaining("s3cret")]);
    expect(answers).toStrictEqual([{ USERNAME: "ann", PASSWORD: "s3cret" }]);
    const left = await call(parameters, { actions: { run }, prompts: prompting("ann", undefined) });
    expect(left.exitCode).toBe(130);
    await call([...parameters], { actions: { run } });
    expect(answers).toHaveLength(2);
    expect(answers[1]).toBeUndefined();
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
