import { describe, expect, it } from "vitest";
import type { CommandOutcome } from "../../providers/provider.ts";
import type { CommandQuestion } from "../run.ts";
import { withAnswers } from "./command-answers.ts";

const questions = [
  { option: "--phone", variable: "DJANGO_SUPERUSER_PHONE", label: "Phone number" },
  { option: "--name", variable: "DJANGO_SUPERUSER_NAME", label: "Full name" },
];
const answering = (result: unknown) => (): Promise<CommandOutcome> =>
  Promise.resolve({ exitCode: 0, stdout: "", stderr: "", result: JSON.stringify(result) });
const known = answering({ type: "result", ok: true, questions });

const askWith = (answers: Readonly<Record<string, string>>) => {
  const asked: string[] = [];
  const ask = (given: readonly CommandQuestion[]): Promise<Readonly<Record<string, string>>> => {
    asked.push(...given.map(({ name }) => name));
    return Promise.resolve(answers);
  };
  return { asked, ask };
};

describe("withAnswers", () => {
  it("asks for the fields of the project's own user model, and sends the answers apart from the arguments", async () => {
    const answers = {
      DJANGO_SUPERUSER_PHONE: "0123",
      DJANGO_SUPERUSER_NAME: "Ann",
      DJANGO_SUPERUSER_PASSWORD: "s3cret",
    };
    const { ask, asked } = askWith(answers);
    const sent = await withAnswers({ arguments: ["createsuperuser"], environment: {} }, ask, known);
    expect(asked).toEqual(Object.keys(answers));
    expect(sent).toEqual({ arguments: ["createsuperuser", "--noinput"], environment: answers });
  });

  it("does not ask for what is there already", async () => {
    const { ask, asked } = askWith({ DJANGO_SUPERUSER_PASSWORD: "s3cret" });
    const environment = { DJANGO_SUPERUSER_NAME: "Ann" };
    const sent = await withAnswers(
      { arguments: ["createsuperuser", "--phone=0123"], environment },
      ask,
      known,
    );
    expect(asked).toEqual(["DJANGO_SUPERUSER_PASSWORD"]);
    expect(sent.arguments).toEqual(["createsuperuser", "--phone=0123", "--noinput"]);
  });

  it("sends a new password as what the command reads, twice", async () => {
    const { ask } = askWith({ DJANGO_SUPERUSER_PASSWORD: "s3cret" });
    const command = { arguments: ["changepassword", "ann"], environment: {} };
    expect(await withAnswers(command, ask, known)).toEqual({ ...command, stdin: "s3cret\ns3cret\n" });
  });

  it("sends a command as it is when nobody can be asked, or the application can't say what to ask", async () => {
    const command = { arguments: ["createsuperuser"], environment: {} };
    expect(await withAnswers(command, undefined, known)).toEqual(command);
    const { ask, asked } = askWith({});
    const broken = answering({ type: "result", ok: false, error: { code: "error", message: "no auth" } });
    expect(await withAnswers(command, ask, broken)).toEqual(command);
    const other = { arguments: ["migrate"], environment: {} };
    expect(await withAnswers(other, ask, known)).toEqual(other);
    expect(asked).toEqual([]);
  });
});
