"""Plain HTTP on loopback: what insists on HTTPS or on the project's own domain steps back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..laying import Laying
    from ..stage import Stage

_SOURCE = "local-http"
_OFF: tuple[tuple[str, Any], ...] = (
    ("SECURE_SSL_REDIRECT", False),
    ("SECURE_HSTS_SECONDS", 0),
    ("SECURE_HSTS_INCLUDE_SUBDOMAINS", False),
    ("SECURE_HSTS_PRELOAD", False),
    ("SESSION_COOKIE_SECURE", False),
    ("CSRF_COOKIE_SECURE", False),
    ("LANGUAGE_COOKIE_SECURE", False),
    # Would send the browser to www.local.blog.localhost.
    ("PREPEND_WWW", False),
    # django-csp 3: tells the browser to ask for everything by HTTPS.
    ("CSP_UPGRADE_INSECURE_REQUESTS", False),
)
_COOKIES = ("SESSION", "CSRF", "LANGUAGE")
#: Browsers refuse cookies of these names from plain HTTP (RFC 6265bis, section 4.1.3).
_SECURE_PREFIXES = ("__Secure-", "__Host-")
_UPGRADE = "upgrade-insecure-requests"


def lay_over(laying: Laying, stage: Stage) -> None:
    """Let browsers use the application by plain HTTP under the stage's names."""
    if not stage.local_http:
        return
    for name, value in _OFF:
        if laying.get(name):
            laying.lay(name, value, source=_SOURCE)
    for cookie in _COOKIES:
        _let_cookie_pass(laying, stage, cookie)
    for name in ("SECURE_CSP", "SECURE_CSP_REPORT_ONLY"):
        _let_insecure_requests_pass(laying, name, nested=False)
    for name in ("CONTENT_SECURITY_POLICY", "CONTENT_SECURITY_POLICY_REPORT_ONLY"):
        _let_insecure_requests_pass(laying, name, nested=True)
    _tell_of_django_hosts(laying)


def _let_cookie_pass(laying: Laying, stage: Stage, cookie: str) -> None:
    domain = laying.get(f"{cookie}_COOKIE_DOMAIN")
    if domain and not any(_covers(str(domain), host) for host in stage.hosts):
        laying.lay(f"{cookie}_COOKIE_DOMAIN", None, source=_SOURCE)
    name = str(laying.get(f"{cookie}_COOKIE_NAME") or "")
    for prefix in _SECURE_PREFIXES:
        if name.startswith(prefix):
            laying.lay(f"{cookie}_COOKIE_NAME", name[len(prefix) :], source=_SOURCE)
    same_site = laying.get(f"{cookie}_COOKIE_SAMESITE")
    if isinstance(same_site, str) and same_site.lower() == "none":
        # Browsers take SameSite=None only together with Secure.
        laying.lay(f"{cookie}_COOKIE_SAMESITE", "Lax", source=_SOURCE)


def _covers(domain: str, host: str) -> bool:
    bare = domain.lstrip(".").lower()
    return host.lower() == bare or host.lower().endswith(f".{bare}")


def _let_insecure_requests_pass(laying: Laying, name: str, *, nested: bool) -> None:
    # Django 6 keeps the directives in the setting itself, django-csp 4 one level below.
    policy = laying.get(name)
    directives = (policy or {}).get("DIRECTIVES") if nested else policy
    if not directives or not directives.get(_UPGRADE):
        return
    left = {key: value for key, value in directives.items() if key != _UPGRADE}
    laying.put(name, {**policy, "DIRECTIVES": left} if nested else left)
    laying.tell(f"{name}[{_UPGRADE!r}]", _SOURCE, directives[_UPGRADE], "not set")


def _tell_of_django_hosts(laying: Laying) -> None:
    # django-hosts chooses the URLconf by the host. A name it does not know gets DEFAULT_HOST, which is what a
    # stage needs; links to the other hosts still lead to the project's own domain.
    if laying.get("ROOT_HOSTCONF"):
        default = laying.get("DEFAULT_HOST")
        laying.tell("ROOT_HOSTCONF", "hosts", laying.get("ROOT_HOSTCONF"), f"left; {default!r} answers")
