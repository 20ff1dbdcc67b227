import type { Facts } from "./schema.ts";

/**
 * The app that something belongs to: of the installed apps the nearest that holds it, else the package that it is in.
 *
 * @param path Dotted: `blog.views.PostList`.
 * @returns An app label, or the name of a package that is no app.
 */
export function appOf({ installedApps }: Pick<Facts, "installedApps">, path: string): string {
  const holding = installedApps
    .filter(({ name }) => path.startsWith(`${name}.`))
    .toSorted((a, b) => b.name.length - a.name.length);
  return holding[0]?.label ?? (path.split(".")[0] || path);
}

/**
 * The app that each route belongs to, in their order: the one that its namespace is named after, else the one whose code
 * answers. What only a framework's own view answers (a redirect) goes with the route before it, where the path begins alike.
 */
export function appsOfRoutes(facts: Pick<Facts, "routes" | "installedApps">): readonly string[] {
  const labels = new Set(facts.installedApps.map(({ label }) => label));
  const apps: string[] = [];
  for (const [index, { view, name }] of facts.routes.entries()) {
    const namespace = name?.split(":").slice(0, -1)[0];
    const own = namespace !== undefined && labels.has(namespace) ? namespace : appOf(facts, view);
    const before = facts.routes[index - 1];
    const isAlike = before !== undefined && firstPart(before) === firstPart(facts.routes[index] ?? before);
    apps.push(labels.has(own) || !isAlike ? own : (apps[index - 1] ?? own));
  }
  return apps;
}

function firstPart({ pattern }: Facts["routes"][number]): string {
  return /^[^/<(]+\//.exec(pattern)?.[0] ?? pattern;
}

/** Things by what they belong to, in the order in which each is first met. */
export function groupBy<T>(
  things: readonly T[],
  keyOf: (thing: T) => string,
): readonly (readonly [key: string, things: readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [thing]);
    else group.push(thing);
  }
  return [...groups];
}
