"""Functions that are asked for a part of an application: what they import, and that answers stay the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .application import Application, write_files

if TYPE_CHECKING:
    from pathlib import Path

VIEWS = """
from django.http import HttpResponse
from django.urls import reverse

def show(request, **parameters):
    names = ["reports:pdf", "shop:cart", "about"]
    return HttpResponse(" ".join(reverse(name, args=[7] if name == "reports:pdf" else []) for name in names))

def plain(request, **parameters):
    return HttpResponse(__name__)
"""

FILES = {
    "config/settings.py": """
SECRET_KEY = "k"
ROOT_URLCONF = "config.urls"
ALLOWED_HOSTS = ["*"]
""",
    "config/urls.py": """
from django.urls import include, path, re_path

urlpatterns = [
    path("reports/", include("reports.urls")),
    path("shop/", include("shop.urls")),
    path("eu/", include("shop.urls", namespace="eu")),
    path("", include("pages.urls")),
    re_path(r"^old/(?P<year>[0-9]{4})/", include("archive.urls")),
]
""",
    "reports/urls.py": """
from django.urls import include, path
from . import views

app_name = "reports"
urlpatterns = [
    path("<int:id>/pdf", views.show, name="pdf"),
    path("bulk/", include("reports.bulk.urls")),
]
""",
    "reports/views.py": VIEWS,
    "reports/bulk/urls.py": """
from django.urls import path
from .. import views

urlpatterns = [path("all", views.plain)]
""",
    "shop/urls.py": """
from django.urls import path
from . import views

app_name: str = 'shop'  # of the whole shop
urlpatterns = [path("cart", views.plain, name="cart")]
""",
    "shop/views.py": VIEWS,
    "pages/urls.py": """
from django.urls import path
from . import views

urlpatterns = [path("about/", views.plain, name="about")]
""",
    "pages/views.py": VIEWS,
    "archive/urls.py": """
from django.urls import path
from . import views

name = "archive"
app_name = name
urlpatterns = [path("list", views.plain, name="list")]
""",
    "archive/views.py": VIEWS,
}

START = """
from monolift_runtime import own_routes
own_routes.install()
import django
django.setup()
from django.urls import get_resolver, resolve, reverse
get_resolver().url_patterns
own_routes.load({paths!r})

apps = ("reports", "shop", "pages", "archive")
def loaded():
    return [name for name in apps if name + ".views" in sys.modules]

def get(path):
    from django.test import RequestFactory
    match = resolve(path)
    return match.func(RequestFactory().get(path), *match.args, **match.kwargs).content.decode()
"""


@pytest.fixture
def site(python: str, tmp_path: Path) -> Application:
    return Application(python, write_files(tmp_path / "site", FILES), {}, {}, manage=None)


def run(site: Application, paths: list[str], code: str) -> object:
    return site.python_code(START.format(paths=paths) + code, with_overlay=False)


def test_only_what_its_paths_need_is_imported(site: Application) -> None:
    # The name of the archive's namespace is not written out: only an import tells it.
    code = "result = [loaded(), 'reports.bulk.urls' in sys.modules]"
    assert run(site, ["/reports/"], code) == [["reports", "archive"], True]
    assert run(site, ["/shop/cart"], code) == [["shop", "archive"], False]
    assert run(site, ["/reports/", "/shop/"], code) == [["reports", "shop", "archive"], True]


def test_paths_that_begin_like_everything_import_everything(site: Application) -> None:
    assert run(site, ["/"], "result = loaded()") == ["reports", "shop", "pages", "archive"]


def test_other_addresses_are_answered_and_reversed_as_ever(site: Application) -> None:
    code = "result = [get('/shop/cart'), loaded(), get('/reports/7/pdf'), loaded(), reverse('eu:cart')]"
    assert run(site, ["/reports/"], code) == [
        "shop.views",
        ["reports", "shop", "archive"],
        "/reports/7/pdf /shop/cart /about/",
        ["reports", "shop", "pages", "archive"],
        "/eu/cart",
    ]


def test_every_name_and_address_is_that_of_the_whole_urlconf(site: Application) -> None:
    names = ["shop:cart", "eu:cart", "about", "archive:list"]
    arguments = "{'year': 2020} if name.startswith('archive') else {}"
    code = f"result = [reverse(name, kwargs={arguments}) for name in {names!r}]"
    whole = site.python_code(
        f"import django\ndjango.setup()\nfrom django.urls import reverse\n{code}", with_overlay=False
    )
    assert run(site, ["/reports/"], code) == whole == ["/shop/cart", "/eu/cart", "/about/", "/old/2020/list"]


def test_what_is_wrong_with_an_include_is_raised_as_by_django(site: Application) -> None:
    urls = "from django.urls import include, path\nurlpatterns = [path('', include('gone'))]\n"
    write_files(site.folder, {"config/urls.py": urls})
    code = """
import django
django.setup()
from django.urls import get_resolver
try:
    get_resolver().url_patterns
    result = None
except ImportError as error:
    result = str(error)
"""
    install = "from monolift_runtime import own_routes\nown_routes.install()\n"
    assert site.python_code(install + code, with_overlay=False) == "No module named 'gone'"
