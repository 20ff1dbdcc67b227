"""Writes the application that the benchmarks run: ten apps of six models each, with admin, REST API and templates.

Usage: ``python generate.py FOLDER``. The same bytes every time.
"""

from __future__ import annotations

import sys
from pathlib import Path

APPS = ["accounts", "billing", "catalog", "delivery", "events", "forum", "gallery", "helpdesk", "inventory", "journal"]
MODELS = ["Item", "Entry", "Record", "Note", "Label", "Link"]

MANAGE = """import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_of_ten.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
"""

SETTINGS = f"""import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = "only-for-the-benchmark-0123456789-0123456789-0123456789"
DEBUG = False
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [
    "django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
    "django.contrib.messages", "django.contrib.staticfiles", "django.contrib.sites", "django.contrib.sitemaps",
    "rest_framework", "rest_framework.authtoken", "django_filters", "corsheaders", {", ".join(repr(a) for a in APPS)},
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware", "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware", "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware", "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "site_of_ten.urls"
TEMPLATES = [{{
    "BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [], "APP_DIRS": True,
    "OPTIONS": {{"context_processors": [
        "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages"]}},
}}]
WSGI_APPLICATION = "site_of_ten.wsgi.application"
DATABASES = {{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ.get("BENCH_SQLITE", BASE_DIR / "db.sqlite3")}}}}
LANGUAGE_CODE = "en-us"
USE_I18N = True
USE_TZ = True
SITE_ID = 1
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "collected"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CORS_ALLOW_ALL_ORIGINS = True
REST_FRAMEWORK = {{"DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"]}}
"""

URLS = """from django.contrib import admin
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import include, path

CHUNK = b"0123456789abcdef" * 4096


def ping(request):
    return HttpResponse("pong", content_type="text/plain")


def stream(request, megabytes):
    return StreamingHttpResponse((CHUNK for _ in range(megabytes * 16)), content_type="application/octet-stream")


urlpatterns = [
    path("ping/", ping),
    path("stream/<int:megabytes>/", stream),
    path("admin/", admin.site.urls),
    {includes}
]
"""

MODEL = """class {name}(models.Model):
    title = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)
    body = models.TextField(blank=True)
    price = models.DecimalField(max_digits=10, decimal_places=2, default=0)
    is_public = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    {relation}

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return self.title


"""


def main(folder: Path) -> None:
    """Write the project below ``folder``."""
    package = folder / "site_of_ten"
    package.mkdir(parents=True, exist_ok=True)
    (folder / "manage.py").write_text(MANAGE)
    (package / "__init__.py").write_text("")
    (package / "settings.py").write_text(SETTINGS)
    includes = "\n    ".join(f'path("{app}/", include("{app}.urls")),' for app in APPS)
    (package / "urls.py").write_text(URLS.replace("{includes}", includes))
    for kind in ("wsgi", "asgi"):
        (package / f"{kind}.py").write_text(
            f'import os\n\nfrom django.core.{kind} import get_{kind}_application\n\n'
            f'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_of_ten.settings")\napplication = get_{kind}_application()\n'
        )
    (folder / "requirements.txt").write_text(
        "Django==5.2.19\ndjangorestframework==3.18.3\ndjango-filter==26.2\ndjango-cors-headers==4.9.0\nwhitenoise==6.12.0\n"
        "psycopg[binary]==3.3.3\n"
    )
    for app in APPS:
        write_app(folder / app, app)


def write_app(folder: Path, app: str) -> None:
    """Write one app: six models, their admin, a REST API and a page."""
    (folder / "migrations").mkdir(parents=True, exist_ok=True)
    (folder / "templates" / app).mkdir(parents=True, exist_ok=True)
    (folder / "__init__.py").write_text("")
    (folder / "migrations" / "__init__.py").write_text("")
    models = "from django.db import models\n\n\n"
    for position, name in enumerate(MODELS):
        relation = (
            "owner = models.ForeignKey('auth.User', null=True, on_delete=models.SET_NULL, related_name='+')"
            if position == 0
            else f"parent = models.ForeignKey({MODELS[position - 1]}, null=True, on_delete=models.CASCADE, related_name='+')"
        )
        models += MODEL.format(name=name, relation=relation)
    (folder / "models.py").write_text(models)
    (folder / "apps.py").write_text(
        f"from django.apps import AppConfig\n\n\nclass {app.title()}Config(AppConfig):\n"
        f'    name = "{app}"\n    default_auto_field = "django.db.models.BigAutoField"\n'
    )
    (folder / "admin.py").write_text(
        "from django.contrib import admin\n\nfrom . import models\n\n\n"
        + "".join(
            f"@admin.register(models.{name})\nclass {name}Admin(admin.ModelAdmin):\n"
            f'    list_display = ["title", "slug", "price", "is_public"]\n    search_fields = ["title"]\n\n\n'
            for name in MODELS
        )
    )
    (folder / "serializers.py").write_text(
        "from rest_framework import serializers\n\nfrom . import models\n\n\n"
        + "".join(
            f"class {name}Serializer(serializers.ModelSerializer):\n    class Meta:\n        model = models.{name}\n"
            f'        fields = "__all__"\n\n\n'
            for name in MODELS
        )
    )
    (folder / "views.py").write_text(
        "from django.views.generic import DetailView, ListView\nfrom rest_framework import viewsets\n\n"
        "from . import models, serializers\n\n\n"
        + "".join(
            f"class {name}ViewSet(viewsets.ModelViewSet):\n    queryset = models.{name}.objects.all()\n"
            f"    serializer_class = serializers.{name}Serializer\n    filterset_fields = [\"slug\", \"is_public\"]\n\n\n"
            f"class {name}List(ListView):\n    model = models.{name}\n    template_name = \"{app}/list.html\"\n\n\n"
            f"class {name}Detail(DetailView):\n    model = models.{name}\n    template_name = \"{app}/detail.html\"\n\n\n"
            for name in MODELS
        )
    )
    (folder / "urls.py").write_text(
        "from django.urls import include, path\nfrom rest_framework.routers import DefaultRouter\n\nfrom . import views\n\n"
        f'app_name = "{app}"\nrouter = DefaultRouter()\n'
        + "".join(f'router.register("{name.lower()}", views.{name}ViewSet)\n' for name in MODELS)
        + '\nurlpatterns = [\n    path("api/", include(router.urls)),\n'
        + "".join(
            f'    path("{name.lower()}/", views.{name}List.as_view(), name="{name.lower()}-page"),\n'
            f'    path("{name.lower()}/<slug:slug>/", views.{name}Detail.as_view(), name="{name.lower()}-one"),\n'
            for name in MODELS
        )
        + "]\n"
    )
    (folder / "templates" / app / "list.html").write_text(
        "<h1>{{ object_list.count }}</h1>{% for one in object_list %}<p>{{ one.title }}</p>{% endfor %}\n"
    )
    (folder / "templates" / app / "detail.html").write_text("<h1>{{ object.title }}</h1>\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
