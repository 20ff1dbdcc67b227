import type { Application, SignIn } from "./application.ts";

const djangoAdmin: SignIn = {
  page: "/admin/",
  userField: "username",
  passwordField: "password",
  proof: 'id="logout-form"',
};
const oldDjangoAdmin: SignIn = { ...djangoAdmin, proof: "/admin/logout/" };

const usual = {
  folder: ".",
  written: {},
  python: ["3.11", "3.14"],
  isFast: true,
  install: ["-r", "requirements.txt"],
  manage: ".",
  interface: "wsgi",
  celery: null,
  needsPostgres: false,
  superuser: { username: "ann", email: "ann@example.com" },
  signIn: djangoAdmin,
  upload: { kind: "along-with-log-in" },
  differences: [],
  notWorking: [],
} as const satisfies Partial<Application>;

function startproject(version: string, python: readonly [string, string]): Application {
  const series = version.split(".").slice(0, 2).join(".");
  return {
    ...usual,
    id: `startproject-${series}`,
    title: `django-admin startproject, Django ${series}`,
    source: {
      kind: "generated",
      packages: [`Django==${version}`],
      command: ["django-admin", "startproject", "mysite", "."],
    },
    written: { "requirements.txt": `Django==${version}\n`, ".python-version": `${python[0]}\n` },
    python,
    settings: "mysite.settings",
    front: { path: "/", status: 200, proof: "The install worked successfully" },
    atLeast: { routes: 20, models: 9, tasks: 0 },
  };
}

/** The applications, those that install fastest first. */
export const catalogue: readonly Application[] = [
  startproject("4.2.30", ["3.11", "3.13"]),
  startproject("5.2.19", ["3.11", "3.14"]),
  startproject("6.0.10", ["3.12", "3.15"]),
  {
    ...usual,
    id: "graphene-cookbook",
    title: "graphene-django's cookbook",
    source: {
      kind: "debian",
      url: "http://deb.debian.org/debian/pool/main/d/django-graphene/django-graphene_3.2.3.orig.tar.gz",
      sha256: "875a39555cfc1f1fddf895d2e4bd2b60bc942f5e946c87e44b925fe4ed0a5623",
    },
    folder: "examples/cookbook-plain",
    settings: "cookbook.settings",
    python: ["3.11", "3.12"],
    signIn: oldDjangoAdmin,
    front: { path: "/graphql/", status: 400, proof: "Must provide query string" },
    atLeast: { routes: 40, models: 13, tasks: 0 },
  },
  {
    ...usual,
    id: "celery-django",
    title: "Celery's Django example",
    source: {
      kind: "sdist",
      name: "celery",
      version: "5.7.0",
      sha256: "6a5dfcf6662287204f009a02002b9e66c83d4105e47ebabdc7079108772fc6f0",
    },
    folder: "examples/django",
    settings: "proj.settings",
    celery: "proj.celery:app",
    signIn: { none: "its URLconf is empty" },
    upload: { none: "its URLconf is empty" },
    front: { path: "/", status: 200, proof: "The install worked successfully" },
    atLeast: { routes: 0, models: 1, tasks: 7 },
  },
  {
    ...usual,
    id: "wagtail",
    title: "wagtail start",
    source: {
      kind: "generated",
      packages: ["wagtail==7.0.10"],
      command: ["wagtail", "start", "mysite", "."],
    },
    settings: "mysite.settings.dev",
    signIn: { ...djangoAdmin, page: "/django-admin/" },
    upload: {
      kind: "form",
      page: "/admin/images/add/",
      field: "file",
      values: { title: "A small picture" },
      keptAt: "/media/original_images/NAME",
    },
    front: { path: "/", status: 200, proof: "Welcome to your new Wagtail site!" },
    atLeast: { routes: 200, models: 40, tasks: 0 },
    differences: [
      {
        what: "models: - wagtailsearch.SQLiteFTSIndexEntry wagtailsearch_indexentry_fts autocomplete,body,index_entry,title",
        reason: "Wagtail defines this model only where the database is SQLite; lifted, it is PostgreSQL",
      },
    ],
  },
];
