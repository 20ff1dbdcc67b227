"""Secrets of the stage are hidden whatever their names are."""

from __future__ import annotations

import pytest
from monolift_inspector.hiding import Secrets


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("int('acct-77812')", "int('[hidden]')"),
        ("settings.production", "settings.production"),
        ("in eu-1", "in eu-1"),
        ("int('of another')", "int('of another')"),
    ],
)
def test_hides_values_of_named_variables_that_are_no_words(text: str, hidden: str) -> None:
    environment = {
        "MONOLIFT_SECRETS": "ACCOUNT,KIND,PLACE,MISSING",
        "ACCOUNT": "acct-77812",
        "KIND": "production",
        "PLACE": "eu-1",
        "OTHER": "of another",
    }
    assert Secrets(environment).hide(text) == hidden


def test_hides_values_of_files() -> None:
    secrets = Secrets({})
    secrets.learn_given({"FACEBOOK": {"ids": ["fb-100200", 7]}, "PASSWORD": "open"})
    assert secrets.hide("fb-100200 open 7") == "[hidden] [hidden] 7"
