import type { Asked } from "./asked.ts";
import type { LockRequest } from "./dependencies.ts";
import { versionsOf, type LockedPackage } from "./lock.ts";
import { isMisfit } from "./python/failures.ts";
import { resolvePackages } from "./python/installer.ts";
import { parseRequirement } from "./python/names.ts";
import type { AskedRequirement } from "./python/requirements.ts";
import type { Toolbox } from "./python/toolbox.ts";

/** Packages after something was taken in or exchanged. */
export interface Settled {
  readonly packages: readonly LockedPackage[];
  /** `name==version` */
  readonly added: readonly string[];
  readonly replaced: readonly { readonly from: string; readonly to: string }[];
}

interface Additions {
  readonly request: LockRequest;
  readonly toolbox: Toolbox;
  readonly indexOptions: readonly string[];
  readonly asked: readonly AskedRequirement[];
}

type Requested = Pick<Asked, "requirements" | "constraints">;

/**
 * `psycopg2` and `psycopg[c]` exist as source only, and what they are built to looks for the machine's own libpq, which
 * no bundle carries. The wheels of the same code and version bring theirs. When there is no such wheel for this Python,
 * what was asked for is tried as it stands.
 */
export async function replaceSourceDrivers(
  asked: Requested,
  resolve: (requested: Requested) => Promise<readonly LockedPackage[]>,
): Promise<Pick<Settled, "packages" | "replaced">> {
  for (const widen of [false, true]) {
    const toBinary = (one: AskedRequirement): AskedRequirement => withBinary(one, widen);
    const requirements = asked.requirements.map(toBinary);
    const changed = asked.requirements.filter((one, index) => requirements[index] !== one);
    if (changed.length === 0) break;
    try {
      const packages = await resolve({ requirements, constraints: asked.constraints.map(toBinary) });
      return { packages, replaced: replacedBy(changed, packages) };
    } catch (error) {
      if (!isMisfit(error)) throw error;
    }
  }
  return { packages: await resolve(asked), replaced: [] };
}

/**
 * @param widen Takes a later 2.9 too: the wheels of a version end at the Pythons of its day, and from 2.9 on only
 *   mistakes were mended.
 */
function withBinary(one: AskedRequirement, widen: boolean): AskedRequirement {
  // A hash pins the source archive: where everything has hashes the exchange comes after resolving.
  if (one.hashes.length > 0 || one.path !== null) return one;
  const parsed = parseRequirement(one.text);
  if (parsed === undefined || parsed.url !== null) return one;
  if (parsed.name === "psycopg2") {
    const specifier = widen ? widened(parsed.specifier) : parsed.specifier;
    const marker = parsed.marker === null ? "" : ` ; ${parsed.marker}`;
    return { ...one, name: "psycopg2-binary", text: `psycopg2-binary${specifier}${marker}` };
  }
  if (parsed.name !== "psycopg" || !parsed.extras.includes("c")) return one;
  const extras = parsed.extras.map((extra) => (extra === "c" ? "binary" : extra));
  return { ...one, text: one.text.replace(/\[[^\]]*\]/, `[${extras.join(",")}]`) };
}

function widened(specifier: string): string {
  return specifier.replace(/^={2,3}(2\.9(?:\.\d+)?)$/, ">=$1,<3");
}

function replacedBy(
  changed: readonly AskedRequirement[],
  packages: readonly LockedPackage[],
): Settled["replaced"] {
  const versions = versionsOf(packages);
  return changed.map(({ name, text }) => {
    const binary = name === "psycopg2" ? "psycopg2-binary" : "psycopg-binary";
    return { from: text, to: `${binary}==${versions[binary] ?? ""}` };
  });
}

