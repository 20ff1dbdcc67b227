"""Reads the routes from Django's own resolver, in its order: the first that matches wins."""

from __future__ import annotations

import importlib
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from monolift_inspector.views import View, read_view

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARAMETER = re.compile(r"<(?:(?P<converter>[^>:]+):)?(?P<name>[^>]+)>")
_SPECIAL = re.compile(r"[\\.^$*+?{}\[\]|()]")


class Route:
    """A route with Django's own object, for readers of more (GraphQL)."""

    def __init__(self, facts: dict[str, Any], callback: Any) -> None:
        self.facts = facts
        self.callback = callback


def read_routes(urlconfs: list[str]) -> list[Route]:
    """Read every route of several URLconfs, one after the other; duplicates stay."""
    from django.urls import get_resolver
    from django.urls.converters import get_converters

    converters = {type(converter): name for name, converter in reversed(list(get_converters().items()))}
    views: dict[int, View] = {}
    routes: list[Route] = []
    for urlconf in urlconfs:
        for found in _walk(get_resolver(urlconf), (), ()):
            callback = found.pattern.callback
            view = views.get(id(callback)) or views.setdefault(id(callback), read_view(callback))
            routes.append(Route({**_facts(found, view, converters), "urlconf": urlconf}, callback))
    return routes


def other_urlconfs() -> list[tuple[str, str]]:
    """Name the URLconfs besides ROOT_URLCONF with the setting that names them: the host may decide.

    Known are django-hosts (ROOT_HOSTCONF), django-subdomains (SUBDOMAIN_URLCONFS), django-tenants
    (PUBLIC_SCHEMA_URLCONF, TENANT_TYPES) and any other setting whose name ends in `URLCONF`.
    """
    from django.conf import settings

    found: dict[str, str] = {}
    for name in dir(settings):
        if not name.isupper() or name == "ROOT_URLCONF":
            continue
        if name.endswith("URLCONF") and isinstance(getattr(settings, name), str):
            found.setdefault(getattr(settings, name), name)
        elif name.endswith("URLCONFS") and isinstance(getattr(settings, name), dict):
            for urlconf in getattr(settings, name).values():
                if isinstance(urlconf, str):
                    found.setdefault(urlconf, name)
    hostconf = getattr(settings, "ROOT_HOSTCONF", None)
    if isinstance(hostconf, str):
        for host in getattr(importlib.import_module(hostconf), "host_patterns", ()):
            urlconf = getattr(host, "urlconf", None)
            if isinstance(urlconf, str):
                found.setdefault(urlconf, "ROOT_HOSTCONF")
    found.pop(str(getattr(settings, "ROOT_URLCONF", "")), None)
    return [(urlconf, setting) for urlconf, setting in found.items() if urlconf]


class _Found(NamedTuple):
    """A pattern with those of the includes that lead to it, and the namespaces of these."""

    chain: tuple[Any, ...]
    namespaces: tuple[str, ...]
    pattern: Any


def _walk(resolver: Any, chain: tuple[Any, ...], namespaces: tuple[str, ...]) -> Iterator[_Found]:
    for entry in resolver.url_patterns:
        below = (*chain, entry.pattern)
        if hasattr(entry, "url_patterns"):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from _walk(entry, below, inner)
        else:
            yield _Found(below, namespaces, entry)


def _facts(found: _Found, view: View, converters: dict[type, str]) -> dict[str, Any]:
    chain = found.chain
    return {
        "pattern": "".join(str(part) for part in chain),
        "segments": _merge([segment for part in chain for segment in _segments(part, converters)]),
        "name": ":".join((*found.namespaces, found.pattern.name)) if found.pattern.name else None,
        "view": view.name,
        "lookup": view.lookup,
        "methods": view.methods,
        "converters": {
            name: converters.get(type(converter), type(converter).__name__)
            for part in chain
            for name, converter in getattr(part, "converters", {}).items()
        },
        "csrfExempt": view.csrf_exempt,
        "isAsync": view.is_async,
        "syntax": "regex" if any(_is_regex(part) for part in chain) else "path",
        "isLocalized": any(hasattr(part, "prefix_default_language") for part in chain),
    }


def _is_regex(part: Any) -> bool:
    """Whether a pattern was written with `re_path`; both kinds have a compiled regular expression."""
    return hasattr(part, "_regex") and not hasattr(part, "_route")


def _segments(part: Any, converters: dict[type, str]) -> list[dict[str, str]]:
    """Cut one pattern into pieces that another router understands too."""
    if hasattr(part, "prefix_default_language"):
        return _literal(str(part))
    if _is_regex(part):
        return _regex_segments(str(part))
    text = str(part)
    segments: list[dict[str, str]] = []
    position = 0
    for found in _PARAMETER.finditer(text):
        segments += _literal(text[position : found.start()])
        converter = part.converters.get(found["name"])
        segments.append(
            {
                "kind": "parameter",
                "text": found[0],
                "name": found["name"],
                "converter": converters.get(type(converter), found["converter"] or "str"),
            }
        )
        position = found.end()
    return segments + _literal(text[position:])


def _regex_segments(regex: str) -> list[dict[str, str]]:
    """Cut a regular expression into the literal text it begins with and the rest, which stays a pattern."""
    text = regex[1:] if regex.startswith("^") else regex
    is_end = text.endswith("$") and not text.endswith(r"\$")
    body = text[:-1] if is_end else text
    special = _SPECIAL.search(body)
    if special is None:
        return _literal(body)
    # A quantifier belongs to the character before it.
    cut = special.start() - 1 if special[0] in "*+?{" and special.start() else special.start()
    return [*_literal(body[:cut]), {"kind": "pattern", "text": text[cut:]}]


def _literal(text: str) -> list[dict[str, str]]:
    return [{"kind": "literal", "text": text}] if text else []


def _merge(segments: list[dict[str, str]]) -> list[dict[str, str]]:
    merged: list[dict[str, str]] = []
    for segment in segments:
        if merged and segment["kind"] == merged[-1]["kind"] == "literal":
            merged[-1] = {"kind": "literal", "text": merged[-1]["text"] + segment["text"]}
        else:
            merged.append(segment)
    return merged
