import type { Facts } from "../../facts/schema.ts";
import type { FunctionSize, IsolateWishes, Rule } from "../plan.ts";
import type { FunctionResource } from "../resources.ts";
import { doorRoutes, type DoorRoute } from "../routing/door-routes.ts";
import { beginningOf } from "../routing/path-form.ts";
import { selectRoutes } from "../routing/select-routes.ts";
import { webId } from "../share-edges.ts";

/**
 * The whole application in one function behind one door, which streams what it answers; a load balancer cannot. Requests that
 * the file isolates have a function of their own beside it, with the same application.
 */
export const placeWeb: Rule = (facts, { functions, isolates = [], ...wishes }) => {
  const routes = isolates.length === 0 ? [] : routesTo(facts, isolates);
  const functionOf = (name: string, size: FunctionSize): FunctionResource => ({
    kind: "function",
    id: idOf(name),
    name,
    application: facts.application,
    interface: facts.interface,
    contract: "runtime-api",
    memoryMb: size.memoryMb,
    tmpMb: size.tmpMb,
    timeoutSeconds: size.timeoutSeconds,
    concurrency: size.concurrency,
    warmUp: [],
  });
  return {
    resources: [
      {
        kind: "door",
        id: "door",
        responseMode: wishes.door === "alb" ? "buffered" : "stream",
        through: wishes.door ?? "auto",
        domain: wishes.domain ?? null,
        ...(routes.length === 0 ? {} : { routes }),
      },
      {
        ...functionOf("web", functions.web),
        ...(functions.web.hasSnapshot === true ? { startsFrom: "snapshot" as const } : {}),
      },
      ...isolates.map((one) => ({ ...functionOf(one.name, one), ownPaths: ownPaths(routes, one.name) })),
    ],
    edges: [
      { from: "door", to: webId, may: ["invoke"] },
      ...isolates.map(({ name }) => ({ from: "door", to: idOf(name), may: ["invoke"] as const })),
    ],
  };
};

const idOf = (name: string): string => `function.${name}`;

/** @throws {UserError} What `selectRoutes` throws. */
function routesTo(facts: Facts, isolates: readonly IsolateWishes[]): readonly DoorRoute[] {
  const selected = selectRoutes(facts, isolates);
  const methods = new Map(isolates.map((one) => [one.name, one.methods]));
  const routed = selected.map((one) => ({
    ...one,
    id: idOf(one.name),
    methods: methods.get(one.name) ?? null,
  }));
  return doorRoutes(facts, routed, webId);
}

/** Beginnings of what leads to a function, none of them within another. */
function ownPaths(routes: readonly DoorRoute[], name: string): readonly string[] {
  const own = routes.filter(({ to }) => to === idOf(name)).map(({ path }) => beginningOf(path));
  const unique = [...new Set(own)];
  return unique
    .filter((path) => !unique.some((other) => other !== path && path.startsWith(other)))
    .toSorted();
}
