import { asModule, asWhole } from "./convert.ts";
import { left, originOf, type Finding, type Wish } from "./findings.ts";
import type { Branch, Leaf, Tree } from "./tree.ts";
import { findVariable } from "./variables.ts";

/** Reads a Procfile as a table of its process types, in their order. @see https://devcenter.heroku.com/articles/procfile */
export function readProcfile(text: string, file: string): Branch {
  const children = new Map<string, Tree>();
  for (const [index, line] of text.split(/\r?\n/u).entries()) {
    const [, type = "", command = ""] = /^\s*([\w-]+):\s*(.+?)\s*$/u.exec(line) ?? [];
    if (type === "") continue;
    // Heroku takes the last of two lines of one type; for `release` both are worth reading.
    const name = children.has(type) ? `${type} (${index + 1})` : type;
    children.set(name, {
      kind: "leaf",
      key: type,
      file,
      line: index + 1,
      value: command,
      isReference: false,
    });
  }
  return { kind: "branch", key: "", file, line: 1, children };
}

/** What the processes of a Procfile come to. */
export function findProcesses(procfile: Branch): readonly Finding[] {
  return [...procfile.children.values()].flatMap((tree) => {
    if (tree.kind !== "leaf" || typeof tree.value !== "string") return [];
    if (tree.key === "web") return findWeb(tree, tree.value);
    if (tree.key === "release") return [left(tree, doesItself(tree.value) ? "own-release" : "hooks")];
    const isSchedule = /\b(?:beat|clock|cron|schedule[rd]?)\b/u.test(`${tree.key} ${tree.value}`);
    return [left(tree, isSchedule ? "schedule" : "worker")];
  });
}

/** Migrations and static files are steps of every release. */
function doesItself(command: string): boolean {
  const commands = command.split(/&&|;/u).map((one) => one.trim());
  return commands.every((one) =>
    /(?:manage\.py|django-admin(?:\.py)?)\s+(?:migrate|collectstatic|check|makemigrations|compress|compilemessages)\b/u.test(
      one,
    ),
  );
}

/** The command that answers requests: what runs it is Monolift's own, and what it was told is taken over. */
function findWeb(tree: Leaf, command: string): readonly Finding[] {
  const from = originOf(tree);
  const wish = (
    to: string,
    value: Wish["value"] | undefined,
    scope: Wish["scope"] = "project",
  ): readonly Finding[] => (value === undefined ? [] : [{ is: "wish", to, value, scope, from }]);
  const settings =
    /(?:^|\s)(?:--settings[= ]|(?:-e\s+|--env[= ])?DJANGO_SETTINGS_MODULE=)["']?([\w.]+)/u.exec(command);
  const folder = /(?:^|\s)(?:--chdir[= ]|cd\s+)["']?([\w./-]+)/u.exec(command)?.[1];
  const timeout = /\s(?:-t\s*|--timeout[= ])(\d+)\b/u.exec(command)?.[1];
  const isAsgi = /\b(?:daphne|uvicorn|hypercorn)\b|\.asgi\b/u.test(command);
  const root = folder?.replace(/^\.\//u, "").replace(/\/$/u, "");
  return [
    left(tree, "own-server"),
    ...leadingVariables(tree, command),
    ...wish("app.settings", settings?.[1] === undefined ? undefined : asModule(settings[1]), "stage"),
    ...wish("app.root", root === "." || root === "" ? undefined : root),
    ...wish("functions.web.timeout", timeout === undefined ? undefined : asWhole(timeout)),
    ...wish("app.interface", isAsgi ? "asgi" : undefined),
  ];
}

/** `NAME=value gunicorn …` */
function leadingVariables(tree: Leaf, command: string): readonly Finding[] {
  const [assignments = ""] = /^(?:env\s+)?(?:[A-Z_]\w*=\S*\s+)+/u.exec(command) ?? [];
  return [...assignments.matchAll(/([A-Z_]\w*)=(\S*)/gu)].flatMap(([, name = "", value = ""]) =>
    name === "DJANGO_SETTINGS_MODULE"
      ? []
      : findVariable(name, { ...tree, key: `${tree.key}.${name}`, value }),
  );
}
