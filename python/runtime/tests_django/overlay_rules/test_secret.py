"""The rule for ``SECRET_KEY``."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from typing import TYPE_CHECKING

import pytest
from monolift_runtime.overlay.rules import secret

from ..application import write_files
from .laid import lay, stage

if TYPE_CHECKING:
    from pathlib import Path


class TestSecret:
    local = stage(environment={"SECRET_KEY": "of-the-stage"}, secret=True, local_http=True)
    remote = stage(environment={"SECRET_KEY": "of-the-stage"}, secret=True, local_http=False)

    @pytest.mark.parametrize("own", ["the project's own", "django-insecure-abc"])
    def test_leaves_a_key_that_data_hang_on(self, own: str) -> None:
        settings, record = lay(secret.lay_over, self.local, SECRET_KEY=own)
        assert settings["SECRET_KEY"] == own
        assert record == ["SECRET_KEY: set -> left: the project's own"]

    def test_replaces_the_insecure_one_where_others_can_reach_it(self) -> None:
        settings, record = lay(secret.lay_over, self.remote, SECRET_KEY="django-insecure-abc")
        assert settings["SECRET_KEY"] == "of-the-stage"
        assert record == ["SECRET_KEY: set -> changed"]

    def test_a_key_that_was_set_for_the_stage_wins(self) -> None:
        environment = {"SECRET_KEY": "chosen", "MONOLIFT_SECRETS": "API_KEY,SECRET_KEY"}
        chosen = stage(environment=environment, secret=True, local_http=True)
        settings, record = lay(secret.lay_over, chosen, SECRET_KEY="the project's own")
        assert settings["SECRET_KEY"] == "chosen"
        assert record == ["SECRET_KEY: set -> changed"]

    def test_gives_one_to_a_project_without(self) -> None:
        assert lay(secret.lay_over, self.local, SECRET_KEY="")[0]["SECRET_KEY"] == "of-the-stage"

    @pytest.mark.parametrize(
        ("source", "is_replaced"),
        [
            ("import secrets\nSECRET_KEY = secrets.token_hex()", True),
            ("import os, uuid\nSECRET_KEY = os.environ.get('NO_KEY') or str(uuid.uuid4())", True),
            (
                (
                    "import secrets\n"
                    "def make():\n"
                    "    return secrets.token_urlsafe()\n"
                    "KEY = make()\n"
                    "SECRET_KEY: str = KEY"
                ),
                True,
            ),
            ("import secrets\nNONCE = secrets.token_hex()\nSECRET_KEY = 'the own'", False),
            ("import os, secrets\nSECRET_KEY = os.environ.get('OWN_KEY', secrets.token_hex())", False),
        ],
    )
    def test_replaces_a_key_that_each_process_makes_anew(
        self, source: str, is_replaced: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write_files(tmp_path, {"own_settings.py": source})
        monkeypatch.setenv("OWN_KEY", "from the environment")
        spec = spec_from_file_location("own_settings", tmp_path / "own_settings.py")
        assert spec is not None
        assert spec.loader is not None
        module = module_from_spec(spec)
        monkeypatch.setitem(sys.modules, "own_settings", module)
        spec.loader.exec_module(module)
        settings, _ = lay(secret.lay_over, self.local, SECRET_KEY=module.SECRET_KEY)
        assert (settings["SECRET_KEY"] == "of-the-stage") is is_replaced
