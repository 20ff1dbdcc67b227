import type { Facts } from "./schema.ts";

type Route = Facts["routes"][number];
type Model = Facts["models"][number];

/** A route as people know it. */
export interface RouteName {
  readonly pattern: string;
  readonly name: string | null;
  readonly view: string;
}

/** How an application differs from what it was. */
export interface FactsChanges {
  /** Versions, settings module, interface: what there is one of. */
  readonly application: readonly {
    readonly what: ApplicationPart;
    readonly from: string;
    readonly to: string;
  }[];
  readonly routes: {
    readonly added: readonly RouteName[];
    readonly removed: readonly RouteName[];
    /** Another view, or other methods, behind the same pattern and name; as they are now. */
    readonly changed: readonly RouteName[];
  };
  /** Labels. */
  readonly models: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    /** With the names of the fields that differ. */
    readonly changed: readonly { readonly model: string; readonly fields: readonly string[] }[];
  };
  /** Settings at risk, as `SETTING: risk`. */
  readonly risks: {
    readonly added: readonly Facts["settingsAtRisk"][number][];
    readonly gone: readonly Facts["settingsAtRisk"][number][];
  };
}

const parts = ["frameworkVersion", "languageVersion", "settingsModule", "interface", "application"] as const;
export type ApplicationPart = (typeof parts)[number];

/** Says how the facts of an application differ from those of an earlier release. Pure. */
export function compareFacts(before: Facts, after: Facts): FactsChanges {
  return {
    application: parts.flatMap((what) =>
      before[what] === after[what] ? [] : [{ what, from: before[what], to: after[what] }],
    ),
    routes: compareRoutes(before.routes, after.routes),
    models: compareModels(before.models, after.models),
    risks: {
      added: lacking(after.settingsAtRisk, before.settingsAtRisk, riskKey),
      gone: lacking(before.settingsAtRisk, after.settingsAtRisk, riskKey),
    },
  };
}

function compareRoutes(before: readonly Route[], after: readonly Route[]): FactsChanges["routes"] {
  const old = new Map(before.map((route) => [routeKey(route), route]));
  const differs = (route: Route): boolean => {
    const was = old.get(routeKey(route));
    return was !== undefined && behind(was) !== behind(route);
  };
  return {
    added: lacking(after, before, routeKey).map(nameOf),
    removed: lacking(before, after, routeKey).map(nameOf),
    changed: after.filter(differs).map(nameOf),
  };
}

function compareModels(before: readonly Model[], after: readonly Model[]): FactsChanges["models"] {
  const old = new Map(before.map((model) => [model.label, model]));
  return {
    added: lacking(after, before, labelOf).map(labelOf),
    removed: lacking(before, after, labelOf).map(labelOf),
    changed: after.flatMap((model) => {
      const was = old.get(model.label);
      const fields = was === undefined ? [] : changedFields(was, model);
      return fields.length === 0 ? [] : [{ model: model.label, fields }];
    }),
  };
}

function changedFields(before: Model, after: Model): readonly string[] {
  const [old, next] = [before, after].map(
    (model) => new Map(model.fields.map((field) => [field.name, JSON.stringify(field)])),
  );
  const names = new Set([...(old?.keys() ?? []), ...(next?.keys() ?? [])]);
  return [...names].filter((name) => old?.get(name) !== next?.get(name));
}

/** Those of `all` that `others` has not. */
function lacking<T>(all: readonly T[], others: readonly T[], keyOf: (one: T) => string): readonly T[] {
  const known = new Set(others.map(keyOf));
  return all.filter((one) => !known.has(keyOf(one)));
}

function routeKey({ urlconf, pattern, name }: Route): string {
  return [urlconf, pattern, name ?? ""].join("\n");
}

function behind({ view, methods, isAsync, csrfExempt }: Route): string {
  return JSON.stringify([view, methods, isAsync, csrfExempt]);
}

function nameOf({ pattern, name, view }: Route): RouteName {
  return { pattern, name, view };
}

function labelOf({ label }: Model): string {
  return label;
}

function riskKey({ setting, risk }: Facts["settingsAtRisk"][number]): string {
  return `${setting}\n${risk}`;
}
