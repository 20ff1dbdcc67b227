"""Which languages can be answered in: what Django would choose from, and no more."""

from __future__ import annotations

import pytest
from inspected_project import ADMIN, Project

LOCALE = 'MIDDLEWARE += ["django.contrib.sessions.middleware.SessionMiddleware", {0!r}]\n'


@pytest.mark.parametrize(
    ("code", "languages"),
    [
        ("en-us", ["en", "en-us"]),
        ("pt-br", ["en", "pt", "pt-br"]),
        ("zh-hans", ["en", "zh", "zh-hans"]),
        ("de-AT", ["de", "de-at", "en"]),
    ],
)
def test_without_a_choice_it_is_the_language_code(project: Project, code: str, languages: list[str]) -> None:
    project.settings(f'LANGUAGE_CODE = "{code}"\n{ADMIN}')
    assert project.inspect().facts["languages"] == languages


def test_explicit_languages_are_the_only_ones(project: Project) -> None:
    project.settings(
        LOCALE.format("django.middleware.locale.LocaleMiddleware")
        + """
from django.utils.translation import gettext_lazy as _
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("Japanese")), ("zh-cn", _("Chinese"))]
"""
    )
    assert project.inspect().facts["languages"] == ["en", "ja", "zh", "zh-cn", "zh-hans"]


def test_locale_middleware_offers_all(project: Project) -> None:
    project.settings(LOCALE.format("django.middleware.locale.LocaleMiddleware"))
    assert project.inspect().facts["languages"] is None


def test_a_middleware_made_of_it_offers_all(project: Project) -> None:
    project.write(
        "site_/middleware.py",
        """
        from django.middleware.locale import LocaleMiddleware
        class OfThePerson(LocaleMiddleware): ...
        """,
    )
    project.settings(LOCALE.format("site_.middleware.OfThePerson"))
    assert project.inspect().facts["languages"] is None


def test_a_route_that_sets_the_language_offers_all(project: Project) -> None:
    project.write(
        "site_/urls.py",
        """
        from django.urls import include, path
        urlpatterns = [path("i18n/", include("django.conf.urls.i18n"))]
        """,
    )
    assert project.inspect().facts["languages"] is None


def test_without_i18n_nothing_can_be_chosen(project: Project) -> None:
    project.settings("USE_I18N = False\n" + LOCALE.format("django.middleware.locale.LocaleMiddleware"))
    assert project.inspect().facts["languages"] == ["en", "en-us"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (
            "site_/mail.py",
            "from django.utils import translation\ndef send(to): translation.override(to.language)\n",
        ),
        ("site_/mail.py", "from django.utils.translation import activate, get_language\nactivate('fr')\n"),
        (
            "site_/mail.py",
            "from django.utils.translation import (\n    get_language,\n    override as speak,\n)\n",
        ),
        ("site_/mail.py", "from django.utils import timezone, translation as t\nt.activate('fr')\n"),
        ("site_/templates/mail.html", "{% load i18n %}{% language person.language %}…{% endlanguage %}"),
    ],
)
def test_code_and_templates_that_change_the_language_offer_all(
    project: Project, file: str, text: str
) -> None:
    project.write(file, text)
    assert project.inspect().facts["languages"] is None


def test_an_installed_package_that_changes_the_language_offers_all(project: Project) -> None:
    (project.root / "site-packages").mkdir()
    project.write(
        "site-packages/mailer.py",
        "from django.utils import translation\ndef send(to): translation.activate(to.language)\n",
    )
    project.settings(
        'import sys\nsys.path.append("' + str(project.root / "site-packages") + '")\nimport mailer\n'
    )
    assert project.inspect().facts["languages"] is None


def test_translated_texts_alone_offer_nothing(project: Project) -> None:
    project.write(
        "site_/urls.py",
        """
        from django.utils import timezone, translation
        from django.utils.translation import gettext_lazy as _
        timezone.activate("Asia/Tokyo")
        TITLE = _("Add")
        def language(): return translation.get_language()
        urlpatterns = []
        """,
    )
    assert project.inspect().facts["languages"] == ["en", "en-us"]
