import type { Door, LimitNames } from "./door.ts";

/** The function that answers a request. */
export interface Answering {
  readonly functionName: string;
  /** Where its limits are changed; undefined for where the usual one's are. */
  readonly limitNames?: LimitNames | undefined;
}

interface Line extends Answering {
  readonly expression: RegExp;
  readonly methods: readonly string[] | null;
}

/** Tables that are ready to be looked through; they go with their doors. */
const tables = new WeakMap<Door, readonly Line[]>();

/**
 * Finds the function of a door that answers a request.
 *
 * @param target Path and query, as the client sent them.
 */
export function routeRequest(door: Door, method: string, target: string): Answering {
  if (door.routes.length === 0) return door;
  const [path = ""] = target.split("?", 1);
  const line = tableOf(door).find(
    ({ expression, methods }) => methods?.includes(method) !== false && expression.test(path),
  );
  return line ?? door;
}

function tableOf(door: Door): readonly Line[] {
  const known = tables.get(door);
  if (known !== undefined) return known;
  const table = door.routes.map((route) => ({
    functionName: route.functionName,
    limitNames: route.limitNames ?? door.limitNames,
    methods: route.methods,
    expression: new RegExp(route.expression),
  }));
  tables.set(door, table);
  return table;
}
