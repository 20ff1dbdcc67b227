import { describe } from "vitest";
import { checkReports } from "../../test/reports/reports.ts";
import type { Facts } from "../facts/schema.ts";
import { sayInspect } from "./inspect.ts";
import { routesResult, sayRoutes } from "./routes.ts";

const facts: Facts = {
  version: 1,
  framework: "django",
  frameworkVersion: "5.2.1",
  languageVersion: "3.11.7",
  settingsModule: "config.settings.base",
  interface: "wsgi",
  interfaceReason: "wsgi-default",
  application: "config.wsgi:application",
  settings: {},
  settingsAtRisk: [
    { setting: "DEBUG", risk: "debug", found: "True" },
    { setting: "DATABASES", risk: "sqlite", found: "db.sqlite3" },
  ],
  overlaid: [
    { setting: "DATABASES", source: "database", was: "sqlite3 db.sqlite3", becomes: "postgresql" },
    { setting: "ALLOWED_HOSTS", source: "hosts", was: "[]", becomes: "local.blog.localhost" },
  ],
  installedApps: [
    { name: "django.contrib.admin", label: "admin", path: null },
    { name: "blog", label: "blog", path: null },
  ],
  middleware: [],
  routes: [
    {
      pattern: "admin/login/",
      segments: [{ kind: "literal", text: "admin/login/" }],
      name: "admin:login",
      view: "django.contrib.admin.sites.login",
      lookup: "django.contrib.admin.sites.login",
      methods: null,
      converters: {},
      csrfExempt: false,
      isAsync: false,
      urlconf: "config.urls",
      syntax: "path",
      isLocalized: false,
    },
    {
      pattern: "post/<int:pk>/",
      segments: [
        { kind: "literal", text: "post/" },
        { kind: "parameter", text: "<int:pk>", name: "pk", converter: "int" },
        { kind: "literal", text: "/" },
      ],
      name: null,
      view: "blog.views.PostView",
      lookup: "blog.views.PostView",
      methods: ["GET", "POST"],
      converters: { pk: "int" },
      csrfExempt: false,
      isAsync: false,
      urlconf: "config.urls",
      syntax: "path",
      isLocalized: false,
    },
  ],
  models: [
    {
      label: "blog.Post",
      table: "blog_post",
      app: "blog",
      fields: [],
      isManaged: true,
      isProxy: false,
      isAutoCreated: false,
    },
    {
      label: "blog.Post_tags",
      table: "blog_post_tags",
      app: "blog",
      fields: [],
      isManaged: true,
      isProxy: false,
      isAutoCreated: true,
    },
  ],
  static: { url: "/static/", finders: [], storage: null },
  media: { url: "/media/", root: "media" },
  languages: ["en", "ja"],
  celery: { app: "config.celery:app", broker: null },
  tasks: [
    { name: "blog.tasks.send", kind: "celery", module: "blog.tasks" },
    { name: "blog.tasks.count", kind: "django.tasks", module: "blog.tasks" },
  ],
  schedules: [],
  graphql: [{ library: "graphene", schema: "blog.schema", sdl: "type Query", path: "/graphql" }],
  commands: [{ name: "migrate", app: "django.core" }],
  migrations: {
    unapplied: [{ app: "blog", name: "0002_tag" }],
    missing: ["shop"],
    conflicts: [],
    cacheTables: [],
  },
  sideEffects: {
    filesWritten: [{ path: "/tmp/x.log", by: "config/settings.py:12" }],
    processesStarted: [],
    connectionsTried: [{ address: "127.0.0.1:6379", by: null }],
    threadsStarted: [],
  },
  notRunning: [
    { kind: "celery-tasks", count: 12 },
    { kind: "websockets", count: 1 },
  ],
  warnings: [
    { code: "GRAPHQL_FAILED", about: "blog.schema:schema", text: "KeyError: x", place: "blog/schema.py:3" },
  ],
};

describe("the reports of an inspection", () => {
  checkReports("inspect", (page) => ({
    inspect: sayInspect(facts, page),
    routes: sayRoutes(routesResult(facts), page),
  }));
});
