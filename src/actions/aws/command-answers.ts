import { asksForPassword, asksForSuperuser, hasOption } from "../../frameworks/django/unattended.ts";
import { ownCommand, readAnswer } from "../../frameworks/django/answers.ts";
import type { CommandOutcome } from "../../providers/provider.ts";
import type { Ask } from "../run.ts";

/** A command as it is sent. */
export interface SentCommand {
  readonly arguments: readonly string[];
  /** Answers, as variables of this call alone. */
  readonly environment: Readonly<Record<string, string>>;
  /** What it reads; left out where that is nothing. */
  readonly stdin?: string;
}

const passwordVariable = "DJANGO_SUPERUSER_PASSWORD";
const passwordQuestion = { name: passwordVariable, label: null, isPassword: true } as const;

/**
 * Asks here what `createsuperuser` would ask in the function, where nobody could answer: the fields of the project's own user
 * model, and a password; of `changepassword` the password. Any other command, and one whose answers are there already, is sent as it is.
 *
 * @param ask Undefined where nobody can be asked; Django then says what it misses.
 * @param run Runs a command in the function.
 */
export async function withAnswers(
  command: SentCommand,
  ask: Ask | undefined,
  run: (parameters: readonly string[]) => Promise<CommandOutcome>,
): Promise<SentCommand> {
  const { arguments: parameters, environment } = command;
  if (ask !== undefined && asksForPassword(parameters)) {
    const { [passwordVariable]: password = "" } = await ask([passwordQuestion]);
    return { ...command, stdin: `${password}\n${password}\n` };
  }
  if (ask === undefined || !asksForSuperuser(parameters)) return command;
  const answer = readAnswer("superuser", await run(ownCommand("superuser")));
  // What keeps it from answering keeps the command from working, which then explains it.
  if (!answer.ok) return command;
  const open = answer.value.questions.filter(
    ({ option, variable }) => !hasOption(parameters, option) && environment[variable] === undefined,
  );
  const questions = [
    ...open.map(({ variable, label }) => ({ name: variable, label, isPassword: false })),
    ...(environment[passwordVariable] === undefined ? [passwordQuestion] : []),
  ];
  const answers = questions.length === 0 ? {} : await ask(questions);
  return { arguments: [...parameters, "--noinput"], environment: { ...environment, ...answers } };
}
