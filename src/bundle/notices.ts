import { notice, type Notice } from "../words/words.ts";
import type { LockRequest } from "./dependencies.ts";
import type { CodeFingerprint, LeftOut } from "./fingerprint.ts";
import type { Lock } from "./lock.ts";
import type { LeftOutReason } from "./rules.ts";
import { compilerFor, type BundleTarget, type MadeFor } from "./target.ts";

/** How many paths a notice names. */
const namedAtMost = 3;

/** Said aloud although nothing is wrong. What only tools make for themselves (`.git`, `__pycache__`) is not worth a word. */
export function noticesOf(lock: Lock, isNew: boolean, fingerprint: CodeFingerprint): readonly Notice[] {
  const { linked, leftOut } = fingerprint;
  const paths = (why: "secret" | "outside"): readonly string[] =>
    linked.filter((one) => one.why === why).map(({ path }) => path);
  const left = (...reasons: readonly LeftOutReason[]): readonly string[] => pathsOf(leftOut, reasons);
  return [
    ...lockNotices(lock, isNew),
    ...about("SECRETS_LINKED", paths("secret")),
    ...about("OUTSIDE_LINKED", paths("outside")),
    ...about("DATABASES_LEFT_OUT", left("local-database")),
    ...about("FOLDERS_LEFT_OUT", left("virtual-environment", "node-modules")),
    ...about("MEDIA_LEFT_OUT", left("media", "static-output")),
    ...about("BROKEN_LINKS", left("broken-link")),
  ];
}

/** Said aloud of a bundle for another machine: where it is not what was inspected here. */
export function targetNotices(
  lock: Lock,
  request: MadeFor & Pick<LockRequest, "prefer">,
  { python, architecture }: BundleTarget,
): readonly Notice[] {
  const { prefer = {} } = request;
  const packages = lock.packages.flatMap(({ name, version: there }) => {
    const here = prefer[name];
    return here === undefined || there === null || here === there ? [] : [{ name, here, there }];
  });
  return [
    ...(compilerFor(request) === undefined ? [notice("BYTE_CODE_LEFT_OUT", { python })] : []),
    ...(packages.length === 0 ? [] : [notice("VERSIONS_DIFFER", { packages, python, architecture })]),
  ];
}

function lockNotices(lock: Lock, isNew: boolean): readonly Notice[] {
  const { added, isChosen, replaced, resolvedBy, source } = lock;
  const resolved =
    isNew && isChosen && resolvedBy !== null && source.file !== null
      ? [
          notice("DEPENDENCIES_RESOLVED", {
            packages: lock.packages.length,
            tool: resolvedBy,
            source: source.file,
          }),
        ]
      : [];
  return [
    ...resolved,
    ...(added.length === 0 ? [] : [notice("DEPENDENCY_ADDED", { added })]),
    ...replaced.map((one) => notice("DEPENDENCY_REPLACED", one)),
  ];
}

function pathsOf(leftOut: readonly LeftOut[], reasons: readonly LeftOutReason[]): readonly string[] {
  return leftOut.filter(({ why }) => reasons.includes(why)).map(({ path }) => path);
}

type AboutPaths =
  | "SECRETS_LINKED"
  | "OUTSIDE_LINKED"
  | "DATABASES_LEFT_OUT"
  | "FOLDERS_LEFT_OUT"
  | "MEDIA_LEFT_OUT"
  | "BROKEN_LINKS";

/** The shortest paths come first: they say most. */
function about(code: AboutPaths, paths: readonly string[]): readonly Notice[] {
  if (paths.length === 0) return [];
  const examples = paths.toSorted((a, b) => a.split("/").length - b.split("/").length || (a < b ? -1 : 1));
  return [notice(code, { count: paths.length, paths: examples.slice(0, namedAtMost) })];
}
