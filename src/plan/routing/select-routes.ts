import { UserError } from "../../errors.ts";
import type { Facts } from "../../facts/schema.ts";
import { formOfGlob, formOfRoute, globOf, overlap, type PathForm } from "./path-form.ts";

type Route = Facts["routes"][number];

/** Which requests a function of their own is for, as the file says it; each of them, and at least one. */
export interface RouteSelector {
  /** Paths with `*` and `**`: `/issues/*.csv`. */
  readonly paths: readonly string[];
  /** Dotted names of views with `*`: `reports.views.*`. Names that `reverse()` takes do as well: `reports:pdf`. */
  readonly views: readonly string[];
  /** URL namespaces: `reports`, `shop:cart`. Those below belong to it. */
  readonly namespaces: readonly string[];
  /** Labels of apps: every route whose view is written in one of them. */
  readonly apps: readonly string[];
}

/** What one function takes. */
export interface Selected {
  readonly name: string;
  /** Paths that the file names itself. */
  readonly paths: readonly PathForm[];
  /** Places of the routes in `facts.routes`. */
  readonly routes: readonly number[];
}

/** Kinds of selectors, the one that says it most exactly first. */
const kinds = ["path", "view", "namespace", "app"] as const;
export type SelectorKind = (typeof kinds)[number];

interface Claim {
  readonly name: string;
  readonly kind: SelectorKind;
  readonly text: string;
}

/**
 * Finds the routes of each function. A route that two of them name goes to the one that says it more exactly: a view before
 * a namespace before an app, and the longer of two texts.
 *
 * @throws {UserError} `ISOLATE_MATCHES_NOTHING`, `ISOLATE_TWICE`.
 */
export function selectRoutes(
  facts: Pick<Facts, "routes" | "installedApps">,
  isolates: readonly { readonly name: string; readonly selector: RouteSelector }[],
): readonly Selected[] {
  const claims = isolates.flatMap(({ name, selector }) => claimsOf(name, selector));
  for (const claim of claims) expectMatch(claim, facts);
  const owners = facts.routes.map((route) => ownerOf(route, claims, facts));
  return isolates.map(({ name, selector }) => ({
    name,
    paths: selector.paths.map(formOfGlob),
    routes: owners.flatMap((owner, index) => (owner === name ? [index] : [])),
  }));
}

function claimsOf(name: string, { paths, views, namespaces, apps }: RouteSelector): readonly Claim[] {
  const texts = { path: paths, view: views, namespace: namespaces, app: apps };
  return kinds.flatMap((kind) => texts[kind].map((text) => ({ name, kind, text })));
}

type Selectable = Pick<Facts, "routes" | "installedApps">;

function matches(route: Route, { kind, text }: Claim, { installedApps }: Selectable): boolean {
  const tries: Readonly<Record<SelectorKind, () => boolean>> = {
    path: () => overlap(formOfRoute(route), formOfGlob(text)),
    view: () => [route.view, route.lookup, route.name ?? ""].some((name) => isLike(name, text)),
    namespace: () => route.name?.startsWith(`${text}:`) === true,
    app: () => appOf(route, installedApps) === text,
  };
  return tries[kind]();
}

/** Label of the app that a view is written in: the one with the longest name. */
export function appOf({ view }: Pick<Route, "view">, apps: Facts["installedApps"]): string | undefined {
  const above = apps.filter(({ name }) => view.startsWith(`${name}.`));
  return above.toSorted((one, other) => other.name.length - one.name.length)[0]?.label;
}

function isLike(name: string, pattern: string): boolean {
  const source = pattern.split("*").map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${source.join(".*")}$`).test(name);
}

function ownerOf(route: Route, claims: readonly Claim[], facts: Selectable): string | undefined {
  // A path takes requests, whichever route they would lead to.
  const found = claims.filter((claim) => claim.kind !== "path" && matches(route, claim, facts));
  const [first, second] = found.toSorted(byExactness);
  if (first === undefined) return undefined;
  if (second !== undefined && second.name !== first.name && byExactness(first, second) === 0)
    throw new UserError("ISOLATE_TWICE", { route: `/${route.pattern}`, names: [first.name, second.name] });
  return first.name;
}

function byExactness(one: Claim, other: Claim): number {
  const exactness = ({ text }: Claim): number => text.replaceAll("*", "").length;
  return kinds.indexOf(one.kind) - kinds.indexOf(other.kind) || exactness(other) - exactness(one);
}

/** How many of the routes that come nearest are named. */
const named = 5;

function expectMatch(claim: Claim, facts: Selectable): void {
  if (facts.routes.some((route) => matches(route, claim, facts))) return;
  const { name, kind, text } = claim;
  const known = facts.routes.flatMap((route) => wordsOf(route, kind, facts));
  const nearest = [...new Set(known)]
    .map((word) => ({ word, common: likeness(word, text) }))
    .toSorted((one, other) => other.common - one.common);
  throw new UserError("ISOLATE_MATCHES_NOTHING", {
    name,
    kind,
    text,
    nearest: nearest.slice(0, named).map(({ word }) => word),
  });
}

/** What a selector of that kind could have said of a route. */
function wordsOf(route: Route, kind: SelectorKind, { installedApps }: Selectable): readonly string[] {
  const { name, view } = route;
  const namespace = name?.includes(":") === true ? [name.slice(0, name.lastIndexOf(":"))] : [];
  const words: Readonly<Record<SelectorKind, readonly (string | undefined)[]>> = {
    path: [globOf(formOfRoute(route))],
    view: [view],
    namespace,
    app: [appOf(route, installedApps)],
  };
  return words[kind].filter((word) => word !== undefined);
}

/** How many pairs of neighbouring letters two words share, as a part of all of theirs. */
function likeness(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return (2 * shared) / Math.max(1, a.size + b.size);
}

function pairsOf(word: string): ReadonlySet<string> {
  const letters = word.toLowerCase();
  return new Set(Array.from(letters, (_, index) => letters.slice(index, index + 2)));
}
