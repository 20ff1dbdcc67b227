import { describe, expect, it } from "vitest";
import { appJson, procfile } from "../../../test/importers/files.ts";
import { fitted, leftBy, lostKeys, writtenBy } from "../../../test/importers/said.ts";
import { readHeroku } from "./heroku.ts";
import { readProcfile } from "./procfile.ts";
import { readYaml } from "./read-yaml.ts";

const manifest = readYaml(appJson, { file: "app.json", version: "1.2" });
const processes = readProcfile(procfile, "Procfile");
const reading = readHeroku({ procfile: processes, manifest });

const only = (text: string) => readHeroku({ procfile: readProcfile(text, "Procfile"), manifest: undefined });

describe("readHeroku", () => {
  it("makes one stage of the web process and the manifest", () => {
    expect(reading?.name?.value).toBe("The Shop");
    expect(reading?.stages.map(({ name }) => name)).toEqual(["production"]);
    expect(writtenBy(reading)).toEqual([
      "app.root: backend",
      "functions.web.timeout: 60",
      "app.interface: asgi",
      "production.app.settings: shop.settings.heroku",
      "production.database.engine: url",
    ]);
  });

  it("lists the rest, file by file", () => {
    expect(leftBy(reading)).toEqual([
      "own-secret-key: env.SECRET_KEY",
      "variable: env.STRIPE_SECRET",
      "variable: env.SHOP_TITLE",
      "own-runtime: env.WEB_CONCURRENCY",
      "addon: addons",
      "variable: addons",
      "own-scaling: formation",
      "hooks: scripts.postdeploy",
      "own-release: release",
      "own-server: web",
      "worker: worker",
      "schedule: beat",
    ]);
    expect(fitted(reading).variables.map(({ name }) => name)).toEqual([
      "STRIPE_SECRET",
      "SHOP_TITLE",
      "DATABASE_URL",
    ]);
  });

  it("loses nothing and shows no secret", () => {
    expect([...lostKeys(manifest, reading), ...lostKeys(processes, reading)]).toEqual([]);
    expect(JSON.stringify(fitted(reading))).not.toContain("hunter2");
  });

  it.each([
    ["web: gunicorn shop.wsgi", []],
    ["web: cd src && gunicorn shop.wsgi -t 90", ["app.root: src", "functions.web.timeout: 90"]],
    ["web: DJANGO_SETTINGS_MODULE=shop.prod gunicorn shop.wsgi", ["production.app.settings: shop.prod"]],
    [
      "web: gunicorn --env DJANGO_SETTINGS_MODULE=shop.prod shop.wsgi",
      ["production.app.settings: shop.prod"],
    ],
    ["web: python manage.py runserver --settings=shop.prod", ["production.app.settings: shop.prod"]],
    ["web: daphne -b 0.0.0.0 -p $PORT shop.asgi:application", ["app.interface: asgi"]],
    ["web: uwsgi --http :$PORT --module shop.wsgi --master", []],
  ])("reads what a server was told: %s", (line, written) => {
    expect(writtenBy(only(line))).toEqual(written);
  });

  it("takes variables before a command like those of the manifest", () => {
    const read = only("web: SENTRY_DSN=https://x:hunter2@sentry.example/1 PORT=80 gunicorn shop.wsgi");
    expect(leftBy(read)).toEqual(["own-server: web", "own-runtime: web.PORT", "variable: web.SENTRY_DSN"]);
    expect(JSON.stringify(fitted(read))).not.toContain("hunter2");
  });

  it("knows which commands of a release are steps of every `up`", () => {
    const text = `web: gunicorn shop.wsgi
release: python manage.py migrate && python manage.py collectstatic --noinput
release: python manage.py loaddata shop
`;
    expect(leftBy(only(text))).toEqual(["own-server: web", "own-release: release", "hooks: release"]);
  });

  it("does not take a Procfile that answers no requests", () => {
    expect(only("worker: celery -A shop worker\n")).toBeUndefined();
  });
});
