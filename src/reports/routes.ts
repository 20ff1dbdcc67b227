import type { RoutesResult } from "../actions/inspect-results.ts";
import { appsOfRoutes, groupBy } from "../facts/apps.ts";
import { readPath, sayPath } from "../facts/read-path.ts";
import type { Facts } from "../facts/schema.ts";
import { reportWords } from "../words/cli/reports/report-words.ts";
import type { Language } from "../words/words.ts";
import { paint, type Page } from "./page.ts";
import { layRows } from "./table.ts";

type Route = RoutesResult["routes"][number];

/** What `--json` prints. */
export function routesResult(facts: Pick<Facts, "routes" | "installedApps">): RoutesResult {
  const apps = appsOfRoutes(facts);
  return {
    routes: facts.routes.map((route, index) => ({
      app: apps[index] ?? "",
      path: sayPath(route),
      pattern: route.pattern,
      methods: route.methods,
      view: route.view,
      name: route.name,
      namespace: namespaceOf(route.name),
      urlconf: route.urlconf,
      parameters: readPath(route).flatMap((piece) =>
        piece.kind === "parameter"
          ? [{ name: piece.name, converter: piece.converter, regex: piece.regex }]
          : [],
      ),
    })),
  };
}

function namespaceOf(name: string | null): string | null {
  const end = name?.lastIndexOf(":") ?? -1;
  return end <= 0 ? null : (name?.slice(0, end) ?? null);
}

/** Every route below the app that answers it, in the framework's order; columns stand below each other throughout. */
export function sayRoutes({ routes }: RoutesResult, page: Page): string {
  const words = reportWords(page.language).inspect;
  if (routes.length === 0) return `  ${words.noRoutes}`;
  const titles = [words.path, words.methods, words.view, words.name].map((title) =>
    paint(page, "dim", title),
  );
  const groups = groupBy(routes, ({ app }) => app);
  const rows = groups.flatMap(([app, inApp]) => inApp.map((route) => rowOf(route, app, page)));
  const [head = "", ...lines] = layRows([titles, ...rows]).split("\n");
  const parts = groups.map(([app, inApp]) => {
    const title = `  ${paint(page, "bold", app)}  ${paint(page, "dim", sayGroup(inApp, page))}`;
    return [title, ...lines.splice(0, inApp.length)].join("\n");
  });
  return [head, ...parts].join("\n\n");
}

function sayGroup(routes: readonly Route[], page: Page): string {
  const words = reportWords(page.language).inspect;
  const namespaces = [...new Set(routes.flatMap(({ namespace }) => namespace ?? []))];
  return [
    words.routeCount(routes.length),
    ...(namespaces.length === 0 ? [] : [words.inNamespace(namespaces.join(", "))]),
  ].join("  ");
}

function rowOf({ path, methods, view, name }: Route, app: string, page: Page): readonly string[] {
  return [path, sayMethods(methods, page.language), shortView(view, app), name ?? "–"];
}

/** A view as it is called within its app. */
export function shortView(view: string, app: string): string {
  const within = [`${app}.`, `django.contrib.${app}.`].find((prefix) => view.startsWith(prefix));
  return within === undefined ? view : view.slice(within.length);
}

/** Without `HEAD` and `OPTIONS`, which every view answers; one that takes all the others takes any. */
export function sayMethods(methods: readonly string[] | null, language: Language): string {
  const { anyMethod } = reportWords(language).inspect;
  if (methods === null) return anyMethod;
  const telling = methods.filter((method) => !["HEAD", "OPTIONS", "TRACE"].includes(method));
  const isAny = ["GET", "POST", "PUT", "PATCH", "DELETE"].every((method) => telling.includes(method));
  return isAny ? anyMethod : telling.join(" ");
}
