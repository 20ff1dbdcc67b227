"""What a stage says of itself, as it is read from the environment."""

from __future__ import annotations

import pytest
from monolift_runtime.overlay.stage import OverlayError, read_stage

from .laid import URL, stage


class TestReadStage:
    def test_is_nothing_without_an_overlay(self) -> None:
        assert read_stage({"DATABASE_URL": URL}) is None

    def test_takes_null_for_not_provided(self) -> None:
        assert stage(static_url=None, debug=None) == stage()

    def test_takes_the_secret_key_only_when_told_so(self) -> None:
        environment = {"SECRET_KEY": "of-the-stage"}
        assert stage(environment=environment).secret_key is None
        assert stage(environment=environment, secret=True).secret_key == "of-the-stage"

    @pytest.mark.parametrize(
        ("raw", "words"),
        [
            ("{", "not JSON"),
            ("[]", "not a JSON object but a list"),
            ('{"statik_url": "/static/"}', "'statik_url'"),
            ('{"hosts": "localhost"}', "hosts has to be a list of texts"),
            ('{"debug": "yes"}', "debug has to be true or false"),
            ('{"connections": "many"}', "persistent or per-request"),
            ('{"static_root": ""}', "static_root"),
            ('{"media_links": "open"}', "door or signed"),
            ('{"idle_session_timeout": 0}', "idle_session_timeout has to be a number of seconds"),
            ('{"mail": "ses"}', "mail has to be an object"),
            ('{"mail": {"from": "a@example.com"}}', "mail says no engine"),
            ('{"mail": {"engine": "smtp"}}', "mail.engine has to be ses, not 'smtp'"),
            ('{"mail": {"engine": "ses", "to": "x"}}', "mail has the key 'to'"),
            ('{"mail": {"engine": "ses", "from": ""}}', "mail.from has to be a text"),
            ('{"upload_limit_bytes": -1}', "upload_limit_bytes has to be a number of bytes"),
        ],
    )
    def test_names_what_it_does_not_understand(self, raw: str, words: str) -> None:
        with pytest.raises(OverlayError, match="MONOLIFT_OVERLAY") as caught:
            read_stage({"MONOLIFT_OVERLAY": raw})
        assert words in str(caught.value)

    @pytest.mark.parametrize(
        "url", ["mysql://u:hidden@h/n", "postgresql://u:hidden@h", "postgresql://u:hidden@h:x/n"]
    )
    def test_never_repeats_a_database_url(self, url: str) -> None:
        with pytest.raises(OverlayError, match="DATABASE_URL") as caught:
            stage(environment={"DATABASE_URL": url})
        assert "hidden" not in str(caught.value)
