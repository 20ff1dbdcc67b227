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
  environment: {},
  superuserOptions: [],
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

const debusineRequirements = `aiohttp
fasteners
psutil
pydantic
email_validator
prometheus-client
python-dateutil
python_debian
PyYAML
requests
requests-file
requests-toolbelt
rich
tenacity
boto3
celery[redis]
channels
channels_redis
daphne
Django>=4.2,<5.3
django-celery-results
django-cte<2
django-pglocks
django-pgtrigger
djangorestframework
fabric
hcloud
jsonpath-rw
jwcrypto
packaging
psycopg2-binary
pygments
requests-oauthlib
unidiff
configobj
xkcdpass
PyNaCl
lxml
`;

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
    id: "debug-toolbar",
    title: "Django Debug Toolbar's example, by ASGI",
    source: {
      kind: "sdist",
      name: "django-debug-toolbar",
      version: "8.0.0",
      sha256: "cae32d3e441e608f39f3f1ca6b3f028c38d5d04d74c98d8ab96d46022dee3163",
    },
    written: {
      // What of its group `dev` the example imports.
      "requirements.txt": "Django==5.2.19\nsqlparse\nJinja2\nwhitenoise\n",
      ".python-version": "3.11\n",
      // Its asgi.py names these settings, its manage.py the synchronous ones.
      "monolift.toml":
        'name = "debug-toolbar"\n\n[app]\nroot = "."\nsettings = "example.async_.settings"\ninterface = "asgi"\n',
    },
    settings: "example.async_.settings",
    interface: "asgi",
    // An asynchronous view that asks the database with `async for`.
    front: { path: "/async/db/", status: 200, proof: '{"names": []}' },
    atLeast: { routes: 40, models: 9, tasks: 0 },
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
    notWorking: ["its tasks are found, but no worker executes them"],
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
  {
    ...usual,
    id: "ara",
    title: "ARA Records Ansible",
    source: { kind: "installed" },
    written: {
      "requirements.txt": "ara[server]==1.8.0\n",
      "monolift.toml": 'name = "ara"\n\n[app]\nsettings = "ara.server.settings"\n',
    },
    isFast: false,
    settings: "ara.server.settings",
    // Importing the settings writes a file with a generated key, by default below ~/.ara.
    environment: { ARA_BASE_DIR: "SCRATCH" },
    front: { path: "/", status: 200, proof: "ara | Playbooks" },
    atLeast: { routes: 70, models: 17, tasks: 0 },
  },
  {
    ...usual,
    id: "mailman-web",
    title: "Mailman web (Postorius, HyperKitty)",
    source: { kind: "installed" },
    written: {
      "requirements.txt": "mailman-web==0.0.9\n",
      "monolift.toml": 'name = "mailman"\n\n[app]\nsettings = "settings"\n',
      "settings.py": `"""Settings of this site, as docs.mailman3.org has them."""

from pathlib import Path

from mailman_web.settings.base import *
from mailman_web.settings.mailman import *

BASE_DIR = Path(__file__).resolve().parent
SECRET_KEY = "a-long-and-random-text-of-the-administrator"
ADMINS = [("Postmaster", "postmaster@example.com")]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "lists.example.com"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "mailman-web.db"}}
STATIC_ROOT = BASE_DIR / "static"
LOGGING["handlers"]["file"]["filename"] = BASE_DIR / "mailmanweb.log"
HAYSTACK_CONNECTIONS["default"]["PATH"] = BASE_DIR / "fulltext_index"
`,
    },
    isFast: false,
    settings: "settings",
    signIn: oldDjangoAdmin,
    front: { path: "/admin/login/", status: 200, proof: "Django" },
    atLeast: { routes: 280, models: 34, tasks: 0 },
    differences: [
      {
        what: "routes: - hyperkitty/^list/(?P<mlist_fqdn>[^/@]+@[^/@]+)/feed/ hk_list_feed hyperkitty.feed.check_mlist_private.<locals>.inner",
        reason: "Django names the decorator's inner function, Monolift the view that it wraps",
      },
      {
        what: "routes: - archives/^list/(?P<mlist_fqdn>[^/@]+@[^/@]+)/feed/ hk_list_feed hyperkitty.feed.check_mlist_private.<locals>.inner",
        reason: "Django names the decorator's inner function, Monolift the view that it wraps",
      },
      {
        what: "routes: + hyperkitty/^list/(?P<mlist_fqdn>[^/@]+@[^/@]+)/feed/ hk_list_feed hyperkitty.feed.MailingListFeed",
        reason: "Django names the decorator's inner function, Monolift the view that it wraps",
      },
      {
        what: "routes: + archives/^list/(?P<mlist_fqdn>[^/@]+@[^/@]+)/feed/ hk_list_feed hyperkitty.feed.MailingListFeed",
        reason: "Django names the decorator's inner function, Monolift the view that it wraps",
      },
    ],
    notWorking: [
      "pages of Postorius and HyperKitty answer 500: COMPRESS_OFFLINE wants `manage.py compress` after collectstatic, and sassc",
      "django-q's cluster does not run",
    ],
  },
  {
    ...usual,
    id: "debusine",
    title: "Debusine",
    source: {
      kind: "debian",
      url: "http://deb.debian.org/debian/pool/main/d/debusine/debusine_0.11.3+deb13u1.tar.xz",
      sha256: "61da98bf19778f241faf9428bb577057d8eba240775467cebc4653d50dc8bc25",
    },
    written: {
      // Its own list is an extra of pyproject.toml, with Debian's names in comments; psycopg2 is taken as a wheel.
      "requirements.txt": debusineRequirements,
      "monolift.toml": 'name = "debusine"\n\n[app]\nsettings = "debusine.project.settings"\n',
      "data/logs/.keep": "",
      "data/store/.keep": "",
    },
    // Its pyproject.toml says 3.11, its code wants typing.override.
    python: ["3.12", "3.14"],
    isFast: false,
    settings: "debusine.project.settings",
    needsPostgres: true,
    celery: "debusine.project.celery:app",
    // Its checks want to write into its store, which lies in the code.
    superuserOptions: ["--skip-checks"],
    signIn: { ...djangoAdmin, page: "/-/admin/" },
    front: { path: "/", status: 200, proof: "debusine" },
    atLeast: { routes: 100, models: 45, tasks: 5 },
    notWorking: ["WebSockets", "Celery tasks and schedules", "file stores below the code (read-only)"],
  },
  {
    ...usual,
    id: "pretalx",
    title: "pretalx",
    source: {
      kind: "sdist",
      name: "pretalx",
      version: "2026.2.1",
      sha256: "0017e11e67f853cede833aeeba773e838968d2f7c5d010471c77e17a71c50a3b",
    },
    python: ["3.13", "3.15"],
    isFast: false,
    install: ["."],
    manage: "src",
    settings: "pretalx.settings",
    celery: "pretalx.celery_app:app",
    superuser: { email: "ann@example.com" },
    signIn: { none: "it has no Django admin; its own log-in is at /orga/login/" },
    upload: { none: "an upload needs an event first" },
    front: { path: "/orga/login/", status: 200, proof: "login_email" },
    atLeast: { routes: 300, models: 60, tasks: 14 },
    differences: [
      {
        what: "routes: - 400 - pretalx.common.views.errors.error_view.<locals>.error_view_function",
        reason: "Django names the wrapper that a decorator made, Monolift the function in the project's code",
      },
      {
        what: "routes: - 403 - pretalx.common.views.errors.error_view.<locals>.error_view_function",
        reason: "Django names the wrapper that a decorator made, Monolift the function in the project's code",
      },
      {
        what: "routes: - 404 - pretalx.common.views.errors.error_view.<locals>.error_view_function",
        reason: "Django names the wrapper that a decorator made, Monolift the function in the project's code",
      },
      {
        what: "routes: - api/events/<slug:event>/submissions/favourites/ api:submission.favourites pretalx.api.views.submission.WrappedAPIView",
        reason: "Django names the wrapper that a decorator made, Monolift the function in the project's code",
      },
      {
        what: "routes: - api/events/<slug:event>/submissions/<slug:code>/favourite/ api:submission.favourite pretalx.api.views.submission.WrappedAPIView",
        reason: "Django names the wrapper that a decorator made, Monolift the function in the project's code",
      },
      {
        what: "routes: - api/events/<slug:event>/submissions/signups/ api:submission.signups pretalx.api.views.submission.WrappedAPIView",
        reason: "Django names the wrapper that a decorator made, Monolift the function in the project's code",
      },
      {
        what: "routes: + 400 - pretalx.common.views.errors.handle_400",
        reason: "Django names the wrapper that a decorator made, Monolift the function in the project's code",
      },
      {
        what: "routes: + 403 - pretalx.common.views.errors.handle_403",
        reason: "Django names the wrapper that a decorator made, Monolift the function in the project's code",
      },
      {
        what: "routes: + 404 - pretalx.common.views.errors.handle_404",
        reason: "Django names the wrapper that a decorator made, Monolift the function in the project's code",
      },
      {
        what: "routes: + api/events/<slug:event>/submissions/favourites/ api:submission.favourites pretalx.api.views.submission.favourites_view",
        reason: "Django names the wrapper that a decorator made, Monolift the function in the project's code",
      },
      {
        what: "routes: + api/events/<slug:event>/submissions/<slug:code>/favourite/ api:submission.favourite pretalx.api.views.submission.favourite_view",
        reason: "Django names the wrapper that a decorator made, Monolift the function in the project's code",
      },
      {
        what: "routes: + api/events/<slug:event>/submissions/signups/ api:submission.signups pretalx.api.views.submission.signups_view",
        reason: "Django names the wrapper that a decorator made, Monolift the function in the project's code",
      },
    ],
  },
];
