import { describe, expect, it } from "vitest";
import { sampleFacts } from "../../test/pictures/sample-facts.ts";
import { appOf, appsOfRoutes } from "./apps.ts";

const installedApps = ["django.contrib.admin", "shop", "shop.billing"].map((name) => ({
  name,
  label: name.split(".").at(-1) ?? name,
  path: null,
}));

describe("appOf", () => {
  it.each([
    ["shop.views.index", "shop"],
    ["shop.billing.views.index", "billing"],
    ["shopping.views.index", "shopping"],
    ["django.views.static.serve", "django"],
  ])("finds whose %s is", (path, app) => {
    expect(appOf({ installedApps }, path)).toBe(app);
  });
});

describe("appsOfRoutes", () => {
  it("puts routes with their namespace, and redirects with what stands before them", () => {
    const [sample] = sampleFacts(1).routes;
    if (sample === undefined) throw new TypeError("the sample is empty");
    const routes = [
      {
        ...sample,
        pattern: "admin/user/add/",
        name: "admin:user_add",
        view: "django.contrib.auth.admin.UserAdmin.add",
      },
      {
        ...sample,
        pattern: "admin/user/<path:id>/",
        name: null,
        view: "django.views.generic.base.RedirectView",
      },
      { ...sample, pattern: "media/<path:path>", name: null, view: "django.views.static.serve" },
      { ...sample, pattern: "", name: "pages:index", view: "shop.views.index" },
    ];
    expect(appsOfRoutes({ routes, installedApps })).toStrictEqual(["admin", "admin", "django", "shop"]);
  });
});
