"""Where a stage's secrets are: what ``MONOLIFT_SECRETS`` names."""

from __future__ import annotations

import re
from typing import NamedTuple, Union

from ..errors import StageSecretsError

#: What Monolift makes itself is called so, wherever it is kept. Secrets Manager adds six characters.
_OWN = re.compile(r"/own(-[A-Za-z0-9]{6})?$")
_PARTS_OF_AN_ARN = 7


class Parameter(NamedTuple):
    """A version of a parameter in Parameter Store."""

    name: str
    version: str

    @property
    def selector(self) -> str:
        """How Parameter Store is asked for this version."""
        return f"{self.name}:{self.version}"

    @property
    def is_own(self) -> bool:
        """Whether Monolift has made its values, and not the user."""
        return _OWN.search(self.name) is not None

    def __str__(self) -> str:
        return f"version {self.version} of the parameter {self.name}"


class Secret(NamedTuple):
    """A version of a secret in Secrets Manager.

    Attributes
    ----------
    stage
        Key of the stage's document, where stages share one secret; empty where the secret is the document.
    """

    arn: str
    version: str
    stage: str

    @property
    def region(self) -> str:
        """Where it is, which may be another Region than the function's."""
        return self.arn.split(":")[3]

    @property
    def is_own(self) -> bool:
        """Whether Monolift has made its values, and not the user."""
        return _OWN.search(self.arn) is not None

    def __str__(self) -> str:
        return f"version {self.version} of the secret {self.arn}"


Source = Union[Parameter, Secret]


def parse_sources(text: str) -> list[Source]:
    """Read the sources of a stage's secrets.

    Parameters
    ----------
    text
        ``ssm:NAME:VERSION`` and ``secretsmanager:ARN:VERSION-ID[:STAGE]``, with spaces between.

    Raises
    ------
    StageSecretsError
        Something else is named.
    """
    return [_parse(word) for word in text.split()]


def _parse(word: str) -> Source:
    store, _, rest = word.partition(":")
    if store == "ssm":
        name, _, version = rest.rpartition(":")
        if name and version.isdecimal():
            return Parameter(name, version)
    if store == "secretsmanager":
        parts = rest.split(":")
        version, stage = (*parts[_PARTS_OF_AN_ARN:], "", "")[:2]
        if parts[0] == "arn" and version and len(parts) <= _PARTS_OF_AN_ARN + 2:
            return Secret(":".join(parts[:_PARTS_OF_AN_ARN]), version, stage)
    raise StageSecretsError(
        "MONOLIFT_SECRETS must hold ssm:NAME:VERSION or secretsmanager:ARN:VERSION-ID[:STAGE], "
        f"with spaces between, not {word!r}"
    )