/** The same exchange in what is locked already, and the wheel that `psycopg` needs where no libpq can be relied on. */
export async function settleDrivers(
  context: Additions,
  packages: readonly LockedPackage[],
): Promise<Settled> {
  const versions = versionsOf(packages);
  const has = (name: string): boolean => Object.hasOwn(versions, name);
  let settled: Settled = { packages, added: [], replaced: [] };
  if (has("psycopg2")) {
    const without = packages.filter(({ name }) => name !== "psycopg2");
    const exact = `==${versions["psycopg2"]}`;
    const wanted = has("psycopg2-binary")
      ? []
      : [`psycopg2-binary${exact}`, `psycopg2-binary${widened(exact)}`];
    settled = await exchange(context, settled, { without, wanted, from: `psycopg2${exact}` });
  }
  if (has("psycopg") && !has("psycopg-binary")) {
    const without = settled.packages.filter(({ name }) => name !== "psycopg-c");
    const wanted = [`psycopg-binary==${versions["psycopg"]}`];
    settled = await exchange(context, settled, {
      without,
      wanted,
      from: has("psycopg-c") ? "psycopg-c" : null,
    });
  }
  return settled;
}

interface Exchange {
  readonly without: readonly LockedPackage[];
  /** Alternatives, tried in order; none when what is wanted is there already. */
  readonly wanted: readonly string[];
  /** The package that is replaced, or null when what is wanted only comes along. */
  readonly from: string | null;
}

async function exchange(
  context: Additions,
  settled: Settled,
  { without, wanted, from }: Exchange,
): Promise<Settled> {
  if (wanted.length === 0) return { ...settled, packages: without };
  for (const one of wanted) {
    const found = await tryResolve(context, without, [one]);
    if (found === undefined) continue;
    const to = pinOf(one, found);
    return {
      packages: [...without, ...found],
      added: from === null ? [...settled.added, to] : settled.added,
      replaced: from === null ? settled.replaced : [...settled.replaced, { from, to }],
    };
  }
  return settled;
}

/** `name==version` of what a requirement was resolved to. */
function pinOf(requirement: string, found: readonly LockedPackage[]): string {
  const name = parseRequirement(requirement)?.name ?? requirement;
  return `${name}==${found.find((one) => one.name === name)?.version ?? ""}`;
}

/** Adds what the framework says is missing. */
export async function addMissing(context: Additions, packages: readonly LockedPackage[]): Promise<Settled> {
  let settled: Settled = { packages, added: [], replaced: [] };
  for (const alternatives of context.request.complete?.(versionsOf(packages)) ?? []) {
    let found: readonly LockedPackage[] | undefined;
    for (const [index, wanted] of alternatives.entries()) {
      const isLast = index === alternatives.length - 1;
      found = isLast
        ? await resolveMore(context, settled.packages, [wanted])
        : await tryResolve(context, settled.packages, [wanted]);
      if (found === undefined) continue;
      settled = {
        ...settled,
        packages: [...settled.packages, ...found],
        added: [...settled.added, pinOf(wanted, found)],
      };
      break;
    }
  }
  return settled;
}

async function tryResolve(
  context: Additions,
  packages: readonly LockedPackage[],
  wanted: readonly string[],
): Promise<readonly LockedPackage[] | undefined> {
  try {
    return await resolveMore(context, packages, wanted);
  } catch (error) {
    if (isMisfit(error)) return undefined;
    throw error;
  }
}

/** Resolves `wanted` beside packages that stay as they are; only what is new comes back. */
async function resolveMore(
  { request, toolbox, indexOptions, asked }: Additions,
  packages: readonly LockedPackage[],
  wanted: readonly string[],
): Promise<readonly LockedPackage[]> {
  const there = versionsOf(packages);
  const resolve = (versions: Readonly<Record<string, string>>): Promise<readonly LockedPackage[]> =>
    resolvePackages(toolbox, {
      root: request.root,
      cache: request.cache,
      lines: wanted,
      constraints: Object.entries(versions).flatMap(([name, version]) =>
        version === "" ? [] : [`${name}==${version}`],
      ),
      options: indexOptions,
      onlyWheels: ["psycopg2-binary", "psycopg-binary"],
      fromSource: [],
      asked,
    });
  const found = await resolve({ ...request.prefer, ...there }).catch((error: unknown) => {
    if (request.prefer === undefined || !isMisfit(error)) throw error;
    return resolve(there);
  });
  return found.filter(({ name }) => !Object.hasOwn(there, name));
}
