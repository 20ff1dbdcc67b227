import type { BundleTarget } from "../bundle/target.ts";
import { lambdaPythons, type LambdaPython } from "../doctor/lambda-pythons.ts";
import { UserError } from "../errors.ts";
import type { Detection, Interpreter, PythonWish } from "../frameworks/framework.ts";
import { compareVersions, parseSpecifier, parseVersion } from "../frameworks/python/version.ts";
import { notice, type Notice } from "../words/words.ts";

export interface LambdaPythonOptions {
  readonly architecture: BundleTarget["architecture"];
  /** The Pythons of this machine, as `findInterpreters` gives them. */
  readonly available: readonly Interpreter[];
  /** ISO 8601 date: AWS ends its support of a Python on a day. */
  readonly today: string;
}

/** The runtime of Lambda that an application gets, and how a bundle for it is made. */
export interface LambdaPythonChoice {
  readonly target: BundleTarget;
  /** As Lambda names it: `python3.13`. */
  readonly runtime: string;
  /** What makes the bundle: a Python of the same minor version, or where there is none the one that inspected. */
  readonly python: Interpreter;
  readonly notices: readonly Notice[];
}

/**
 * Chooses among Lambda's runtimes by what the project says of its Python: what it requires, then what it wants; where
 * that leaves a choice, the version that the application was inspected with, or else the next newer one. A runtime that
 * AWS no longer supports is only taken where no other fits. Pure.
 *
 * @throws {UserError} `LAMBDA_PYTHON_UNFIT` when no runtime is of the range that the project requires.
 */
export function chooseLambdaPython(
  detection: Pick<Detection, "python" | "pythonWishes">,
  { architecture, available, today }: LambdaPythonOptions,
): LambdaPythonChoice {
  const { python: inspected, pythonWishes: wishes } = detection;
  const { chosen, from } = choose(minorOf(inspected), wishes, today);
  const target = { python: chosen.python, architecture, glibc: chosen.glibc };
  const isSame = chosen.python === minorOf(inspected);
  const own = available.find((one) => minorOf(one) === chosen.python);
  return {
    target,
    runtime: `python${chosen.python}`,
    python: isSame ? inspected : (own ?? inspected),
    notices: [
      ...(isSame
        ? []
        : [notice("LAMBDA_PYTHON_OTHER", { taken: chosen.python, inspected: inspected.version, from })]),
      ...(chosen.until < today
        ? [notice("LAMBDA_PYTHON_ENDED", { python: chosen.python, date: chosen.until })]
        : []),
    ],
  };
}

function choose(
  inspected: string,
  wishes: readonly PythonWish[],
  today: string,
): { readonly chosen: LambdaPython; readonly from: string | null } {
  const required = wishes.filter(({ strength }) => strength === "required");
  const fitting = lambdaPythons.filter(({ python }) => required.every((wish) => takes(wish, python)));
  const [unmet] = required;
  if (fitting.length === 0 && unmet !== undefined) {
    const { specifier, from } = unmet;
    throw new UserError("LAMBDA_PYTHON_UNFIT", {
      specifier,
      from,
      offered: lambdaPythons.map(({ python }) => python),
    });
  }
  const wanted = wishes.filter(({ strength }) => strength === "wanted");
  let left = narrow(fitting, ({ until }) => until >= today);
  for (const wish of wanted) left = narrow(left, ({ python }) => takes(wish, python));
  const chosen = nearest(left, inspected);
  const decisive = [...required, ...wanted].find(
    (wish) => !takes(wish, inspected) && takes(wish, chosen.python),
  );
  return { chosen, from: decisive?.from ?? null };
}

/** Those that `isWanted` holds for, or all where it holds for none. */
function narrow(
  pythons: readonly LambdaPython[],
  isWanted: (one: LambdaPython) => boolean,
): readonly LambdaPython[] {
  const kept = pythons.filter(isWanted);
  return kept.length > 0 ? kept : pythons;
}

/** The inspected version, the next newer one, or the newest. */
function nearest(pythons: readonly LambdaPython[], inspected: string): LambdaPython {
  const version = parseVersion(inspected) ?? [];
  const next = pythons.find(({ python }) => compareVersions(parseVersion(python) ?? [], version) >= 0);
  const chosen = next ?? pythons.at(-1);
  if (chosen === undefined) throw new TypeError("narrowing leaves at least one");
  return chosen;
}

/** Which correction a runtime has is AWS's business: a wish is met when the first or any later one meets it. */
function takes({ specifier }: PythonWish, minor: string): boolean {
  const isWanted = parseSpecifier(/^\s*(?:==)?\s*(\d+\.\d+)\.\d+\s*$/u.exec(specifier)?.[1] ?? specifier);
  const [major = 0, second = 0] = parseVersion(minor) ?? [];
  return [0, 99].some((correction) => isWanted?.([major, second, correction]) !== false);
}

function minorOf({ version }: Pick<Interpreter, "version">): string {
  return version.split(".").slice(0, 2).join(".");
}
