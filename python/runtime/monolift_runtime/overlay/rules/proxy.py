"""``SECURE_PROXY_SSL_HEADER``: HTTPS ends in front of a function."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..laying import Laying
    from ..stage import Stage

_FORWARDED_PROTO = ("HTTP_X_FORWARDED_PROTO", "https")


def lay_over(laying: Laying, stage: Stage) -> None:
    """Trust the front's ``X-Forwarded-Proto`` where HTTPS ends in front of the function.

    Function URLs, API Gateway and load balancers overwrite the header, so a client cannot forge it.
    ``USE_X_FORWARDED_HOST`` needs no change: the runtime gives the host that the client asked for as
    ``Host``.
    """
    if stage.local_http is False and not laying.get("SECURE_PROXY_SSL_HEADER"):
        laying.lay("SECURE_PROXY_SSL_HEADER", _FORWARDED_PROTO, source="proxy")
