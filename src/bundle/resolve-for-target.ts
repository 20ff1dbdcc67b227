import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { MonoliftError, UserError } from "../errors.ts";
import type { Asked } from "./asked.ts";
import { atCopy } from "./copy-project.ts";
import type { LockRequest } from "./dependencies.ts";
import type { LockedPackage } from "./lock.ts";
import { buildHere, type NeedsCompiling } from "./python/built-here.ts";
import { isMisfit } from "./python/failures.ts";
import { parseRequirement } from "./python/names.ts";
import { isExact, type AskedRequirement } from "./python/requirements.ts";
import type { Toolbox } from "./python/toolbox.ts";
import { minorFor, wheelPlatform, type BundleTarget } from "./target.ts";

type Requested = Pick<Asked, "requirements" | "constraints">;

/** How one attempt at resolving for a target is made. */
export interface Attempt {
  readonly requested: Requested;
  /** `name==version`, as constraints. */
  readonly pins: readonly string[];
  /** What may be built here; of everything else only wheels are taken. */
  readonly fromSource: readonly string[];
}

export interface TargetQuestion {
  readonly requested: Requested;
  /** Name to version. */
  readonly pins: Readonly<Record<string, string>>;
  readonly resolve: (attempt: Attempt) => Promise<readonly LockedPackage[]>;
  /** Whether a package is the project's own code, which is in the bundle and not installed. */
  readonly isOwnCode: (one: LockedPackage) => boolean;
}

export interface TargetContext {
  readonly toolbox: Toolbox;
  readonly target: BundleTarget;
  readonly request: Pick<LockRequest, "root" | "cache">;
  readonly indexOptions: readonly string[];
  readonly asked: readonly AskedRequirement[];
}

/** What is known after some attempts. */
interface State {
  readonly left: Requested;
  readonly pins: ReadonlyMap<string, string>;
  readonly fromSource: ReadonlySet<string>;
  /** What there is no way to have for the target. */
  readonly compiled: readonly NeedsCompiling[];
}

/**
 * Resolves requirements for a target with as few exceptions as it takes: wheels only, in the versions that are preferred;
 * where a version has no wheel another one that has is taken, if the requirements leave the choice; where no version
 * has, the source, as long as nothing but Python comes of it. Each attempt settles one package, so that all that stand
 * in the way are named together.
 *
 * @throws {UserError} `DEPENDENCIES_NEED_COMPILING` with everything that has to be compiled for the target.
 * @throws {UserError | OperationError} What `resolvePackages` throws for any other reason.
 */
export async function resolveForTarget(
  question: TargetQuestion,
  context: TargetContext,
): Promise<readonly LockedPackage[]> {
  const exact = new Set(question.requested.requirements.filter(hasAddress).flatMap(({ name }) => name ?? []));
  let state: State = {
    left: question.requested,
    pins: new Map(Object.entries(question.pins)),
    fromSource: exact,
    compiled: [],
  };
  for (;;) {
    const { left, pins, fromSource } = state;
    const attempt: Attempt = {
      requested: left,
      pins: Array.from(pins, ([name, version]) => `${name}==${version}`),
      fromSource: [...fromSource],
    };
    const answer = await answerOf(question.resolve(attempt));
    if ("packages" in answer) {
      const built = answer.packages.filter(
        (one) => fromSource.has(one.name) && !isWheel(one) && !question.isOwnCode(one),
      );
      return checkBuilt(answer.packages, built, state.compiled, context);
    }
    state = await afterMisfit(state, answer.misfit, context);
  }
}

type Answer = { readonly packages: readonly LockedPackage[] } | { readonly misfit: MonoliftError };

async function answerOf(resolving: Promise<readonly LockedPackage[]>): Promise<Answer> {
  try {
    return { packages: await resolving };
  } catch (error) {
    if (error instanceof MonoliftError && (isMisfit(error) || error.code === "DEPENDENCY_BUILD_FAILED")) {
      return { misfit: error };
    }
    throw error;
  }
}

/** Lifts one restriction of the package that did not fit; throws when none is left to lift. */
async function afterMisfit(state: State, misfit: MonoliftError, context: TargetContext): Promise<State> {
  const names = namesOf(misfit);
  const pinned = names.filter((name) => state.pins.has(name));
  if (pinned.length > 0) return { ...state, pins: without(state.pins, pinned) };
  const [name] = names;
  if (name === undefined) {
    if (state.pins.size === 0) throw misfit;
    return { ...state, pins: new Map() };
  }
  if (!state.fromSource.has(name) && misfit.code !== "DEPENDENCY_NOT_FOR_PYTHON") {
    return { ...state, fromSource: new Set([...state.fromSource, name]) };
  }
  // Of a wheel that the project names there is no source to try.
  const isCompiled = misfit.code === "DEPENDENCY_BUILD_FAILED" || misfit.code === "DEPENDENCY_NO_WHEEL";
  if (!isCompiled) throw misfit;
  // Not even what it depends on can be told without compiling. The rest may be as bad: it is asked without this one.
  const compiled = [...state.compiled, { name, version: versionAsked(name, context.asked) }];
  const requirements = state.left.requirements.filter((one) => one.name !== name);
  if (requirements.length === state.left.requirements.length) throw needsCompiling(compiled, context);
  return { ...state, left: { ...state.left, requirements }, compiled };
}

