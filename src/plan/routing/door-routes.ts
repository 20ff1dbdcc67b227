import type { Facts } from "../../facts/schema.ts";
import { beginningOf, formOfRoute, overlap, type PathForm } from "./path-form.ts";
import type { Selected } from "./select-routes.ts";

/** Requests that a door leads to another function than the one that has the rest. */
export interface DoorRoute {
  readonly path: PathForm;
  /** Methods that are led there; null for all. */
  readonly methods: readonly string[] | null;
  /** Id of the function. */
  readonly to: string;
}

/** One of the functions that have routes of their own. */
export interface RoutedFunction extends Selected {
  readonly id: string;
  readonly methods: readonly string[] | null;
}

interface Entry {
  readonly path: PathForm;
  readonly methods: readonly string[] | null;
  /** Undefined for the function that has the rest. */
  readonly to: string | undefined;
}

/**
 * The table of a door: the first line that has a request's path and method decides, and the function of the whole
 * application has what no line has. Paths that the file names come first, the longer ones before; then routes in the
 * framework's own order. A route of the rest has a line only where a later one would take its requests away, and routes
 * with the same beginning become one where nobody else's lie between them.
 *
 * @param rest Id of the function that has the rest.
 */
export function doorRoutes(
  facts: Pick<Facts, "routes">,
  functions: readonly RoutedFunction[],
  rest: string,
): readonly DoorRoute[] {
  const entries = [...namedPaths(functions), ...routesInOrder(facts, functions)];
  const merged = withoutRepeats(mergeBeginnings(entries));
  return withoutNeedless(merged).map(({ path, methods, to }) => ({ path, methods, to: to ?? rest }));
}

function namedPaths(functions: readonly RoutedFunction[]): readonly Entry[] {
  return functions
    .flatMap(({ id, methods, paths }) => paths.map((path) => ({ path, methods, to: id })))
    .toSorted((one, other) => lengthOf(other.path) - lengthOf(one.path));
}

const lengthOf = (path: PathForm): number =>
  path.reduce((sum, part) => sum + ("text" in part ? part.text.length : 0), 0);

function routesInOrder(
  { routes }: Pick<Facts, "routes">,
  functions: readonly RoutedFunction[],
): readonly Entry[] {
  const owners = new Map(functions.flatMap((one) => one.routes.map((index) => [index, one] as const)));
  return routes.map((route, index) => {
    const owner = owners.get(index);
    return { path: formOfRoute(route), methods: owner?.methods ?? null, to: owner?.id };
  });
}

/**
 * Puts one line in the place of neighbours that lead to the same function and begin alike: `/billing/**`. Not where a route
 * of somebody else lies below that beginning.
 */
function mergeBeginnings(entries: readonly Entry[]): readonly Entry[] {
  const merged: Entry[] = [];
  for (let index = 0; index < entries.length;) {
    const [first, ...others] = runFrom(entries, index);
    if (first === undefined) break;
    const common = longestMerge([first, ...others], entries);
    if (common === undefined) {
      merged.push(first);
      index += 1;
    } else {
      merged.push({ ...first, path: [{ text: common.beginning }, { any: "rest" }] });
      index += common.count;
    }
  }
  return merged;
}

/** Neighbours of an entry from there on that lead to where it leads. */
function runFrom(entries: readonly Entry[], start: number): readonly Entry[] {
  const [first, ...others] = entries.slice(start);
  if (first === undefined) return [];
  const end = others.findIndex(({ to, methods }) => to !== first.to || methods !== first.methods);
  return [first, ...(end === -1 ? others : others.slice(0, end))];
}

/** The most neighbours, at least two, that a beginning of theirs ending with `/` can stand for. */
function longestMerge(
  run: readonly Entry[],
  all: readonly Entry[],
): { readonly beginning: string; readonly count: number } | undefined {
  const [first] = run;
  if (first?.to === undefined) return undefined;
  const others = all.filter(({ to, methods }) => to !== first.to || methods !== first.methods);
  for (const beginning of beginnings(first.path)) {
    const end = run.findIndex(({ path }) => !beginningOf(path).startsWith(beginning));
    const count = end === -1 ? run.length : end;
    const form: PathForm = [{ text: beginning }, { any: "rest" }];
    if (count > 1 && !others.some(({ path }) => overlap(path, form))) return { beginning, count };
  }
  return undefined;
}

/** What a path begins with, up to each of its slashes but the first, the shortest one first. */
function beginnings(path: PathForm): readonly string[] {
  const text = beginningOf(path);
  return Array.from(text.slice(1).matchAll(/\//g), ({ index }) => text.slice(0, index + 2));
}

function withoutRepeats(entries: readonly Entry[]): readonly Entry[] {
  const seen = new Set<string>();
  return entries.filter(({ path, methods }) => {
    const key = JSON.stringify([path, methods]);
    return !seen.has(key) && Boolean(seen.add(key));
  });
}

/** A line for the rest is there only to keep requests from a later one that leads elsewhere. */
function withoutNeedless(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(
    ({ path, to }, index) =>
      to !== undefined ||
      entries.slice(index + 1).some((later) => later.to !== undefined && overlap(path, later.path)),
  );
}
