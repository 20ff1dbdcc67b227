/** Why a command can't run where nobody sits at a keyboard. */
export type NeedsKeyboard = "shell" | "server" | "source" | "question";

const asked: Readonly<Record<NeedsKeyboard, readonly string[]>> = {
  shell: ["shell", "shell_plus", "dbshell", "changepassword"],
  server: ["runserver", "runserver_plus", "testserver"],
  source: [
    "makemigrations",
    "squashmigrations",
    "optimizemigration",
    "makemessages",
    "compilemessages",
    "startapp",
    "startproject",
  ],
  question: ["flush", "reset_db", "remove_stale_contenttypes"],
};

/** Options with which a shell gets what it is to do. */
const given = /^(?:-c|--command)(?:=|$)/;
const unasked = /^--no-?input$/;

/**
 * Why a command of Django's, or of a well-known package's, can't run in a function; undefined where nothing is known against it.
 *
 * @param command Its name and its arguments.
 */
export function needsKeyboard([name = "", ...rest]: readonly string[]): NeedsKeyboard | undefined {
  const why = Object.entries(asked).find(([, names]) => names.includes(name))?.[0] as
    | NeedsKeyboard
    | undefined;
  if (why === "shell" && name !== "changepassword" && rest.some((one) => given.test(one))) return undefined;
  if (why === "question" && rest.some((one) => unasked.test(one))) return undefined;
  if (why === "source" && rest.some((one) => /^--(?:check|dry-run)$/.test(one))) return undefined;
  return why;
}

/** Whether a command reads a new password, twice. */
export function asksForPassword([name]: readonly string[]): boolean {
  return name === "changepassword";
}

/** Whether a command makes a superuser and is about to ask for what it needs. */
export function asksForSuperuser([name, ...rest]: readonly string[]): boolean {
  return name === "createsuperuser" && !rest.some((one) => unasked.test(one));
}

/** Whether an option is among the arguments, with its value or before it. */
export function hasOption(parameters: readonly string[], option: string): boolean {
  return parameters.some((one) => one === option || one.startsWith(`${option}=`));
}
