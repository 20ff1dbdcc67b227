"""Looks into an ASGI application of Channels: what it answers HTTP with, and how many websockets it has."""

from __future__ import annotations

from typing import Any


def answers_http_itself(application: Any) -> bool:
    """Whether a Channels application routes HTTP to consumers, which no WSGI handler can call."""
    return any(type(part).__name__ == "URLRouter" for part in _layers(_protocols(application).get("http")))


def lacks_http(application: Any) -> bool:
    """Whether a Channels application knows protocols and HTTP is none of them: it raises for every request.

    See https://channels.readthedocs.io/en/stable/topics/routing.html#protocoltyperouter
    """
    protocols = _protocols(application)
    return bool(protocols) and "http" not in protocols


def count_websockets(application: Any) -> int:
    """Count the websocket routes of a Channels application; 0 for any other."""
    socket = _protocols(application).get("websocket")
    if socket is None:
        return 0
    routers = [part for part in _layers(socket) if type(part).__name__ == "URLRouter"]
    return sum(len(router.routes) for router in routers) or 1


def _protocols(application: Any) -> dict[str, Any]:
    """Return what a `ProtocolTypeRouter` routes, also one that middleware wraps; empty for any other."""
    for layer in _layers(application):
        mapping = getattr(layer, "application_mapping", None)
        if isinstance(mapping, dict):
            return mapping
    return {}


def _layers(application: Any) -> list[Any]:
    """Return an ASGI application and those it wraps: Channels' middleware keeps the next one in a field."""
    layers: list[Any] = []
    while application is not None and application not in layers and len(layers) < 20:
        layers.append(application)
        application = next(
            (
                getattr(application, field)
                for field in ("inner", "application", "app")
                if getattr(application, field, None) is not None
                and not isinstance(getattr(application, field), str)
            ),
            None,
        )
    return layers