/** The version that the project writes down; null where it leaves it open. */
function versionAsked(name: string, asked: readonly AskedRequirement[]): string | null {
  const text = asked.find((one) => one.name === name && isExact(one))?.text ?? "";
  return /^===?(.+)$/.exec(parseRequirement(text)?.specifier ?? "")?.[1] ?? null;
}

/** The packages that an error is about; those whose preferred versions contradict each other are several. */
function namesOf({ facts, detail }: MonoliftError): readonly string[] {
  const known: unknown = (facts as Readonly<Record<string, unknown>>)["name"];
  if (typeof known === "string" && known !== "") return [known];
  return Array.from(detail?.matchAll(/\(constraint\) ([\w.-]+?)==/g) ?? [], ([, name = ""]) => name);
}

function without<V>(map: ReadonlyMap<string, V>, names: readonly string[]): ReadonlyMap<string, V> {
  return new Map([...map].filter(([name]) => !names.includes(name)));
}

/** Tells the source that is nothing but Python from the one that only the target can compile. */
async function checkBuilt(
  packages: readonly LockedPackage[],
  built: readonly LockedPackage[],
  compiled: readonly NeedsCompiling[],
  context: TargetContext,
): Promise<readonly LockedPackage[]> {
  const natives = [...compiled, ...(await findNatives(built, context))];
  if (natives.length > 0) throw needsCompiling(natives, context);
  return packages.map((one) => (built.includes(one) ? { ...one, isBuilt: true } : one));
}

/**
 * Says of packages that are locked already which of them have no wheel for the target and are to be built here.
 *
 * @returns The same packages, in their order.
 * @throws {UserError} `DEPENDENCIES_NEED_COMPILING`
 */
export async function markBuilt(
  packages: readonly LockedPackage[],
  findWheels: (wanted: readonly LockedPackage[]) => Promise<readonly LockedPackage[]>,
  context: TargetContext,
): Promise<readonly LockedPackage[]> {
  const sources = new Set(packages.filter((one) => isAtAddress(one) && !isWheel(one)));
  for (;;) {
    const wanted = packages.filter((one) => !sources.has(one));
    const answer = wanted.length === 0 ? { packages: [] } : await answerOf(findWheels(wanted));
    if ("packages" in answer) break;
    const [name] = namesOf(answer.misfit);
    const lacking = wanted.find((one) => one.name === name);
    if (lacking === undefined) throw answer.misfit;
    if (isWheel(lacking)) throw needsCompiling([lacking], context);
    sources.add(lacking);
  }
  return checkBuilt(packages, [...sources], [], context);
}

async function findNatives(
  sources: readonly LockedPackage[],
  { toolbox, target, request, indexOptions, asked }: TargetContext,
): Promise<readonly NeedsCompiling[]> {
  const natives: NeedsCompiling[] = [];
  // One by one: a build that fails says nothing of the next package.
  for (const one of sources) {
    const folder = join(toolbox.temporary, `built-${one.name}`);
    await mkdir(folder, { recursive: true });
    const { root, cache } = request;
    const packages = [await atCopy(one, toolbox.temporary)];
    const install = { root, cache, packages, options: indexOptions, target: folder, asked };
    try {
      natives.push(...(await buildHere(toolbox, install, minorFor({ ...toolbox, target }))));
    } catch (error) {
      if (!(error instanceof UserError) || error.code !== "DEPENDENCY_BUILD_FAILED") throw error;
      natives.push(one);
    }
  }
  return natives;
}

function hasAddress({ text, path }: AskedRequirement): boolean {
  return path !== null || /^[^;]*(@|:\/\/)/.test(text);
}

function isAtAddress({ origin }: LockedPackage): boolean {
  return origin.kind !== "index";
}

function isWheel({ origin }: LockedPackage): boolean {
  if (origin.kind === "url") return /\.whl(#|$)/.test(origin.url);
  return origin.kind === "file" && origin.path.endsWith(".whl");
}

/** The error that names everything that would have to be compiled for the target. */
export function needsCompiling(
  packages: readonly NeedsCompiling[],
  { target, asked }: Pick<TargetContext, "target" | "asked">,
): UserError<"DEPENDENCIES_NEED_COMPILING"> {
  const [first] = packages;
  const place = asked.find(({ name }) => name !== null && name === first?.name)?.place;
  return new UserError(
    "DEPENDENCIES_NEED_COMPILING",
    {
      packages: packages.map(({ name, version }) => ({ name, version })),
      python: target.python,
      architecture: target.architecture,
      platform: wheelPlatform(target),
    },
    place === undefined ? {} : { place },
  );
}
