"""Addresses of a bucket's own that a page may hold."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING

from ..aws.signature import Request, sign_query
from .endpoint import current_signer

if TYPE_CHECKING:
    from .endpoint import Endpoint

#: All links of this span are signed as of its beginning: the same file has the same address on the next page,
#: and the browser has it already.
_STEADY_SECONDS = 1800
#: As long as django-storages has them.
_GOOD_FOR_SECONDS = 3600


def sign_lasting(endpoint: Endpoint, key: str) -> str:
    """Make an address at which anybody may read a file for an hour, up to half an hour more.

    It ends with the key that signs it, where that is sooner: a role's lasts for some hours.
    """
    signer = current_signer()
    now = signer.now.timestamp()
    since = datetime.fromtimestamp(now - now % _STEADY_SECONDS, timezone.utc)
    request = Request("GET", endpoint.path_of(key), "", {"host": endpoint.host})
    query = sign_query(request, {}, signer._replace(now=since), _GOOD_FOR_SECONDS + _STEADY_SECONDS)
    return f"{endpoint.scheme}://{endpoint.host}{request.path}?{query}"
