import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openChromium, type OpenBrowser } from "../clients/chromium.ts";
import { measurePicture } from "../pictures/geometry.ts";
import { change, createWorkbench, writeProject, type Workbench } from "./workbench.ts";

const well = { overlapping: [], cut: [], escaped: [], crossed: [], tiny: [] };

describe("what people look at", () => {
  let bench: Workbench;
  let browser: OpenBrowser;
  let project: string;

  beforeAll(async () => {
    [bench, browser] = await Promise.all([createWorkbench(), openChromium()]);
    project = join(bench.folder, "coffee-house");
    await writeProject(project);
    const { json, stdout } = await bench.call(project, "up", "--json");
    expect(json, stdout).toMatchObject({ release: 1 });
    // What is to be lifted next, and is not yet.
    const models = join(project, "shop/models.py");
    await change(models, "    photo =", "    price = models.IntegerField(null=True)\n    photo =");
    await writeFile(
      models,
      `${await readFile(models, "utf8")}\n\nclass Order(models.Model):\n    product = models.ForeignKey(Product, models.CASCADE)\n`,
    );
    await change(join(project, "shop/urls.py"), '    path("mail/", views.mail, name="mail"),\n', "");
    await change(
      join(project, "shop/urls.py"),
      "urlpatterns = [",
      'from django.urls import re_path\nurlpatterns = [\n    re_path(r"^orders/(?P<year>[0-9]{4})/$", views.index, name="orders"),',
    );
  });
  afterAll(() => Promise.all([bench.remove(), browser.close()]));

  it("lists the routes as they are read", async () => {
    const { json } = await bench.call(project, "inspect", "--routes", "--json");
    expect(json.routes).toContainEqual({
      app: "shop",
      path: "/orders/<year ~ [0-9]{4}>/",
      pattern: "^orders/(?P<year>[0-9]{4})/$",
      methods: null,
      view: "shop.views.index",
      name: "orders",
      namespace: null,
      urlconf: "site_of_shop.urls",
      parameters: [{ name: "year", converter: null, regex: "[0-9]{4}" }],
    });
    expect(json.routes[0]).toMatchObject({ app: "admin", namespace: "admin", name: "admin:index" });
  });

  it("draws the models, and what has changed since a release", async () => {
    const { stdout, json } = await bench.call(
      project,
      "erd",
      "--against",
      "1",
      "--json",
      "--out",
      "models.svg",
    );
    expect(json, stdout).toMatchObject({ against: 1 });
    const marks = Object.fromEntries(
      json.models
        .filter(({ app }: { readonly app: string }) => app === "shop")
        .map(({ name, mark }: { readonly name: string; readonly mark: string }) => [name, mark]),
    );
    expect(marks).toStrictEqual({ Order: "added", Product: "changed" });
    const picture = await readFile(join(project, "models.svg"), "utf8");
    expect(await measurePicture(browser.context, picture)).toMatchObject(well);
    const again = await bench.call(project, "erd", "--against", "1");
    expect(again.stdout.trimEnd()).toBe(picture.trimEnd());
  });

  it("draws the way of a request, and what has changed since a release", async () => {
    const { json } = await bench.call(project, "map", "--against", "1", "--json");
    const changed = json.routes.filter(({ mark }: { readonly mark: string }) => mark !== "same");
    expect(changed).toMatchObject([
      { path: "/orders/<year ~ [0-9]{4}>/", mark: "added" },
      { path: "/mail/", mark: "removed" },
    ]);
    const { stdout } = await bench.call(project, "map", "--lang", "ja");
    expect(await measurePicture(browser.context, stdout)).toMatchObject(well);
  });

  it("says which releases there are to compare with", async () => {
    const { json, code } = await bench.call(project, "erd", "--against", "7", "--json");
    expect(code).toBe(1);
    expect(json.error).toMatchObject({ code: "UNKNOWN_RELEASE" });
  });

  it("says that a file cannot be written", async () => {
    const { json } = await bench.call(project, "erd", "--json", "--out", "manage.py/models.svg");
    expect(json.error).toMatchObject({ code: "FILE_NOT_WRITTEN" });
  });

  it("measures cold starts, and draws what they import", async () => {
    const { json, stderr } = await bench.call(project, "doctor", "--cold", "--json", "--out", "cold.svg");
    expect(json, stderr).toMatchObject({ name: "coffee-house", stage: "local" });
    const [web] = json.functions;
    expect(web.initMs).toBeGreaterThan(0);
    expect(web.startsMs).toHaveLength(5);
    expect(web.slowest.map((one: { readonly package: string }) => one.package)).toContain("django");
    const picture = await readFile(join(project, "cold.svg"), "utf8");
    expect(picture).toContain("<title>django.db.models: ");
    expect(await measurePicture(browser.context, picture)).toMatchObject(well);
  });

  it("describes the API from the routes", async () => {
    const { json } = await bench.call(project, "inspect", "--openapi");
    expect(json.paths["/slow/{milliseconds}/"].parameters[0].schema).toStrictEqual({
      type: "integer",
      minimum: 0,
    });
    const { json: failed, code } = await bench.call(project, "inspect", "--openapi", "--graphql", "--json");
    expect([code, failed.error.code]).toStrictEqual([2, "ONE_VIEW_AT_A_TIME"]);
  });
});
