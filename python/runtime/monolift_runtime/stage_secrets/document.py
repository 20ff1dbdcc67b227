"""What one source holds: variables, and JSON files with their paths in the project."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode
from typing import TYPE_CHECKING, Any, NamedTuple

from .refusals import malformed
from .sources import Secret

if TYPE_CHECKING:
    from .sources import Source

#: Before a document that is longer than a parameter may be (4,096 bytes): base64 of its gzip.
_COMPRESSED = "gz:"
_GZIP = 16 + zlib.MAX_WBITS


class Document(NamedTuple):
    """The secrets of one source.

    Attributes
    ----------
    variables
        Names and values.
    files
        Each ``{"path": …, "content": …}``.
    is_own
        Whether Monolift has made them, and not the user.
    """

    variables: dict[str, str]
    files: list[dict[str, Any]]
    is_own: bool


def read_document(source: Source, text: str) -> Document:
    """Read the text of a source.

    Raises
    ------
    StageSecretsError
        It is no document. The text of the error never quotes it.
    """
    content = _json(source, text)
    if isinstance(source, Secret) and source.stage:
        content = _of_stage(source, content)
    try:
        variables = {str(name): value for name, value in content["variables"].items()}
        listed = content.get("files", [])
        files = [{"path": str(file["path"]), "content": file["content"]} for file in listed]
    except (KeyError, TypeError, AttributeError):
        what = 'it is not of the form {"variables": {…}, "files": […]}, of which the files may be left out'
        raise malformed(source, what) from None
    for name, value in variables.items():
        if not isinstance(value, str):
            raise malformed(source, f"its variable {name} is no text")
    return Document(variables, files, source.is_own)


def _json(source: Source, text: str) -> Any:
    try:
        if text.startswith(_COMPRESSED):
            text = zlib.decompress(b64decode(text[len(_COMPRESSED) :]), _GZIP).decode("utf-8")
        return json.loads(text)
    except (ValueError, zlib.error):
        # The parser's own words would quote it.
        raise malformed(source, "it is not JSON") from None


def _of_stage(source: Secret, content: Any) -> Any:
    if not isinstance(content, dict) or source.stage not in content:
        raise malformed(source, f"the stages share it, and it has nothing of {source.stage!r}")
    return content[source.stage]
