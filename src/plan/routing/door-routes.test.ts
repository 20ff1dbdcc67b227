import { describe, expect, it } from "vitest";
import { routeOf } from "../../../test/routes.ts";
import type { Facts } from "../../facts/schema.ts";
import { doorRoutes, type DoorRoute } from "./door-routes.ts";
import { expressionOf, globOf } from "./path-form.ts";
import { selectRoutes, type RouteSelector } from "./select-routes.ts";

type Routes = Facts["routes"];

const nothing: RouteSelector = { paths: [], views: [], namespaces: [], apps: [] };
const apps: Facts["installedApps"] = [
  { name: "shop", label: "shop", path: null },
  { name: "shop.billing", label: "billing", path: null },
  { name: "reports", label: "reports", path: null },
];

/** The table as people read it. */
function table(
  routes: Routes,
  isolates: Readonly<Record<string, Partial<RouteSelector> & { readonly methods?: readonly string[] }>>,
): readonly DoorRoute[] {
  const facts = { routes, installedApps: apps };
  const wishes = Object.entries(isolates).map(([name, { methods: _methods, ...selector }]) => ({
    name,
    selector: { ...nothing, ...selector },
  }));
  const routed = selectRoutes(facts, wishes).map((one) => ({
    ...one,
    id: one.name,
    methods: isolates[one.name]?.methods ?? null,
  }));
  return doorRoutes(facts, routed, "web");
}

const lines = (...parameters: Parameters<typeof table>): readonly string[] =>
  table(...parameters).map(({ path, methods, to }) => [...(methods ?? []), globOf(path), "→", to].join(" "));

const reports = [
  routeOf("", "shop.views.home"),
  routeOf("reports/", "reports.views.index", { name: "reports:index" }),
  routeOf("reports/<int:id>/pdf", "reports.views.pdf", { name: "reports:pdf" }),
  routeOf("reports/<int:id>/csv", "reports.views.csv", { name: "reports:csv" }),
  routeOf("cart/", "shop.views.cart", { name: "cart" }),
  routeOf("cart/pay/", "shop.billing.views.pay", { name: "pay" }),
];

describe("doorRoutes", () => {
  it("leads a whole app away by what its routes begin with", () => {
    expect(lines(reports, { documents: { apps: ["reports"] } })).toEqual(["/reports/** → documents"]);
    expect(lines(reports, { documents: { namespaces: ["reports"] } })).toEqual(["/reports/** → documents"]);
  });

  it("leads single views away and leaves their neighbours", () => {
    expect(lines(reports, { documents: { views: ["reports.views.pdf", "reports:csv"] } })).toEqual([
      "/reports/*/pdf → documents",
      "/reports/*/csv → documents",
    ]);
  });

  it("gives a view to the app that it is written in, the inner one", () => {
    expect(lines(reports, { billing: { apps: ["billing"] } })).toEqual(["/cart/pay/ → billing"]);
  });

  it("lets what says it more exactly have a route that two tables name", () => {
    const isolates = { all: { apps: ["reports"] }, pdf: { views: ["reports.views.pdf"] } };
    expect(lines(reports, isolates)).toEqual([
      "/reports/ → all",
      "/reports/*/pdf → pdf",
      "/reports/*/csv → all",
    ]);
  });

  it("follows the framework's order where routes overlap", () => {
    const issues = [
      routeOf("issues/new", "shop.views.create"),
      routeOf("issues/<str:id>", "reports.views.show"),
      routeOf("issues/old", "shop.views.never"),
    ];
    expect(lines(issues, { show: { views: ["reports.views.show"] } })).toEqual([
      "/issues/new → web",
      "/issues/* → show",
    ]);
  });

  it("puts paths that the file names before all routes, the longer ones first", () => {
    const isolates = {
      csv: { paths: ["/reports/*/csv"], methods: ["GET"] },
      rest: { paths: ["/reports/**"] },
    };
    expect(lines(reports, isolates)).toEqual(["GET /reports/*/csv → csv", "/reports/** → rest"]);
  });

  it("decides for every request as the longer table would", () => {
    const routes = [
      routeOf("a/<int:x>/", "reports.views.one"),
      routeOf("a/<slug:x>/", "shop.views.two"),
      routeOf("a/<int:x>/b", "reports.views.three"),
      routeOf("a/<path:x>", "reports.views.four"),
      routeOf("b/", "reports.views.five"),
      routeOf("b/c/", "reports.views.six"),
    ];
    const found = table(routes, { mine: { apps: ["reports"] } });
    const decide = (path: string): string | undefined =>
      found.find((one) => new RegExp(expressionOf(one.path)).test(path))?.to;
    const owners = ["/a/1/", "/a/x/", "/a/1/b", "/a/x/y/z", "/b/", "/b/c/"].map(decide);
    expect(owners).toEqual(["mine", "web", "mine", "mine", "mine", "mine"]);
    expect(decide("/elsewhere")).toBeUndefined();
  });
});

describe("selectRoutes", () => {
  it.each([
    ["view", { views: ["report.views.*"] }, "reports.views.index"],
    ["namespace", { namespaces: ["report"] }, "reports"],
    ["app", { apps: ["bills"] }, "billing"],
    ["path", { paths: ["/report/*"] }, "/reports/"],
  ])("refuses a %s that no route has, and names what comes nearest", (kind, selector, nearest) => {
    expect(() => table(reports, { mine: selector })).toThrow(
      expect.objectContaining({
        code: "ISOLATE_MATCHES_NOTHING",
        facts: expect.objectContaining({ name: "mine", kind, nearest: expect.arrayContaining([nearest]) }),
      }),
    );
  });

  it("refuses a route that two tables claim alike", () => {
    const isolates = { one: { views: ["reports.views.pdf"] }, two: { views: ["reports.views.pdf"] } };
    expect(() => table(reports, isolates)).toThrow(
      expect.objectContaining({
        code: "ISOLATE_TWICE",
        facts: { route: "/reports/<int:id>/pdf", names: ["one", "two"] },
      }),
    );
  });
});
