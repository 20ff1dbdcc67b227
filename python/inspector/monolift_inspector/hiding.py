"""Keeps secrets in: no value of a secret leaves the process, in whatever text it turns up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HIDDEN = "[hidden]"

_SECRET_NAME = re.compile(
    r"secret|passw|passphrase|token|api_?key|private_?key|access_?key|auth_?key|credential|signing|encryption|salt|_dsn$"
    r"|(^|_)(pass|pwd|key|dsn)$",
    re.IGNORECASE,
)
_SECRET_IN_CODE = re.compile(
    r"secret|passw|passphrase|token|api_?key|private_?key|access_?key|credential|signing|_dsn\b|\b(pass|pwd|dsn)\b",
    re.IGNORECASE,
)
# A slash is not allowed in a password and stands in many; after a number alone it is the path behind a port.
_URL_PASSWORD = re.compile(
    r"(?P<before>[a-z][a-z0-9+.-]*://[^\s/:@'\"]*:)(?!\d+/)(?P<password>[^\s'\"]*)(?=@)", re.IGNORECASE
)
_STRING = re.compile(r"(?P<quote>\"\"\"|'''|\"|')(?P<text>(?:\\.|(?!(?P=quote)).)*)(?P=quote)?")
_LOOKUP = re.compile(r"(environ(\.get)?|getenv|env(\.\w+)?|config|get)\s*[\[(]\s*$|^\s*$")
_NAME = re.compile(r"^[A-Za-z_][A-Za-z0-9_.-]{0,60}$")
# A password like "blog" is also a word of the application: hidden everywhere it would spoil the facts.
_SHORTEST_TOKEN = 12
# Of a secret whose name does not look like one: `production` and `eu-1` are found in many texts.
_SHORTEST_GIVEN = 6


def looks_secret(name: str) -> bool:
    """Whether a setting or variable of this name holds a secret."""
    return _SECRET_NAME.search(name) is not None


def hide_url_password(text: str) -> str:
    """Replace the password of every URL in a text; user, host and path stay."""
    return _URL_PASSWORD.sub(lambda found: found["before"] + HIDDEN, text)


def hide_literals(line: str) -> str:
    """Replace the strings of a line of source that seems to speak of a secret; names of variables stay."""
    line = hide_url_password(line)
    if not _SECRET_IN_CODE.search(line):
        return line

    def replace(found: re.Match[str]) -> str:
        before = line[: found.start()]
        is_lookup = _LOOKUP.search(before) is not None or before.rstrip().endswith("import")
        is_key = line[found.end() :].lstrip()[:1] in (":", "]")
        if _NAME.match(found["text"]) and (is_lookup or is_key):
            return found[0]
        return f"{found['quote']}{HIDDEN}{found['quote']}"

    return _STRING.sub(replace, line)


class Secrets:
    """The secret values that are known so far; they are only ever compared, never written."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._values: set[str] = set()
        self._pattern: re.Pattern[str] | None = None
        self._token_pattern: re.Pattern[str] | None = None
        for name, value in environment.items():
            self.learn(name, value)
        for name in environment.get("MONOLIFT_SECRETS", "").split(","):
            self.learn_given({name: environment.get(name, "")})

    def learn(self, name: str, value: Any) -> None:
        """Remember the secrets in a setting or variable: by its name, and the passwords of URLs in it."""
        if isinstance(value, dict):
            for key, inner in value.items():
                self.learn(str(key), inner)
        elif isinstance(value, (list, tuple)):
            for inner in value:
                self.learn(name, inner)
        elif isinstance(value, bytes):
            self.learn(name, value.decode("utf-8", "replace"))
        elif isinstance(value, str):
            if looks_secret(name):
                self._add(value)
            for found in _URL_PASSWORD.finditer(value):
                self._add(found["password"])

    def learn_given(self, value: Any) -> None:
        """Remember the values of the stage's own secrets, whatever their names; a mere word hides nothing."""
        self.learn("", value)
        if isinstance(value, dict):
            for inner in value.values():
                self.learn_given(inner)
        elif isinstance(value, (list, tuple)):
            for inner in value:
                self.learn_given(inner)
        elif isinstance(value, str) and len(value) >= _SHORTEST_GIVEN and not value.isalpha():
            self._add(value)

    def hide(self, text: str) -> str:
        """Take every known secret out of a free text: a message, a log line, a line of source."""
        text = hide_url_password(text)
        return self._pattern.sub(HIDDEN, text) if self._pattern else text

    def hide_in(self, value: Any) -> Any:
        """Take the long secrets out of a whole document, keys included: a token in a URL pattern."""
        if isinstance(value, str):
            text = hide_url_password(value) if "://" in value else value
            return self._token_pattern.sub(HIDDEN, text) if self._token_pattern else text
        if isinstance(value, dict):
            return {self.hide_in(key): self.hide_in(inner) for key, inner in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.hide_in(inner) for inner in value]
        return value

    def _add(self, value: str) -> None:
        if len(value) < 4 or value.lower() in ("none", "true", "false", "null") or value in self._values:
            return
        self._values.add(value)
        self._pattern = _any_of(self._values)
        tokens = {value for value in self._values if len(value) >= _SHORTEST_TOKEN and not value.isalpha()}
        self._token_pattern = _any_of(tokens) if tokens else None


def _any_of(values: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(value) for value in sorted(values, key=len, reverse=True)))
