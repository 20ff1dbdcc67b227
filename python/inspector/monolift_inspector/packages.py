"""Guesses which package of PyPI brings a module, for the sentence that names it."""

from __future__ import annotations

import sys

# Where the module's name is not the package's. From the packages' own documentation.
_PACKAGES = {
    "PIL": "pillow",
    "MySQLdb": "mysqlclient",
    "Crypto": "pycryptodome",
    "OpenSSL": "pyOpenSSL",
    "adminsortable2": "django-admin-sortable2",
    "admin_interface": "django-admin-interface",
    "allauth": "django-allauth",
    "anymail": "django-anymail",
    "attr": "attrs",
    "auditlog": "django-auditlog",
    "axes": "django-axes",
    "bootstrap4": "django-bootstrap4",
    "bootstrap5": "django-bootstrap5",
    "bs4": "beautifulsoup4",
    "channels_redis": "channels-redis",
    "ckeditor": "django-ckeditor",
    "cms": "django-cms",
    "colorfield": "django-colorfield",
    "compressor": "django-compressor",
    "configurations": "django-configurations",
    "constance": "django-constance",
    "corsheaders": "django-cors-headers",
    "crispy_bootstrap5": "crispy-bootstrap5",
    "crispy_forms": "django-crispy-forms",
    "csp": "django-csp",
    "cv2": "opencv-python-headless",
    "dal": "django-autocomplete-light",
    "dateutil": "python-dateutil",
    "debug_toolbar": "django-debug-toolbar",
    "decouple": "python-decouple",
    "defender": "django-defender",
    "dj_database_url": "dj-database-url",
    "dj_rest_auth": "dj-rest-auth",
    "django": "Django",
    "django_bootstrap5": "django-bootstrap5",
    "django_celery_beat": "django-celery-beat",
    "django_celery_results": "django-celery-results",
    "django_countries": "django-countries",
    "django_cron": "django-cron",
    "django_extensions": "django-extensions",
    "django_filters": "django-filter",
    "django_hosts": "django-hosts",
    "django_htmx": "django-htmx",
    "django_otp": "django-otp",
    "django_prometheus": "django-prometheus",
    "django_q": "django-q2",
    "django_redis": "django-redis",
    "django_rq": "django-rq",
    "django_ses": "django-ses",
    "django_tables2": "django-tables2",
    "django_tasks": "django-tasks",
    "docx": "python-docx",
    "dotenv": "python-dotenv",
    "drf_spectacular": "drf-spectacular",
    "drf_yasg": "drf-yasg",
    "easy_thumbnails": "easy-thumbnails",
    "environ": "django-environ",
    "filer": "django-filer",
    "fitz": "pymupdf",
    "formtools": "django-formtools",
    "git": "GitPython",
    "graphene_django": "graphene-django",
    "graphql": "graphql-core",
    "graphql_jwt": "django-graphql-jwt",
    "guardian": "django-guardian",
    "haystack": "django-haystack",
    "health_check": "django-health-check",
    "hijack": "django-hijack",
    "imagekit": "django-imagekit",
    "import_export": "django-import-export",
    "jazzmin": "django-jazzmin",
    "jose": "python-jose",
    "jwt": "PyJWT",
    "knox": "django-rest-knox",
    "ldap": "python-ldap",
    "magic": "python-magic",
    "maintenance_mode": "django-maintenance-mode",
    "markdownx": "django-markdownx",
    "markdownify": "django-markdownify",
    "memcache": "python-memcached",
    "modelcluster": "django-modelcluster",
    "modeltranslation": "django-modeltranslation",
    "mptt": "django-mptt",
    "mozilla_django_oidc": "mozilla-django-oidc",
    "ninja": "django-ninja",
    "oauth2_provider": "django-oauth-toolkit",
    "oscar": "django-oscar",
    "phonenumber_field": "django-phonenumber-field",
    "phonenumbers": "phonenumbers",
    "pipeline": "django-pipeline",
    "pkg_resources": "setuptools",
    "polymorphic": "django-polymorphic",
    "private_storage": "django-private-storage",
    "psycopg": "psycopg[binary]",
    "psycopg2": "psycopg2-binary",
    "pydantic_settings": "pydantic-settings",
    "pylibmc": "pylibmc",
    "pymysql": "PyMySQL",
    "qr_code": "django-qr-code",
    "ratelimit": "django-ratelimit",
    "recurrence": "django-recurrence",
    "redis": "redis",
    "rest_framework": "djangorestframework",
    "rest_framework_simplejwt": "djangorestframework-simplejwt",
    "reversion": "django-reversion",
    "rosetta": "django-rosetta",
    "rules": "rules",
    "sass_processor": "django-sass-processor",
    "select2": "django-select2",
    "sekizai": "django-sekizai",
    "sentry_sdk": "sentry-sdk",
    "silk": "django-silk",
    "simple_history": "django-simple-history",
    "sklearn": "scikit-learn",
    "social_django": "social-auth-app-django",
    "social_core": "social-auth-core",
    "sorl": "sorl-thumbnail",
    "storages": "django-storages",
    "strawberry": "strawberry-graphql",
    "strawberry_django": "strawberry-graphql-django",
    "taggit": "django-taggit",
    "tastypie": "django-tastypie",
    "tenant_schemas": "django-tenant-schemas",
    "django_tenants": "django-tenants",
    "tinymce": "django-tinymce",
    "treebeard": "django-treebeard",
    "two_factor": "django-two-factor-auth",
    "versatileimagefield": "django-versatileimagefield",
    "waffle": "django-waffle",
    "wagtail": "wagtail",
    "watchman": "django-watchman",
    "webpack_loader": "django-webpack-loader",
    "whitenoise": "whitenoise",
    "widget_tweaks": "django-widget-tweaks",
    "yaml": "PyYAML",
    "zmq": "pyzmq",
}

# https://docs.python.org/3/whatsnew/3.12.html#removed and https://peps.python.org/pep-0594/
_REMOVED_IN_3_12 = ("asynchat", "asyncore", "distutils", "imp", "smtpd")
# fmt: off
_REMOVED_IN_3_13 = (
    "aifc", "audioop", "cgi", "cgitb", "chunk", "crypt", "imghdr", "lib2to3", "mailcap", "msilib", "nis",
    "nntplib", "ossaudiodev", "pipes", "sndhdr", "spwd", "sunau", "telnetlib", "uu", "xdrlib",
)
# fmt: on
_REMOVED = {**dict.fromkeys(_REMOVED_IN_3_12, "3.12"), **dict.fromkeys(_REMOVED_IN_3_13, "3.13")}


def package_of(module: str) -> str | None:
    """Return the package that probably brings a module: from the table, else one of the module's own name.

    None for a module of Python itself, which no package brings.
    """
    top = module.partition(".")[0]
    if removed_in(module) is not None and top != "distutils":
        return None
    if top == "distutils":
        return "setuptools"
    return _PACKAGES.get(top, top.replace("_", "-"))


def removed_in(module: str) -> str | None:
    """Return the Python version that took a module out of the standard library, if this one is not older."""
    version = _REMOVED.get(module.partition(".")[0])
    if version is None:
        return None
    major, minor = version.split(".")
    return version if sys.version_info >= (int(major), int(minor)) else None
