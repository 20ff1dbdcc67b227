/** The part of an application that Django and Monolift must agree on. */
export interface Registries {
  readonly routes: readonly {
    readonly pattern: string;
    readonly name: string | null;
    readonly view: string;
  }[];
  readonly models: readonly {
    readonly label: string;
    readonly table: string;
    readonly fields: readonly string[];
  }[];
  readonly tasks: readonly string[];
}

/**
 * Says in which lines `found` differs from `truth`; nothing when they are equal. Routes are compared in order, since the
 * first that matches answers; models and tasks by name.
 *
 * @returns Lines such as `routes: - admin/login/ admin:login django…` (missing) and `+ …` (too much).
 */
export function compareRegistries(truth: Registries, found: Registries): readonly string[] {
  const routes = (from: Registries): readonly string[] =>
    from.routes.map((route) => `${route.pattern} ${route.name ?? "-"} ${route.view}`);
  const models = (from: Registries): readonly string[] =>
    from.models
      .map((model) => `${model.label} ${model.table} ${[...model.fields].toSorted().join(",")}`)
      .toSorted();
  return [
    ...differ("routes", routes(truth), routes(found)),
    ...differ("models", models(truth), models(found)),
    ...differ("tasks", truth.tasks.toSorted(), found.tasks.toSorted()),
  ];
}

function differ(what: string, truth: readonly string[], found: readonly string[]): readonly string[] {
  const missing = subtract(truth, found).map((line) => `${what}: - ${line}`);
  const added = subtract(found, truth).map((line) => `${what}: + ${line}`);
  if (missing.length + added.length > 0) return [...missing, ...added];
  const at = truth.findIndex((line, index) => line !== found[index]);
  return at === -1 ? [] : [`${what}: order differs from number ${at + 1} on: ${truth[at]} / ${found[at]}`];
}

/** What is in `from` more often than in `less`. */
function subtract(from: readonly string[], less: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const line of less) counts.set(line, (counts.get(line) ?? 0) + 1);
  return from.filter((line) => {
    const count = counts.get(line) ?? 0;
    counts.set(line, count - 1);
    return count <= 0;
  });
}
