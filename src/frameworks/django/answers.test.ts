import { describe, expect, it } from "vitest";
import { ownCommand, readAnswer, readProgress } from "./answers.ts";

const outcome = (
  result: string,
  stderr = "",
  exitCode = 0,
): { result: string; stderr: string; exitCode: number } => ({
  result,
  stderr,
  exitCode,
});

describe("readAnswer", () => {
  it("takes the last line, after whatever progress there was", () => {
    const lines = [
      '{"type":"progress","event":"started","app":"shop","name":"0001_initial"}',
      '{"type":"result","ok":true,"applied":[{"app":"shop","name":"0001_initial","durationMs":3}],"appsWithoutMigrations":[]}',
    ];
    expect(readAnswer("migrate", outcome(`${lines.join("\n")}\n`))).toEqual({
      ok: true,
      value: { applied: [{ app: "shop", name: "0001_initial", durationMs: 3 }], appsWithoutMigrations: [] },
    });
  });

  it("gives the error with its facts", () => {
    const line =
      '{"type":"result","ok":false,"error":{"code":"migration-failed","message":"no","app":"shop","name":"2"}}';
    expect(readAnswer("migrate", outcome(line))).toMatchObject({
      ok: false,
      error: { app: "shop", name: "2" },
    });
  });

  it("says what was written last when there is no answer", () => {
    const answer = readAnswer("rows", outcome("", "starting\nkilled by somebody\n", 137));
    expect(answer).toMatchObject({ ok: false, error: { code: "no-answer", message: "killed by somebody" } });
    expect(readAnswer("rows", outcome("", "", 137))).toMatchObject({
      error: { message: "it ended with exit code 137 and no answer" },
    });
  });
});

describe("readProgress", () => {
  it("names the migration or table that a command is at, and nothing for other lines", () => {
    expect(readProgress('{"type":"progress","event":"started","app":"shop","name":"0001"}')).toBe(
      "shop.0001",
    );
    expect(readProgress('{"type":"progress","event":"table","table":"shop_product","rows":3}')).toBe(
      "shop_product",
    );
    expect(readProgress('{"type":"progress","event":"plan","migrations":[]}')).toBeUndefined();
    expect(readProgress("not JSON")).toBeUndefined();
  });
});

describe("ownCommand", () => {
  it("is told apart from the project's commands by its prefix", () => {
    expect(ownCommand("rows", "--from", "a b.sqlite3")).toEqual(["monolift:rows", "--from", "a b.sqlite3"]);
  });
});
