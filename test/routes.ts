import type { Facts } from "../src/facts/schema.ts";

type Route = Facts["routes"][number];

/** A route as the inspector tells of one: `reports/<int:id>/pdf`, answered by a view. */
export function routeOf(pattern: string, view: string, more: Partial<Route> = {}): Route {
  const segments = pattern.split(/(<[^>]+>)/).flatMap((text): Route["segments"] => {
    if (text === "") return [];
    const parameter = /^<(?:(?<converter>\w+):)?(?<name>\w+)>$/.exec(text)?.groups;
    if (parameter === undefined) return [{ kind: "literal", text }];
    return [{ kind: "parameter", text, name: parameter["name"], converter: parameter["converter"] ?? "str" }];
  });
  return {
    pattern,
    segments,
    name: null,
    view,
    lookup: view,
    methods: null,
    converters: {},
    csrfExempt: false,
    isAsync: false,
    urlconf: "site.urls",
    syntax: "path",
    isLocalized: false,
    ...more,
  };
}
