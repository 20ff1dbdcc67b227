"""Turns the HTTP events of AWS into one kind of request.

Each door says the same things in another way, and some say them wrongly; what is true of which is written
here and nowhere else. Past this module nobody looks at an event again.

See Also
--------
https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
"""

from __future__ import annotations

from binascii import a2b_base64
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, quote_plus, unquote_to_bytes

FUNCTION_URL = "function-url"
HTTP_API = "http-api"
REST = "rest"
LOAD_BALANCER = "load-balancer"

#: An event as ``json.loads`` gives it.
Event = Mapping[str, Any]

#: By this header a door says that a request came through it. The application never sees it.
ORIGIN_WORD = "x-monolift-origin"

#: The ``apiId`` of events with which Monolift asks a function for a page, without a door: buffered, always.
_NO_DOOR = "monolift"

#: Headers that may come once; of several the last counts, as for API Gateway's own single-valued map.
_SINGLE_HEADERS = frozenset(
    ("authorization", "content-length", "content-type", "host", "x-forwarded-port", "x-forwarded-proto")
)


class HttpRequest:
    """One request, whichever door it came through.

    All text holds bytes as WSGI wants them: one character from U+0000 to U+00FF per byte (PEP 3333).

    Attributes
    ----------
    kind
        ``function-url``, ``http-api``, ``rest`` or ``load-balancer``.
    method
        As sent, usually upper case.
    script_name
        What the door puts before the application's paths (``/stage``), without a slash at the end.
    path
        Decoded, without the script name.
    raw_path
        As the client sent it, with its escapes, without the script name.
    query
        Still encoded, without the question mark.
    headers
        Names in lower case; repeated ones are joined.
    body
        Decoded.
    client
        The client's address.
    scheme, server_name, server_port
        What the client has in its address bar.
    origin_word
        What the door says of itself; empty when it says nothing.
    has_multiple_values
        Whether the answer has to hold lists of header values.
    event
        The event itself.
    """

    __slots__ = (
        "body",
        "client",
        "event",
        "has_multiple_values",
        "headers",
        "kind",
        "method",
        "origin_word",
        "path",
        "query",
        "raw_path",
        "scheme",
        "script_name",
        "server_name",
        "server_port",
    )

    kind: str
    method: str
    script_name: str
    path: str
    raw_path: str
    query: str
    headers: dict[str, str]
    body: bytes
    client: str
    origin_word: str
    scheme: str
    server_name: str
    server_port: str
    has_multiple_values: bool
    event: Event


def is_http_event(event: object) -> bool:
    """Whether an event asks for an HTTP answer.

    Authorizer events look like requests too, but want a policy; they are told apart by the ARN they ask
    about.
    """
    if not isinstance(event, dict) or "methodArn" in event or "routeArn" in event:
        return False
    if "httpMethod" in event:
        return True
    context = event.get("requestContext")
    return isinstance(context, dict) and "http" in context


def parse_http_request(event: Event, proxy_hops: int = 0) -> HttpRequest:
    """Read an HTTP event of any kind.

    Parameters
    ----------
    event
        One that :func:`is_http_event` accepts.
    proxy_hops
        Trusted proxies in front of the door. The client's address is then looked for that many places further
        to the left in ``X-Forwarded-For``, and ``X-Forwarded-Host`` counts.

    Raises
    ------
    KeyError, TypeError, AttributeError, ValueError
        The event lacks a field that its kind always has.
    """
    request = HttpRequest()
    request.event = event
    context = event["requestContext"]
    if "http" in context:
        domain = _read_second_format(request, event, context)
    else:
        domain = _read_first_format(request, event, context)
    request.body = body = _body(event)
    headers = request.headers
    if body:
        headers["content-length"] = str(len(body))
    elif "content-length" in headers:
        headers["content-length"] = "0"
    # The door has already put the chunks together.
    headers.pop("transfer-encoding", None)
    request.origin_word = headers.pop(ORIGIN_WORD, "")
    if request.origin_word:
        _hide_origin_word(event)
    _place(request, domain, proxy_hops)
    return request


def _read_second_format(request: HttpRequest, event: Event, context: Event) -> str:
    """Read payload format 2.0 (Function URL, HTTP API) ; return the door's domain."""
    http = context["http"]
    domain: str = context.get("domainName") or ""
    raw: str = event.get("rawPath") or "/"
    request.script_name = ""
    if ".lambda-url." in domain and context.get("apiId") != _NO_DOOR:
        request.kind = FUNCTION_URL
        request.raw_path = raw
        request.path = _unquote(raw)
    else:
        request.kind = HTTP_API
        # An HTTP API has decoded the path already: doing it again would turn /100%25 into "100%" and then
        # fail.
        decoded = _octets(_without_stage(request, raw, context.get("stage"), domain))
        request.path = decoded
        request.raw_path = quote(decoded.encode("latin-1"), safe="/:@!$&'()*+,;=~-._")
    request.method = http["method"]
    request.query = _octets(event.get("rawQueryString") or "")
    request.client = http.get("sourceIp") or ""
    request.headers = _headers(event.get("headers"))
    request.has_multiple_values = False
    cookies = event.get("cookies")
    if cookies:
        request.headers["cookie"] = _octets("; ".join(cookies))
    return domain


def _read_first_format(request: HttpRequest, event: Event, context: Event) -> str:
    """Read payload format 1.0 (REST API, load balancer, HTTP API set to it); return the door's domain."""
    is_load_balancer = "elb" in context
    domain: str = context.get("domainName") or ""
    multiple = event.get("multiValueHeaders")
    request.has_multiple_values = "multiValueHeaders" in event
    request.headers = _multiple_headers(multiple) if multiple else _headers(event.get("headers"))
    request.method = event["httpMethod"]
    request.script_name = ""
    raw: str = event["path"] or "/"
    if event.get("version") == "1.0":
        request.kind = HTTP_API
        request.path = _octets(_without_stage(request, raw, context.get("stage"), domain))
        request.raw_path = quote(request.path.encode("latin-1"))
    else:
        request.kind = LOAD_BALANCER if is_load_balancer else REST
        request.raw_path = raw
        if not is_load_balancer and _is_default_domain(domain):
            request.script_name = f"/{context['stage']}" if context.get("stage") else ""
        elif not is_load_balancer:
            from monolift_runtime.base_path import base_path_of

            base = base_path_of(event)
            request.script_name = _unquote(base)
            request.raw_path = raw[len(base) :] or "/"
        request.path = _unquote(request.raw_path)
    request.query = _query(event, is_encoded=is_load_balancer)
    if is_load_balancer:
        # Whatever stands further left was sent by the client and may be anything.
        request.client = _forwarded_for(request.headers)[-1]
    else:
        request.client = (context.get("identity") or {}).get("sourceIp") or ""
    return domain


def _without_stage(request: HttpRequest, path: str, stage: str | None, domain: str) -> str:
    """Take a named stage off an HTTP API's path; on the API's own domain it is the script name."""
    if not stage or stage == "$default":
        return path
    prefix = "/" + stage
    if path != prefix and not path.startswith(prefix + "/"):
        return path
    if _is_default_domain(domain):
        request.script_name = prefix
    return path[len(prefix) :] or "/"


def _is_default_domain(domain: str) -> bool:
    """Whether clients use API Gateway's own domain, on which each address begins with the stage."""
    return ".execute-api." in domain


def _headers(headers: Mapping[str, str] | None) -> dict[str, str]:
    """Names in lower case; those with an underscore are left out.

    In WSGI's and Django's names ``X_Forwarded_For`` and ``X-Forwarded-For`` are the same: whoever can send
    the first could pose as the proxy that sends the second. Other servers leave them out too.
    """
    return {
        name.lower(): value if value.isascii() else _octets(value)
        for name, value in (headers or {}).items()
        if "_" not in name
    }


def _multiple_headers(headers: Mapping[str, list[str]]) -> dict[str, str]:
    joined = {}
    for name, values in headers.items():
        lower = name.lower()
        if "_" in name or not values:
            continue
        separator = "; " if lower == "cookie" else ","
        joined[lower] = _octets(values[-1] if lower in _SINGLE_HEADERS else separator.join(values))
    return joined


def _query(event: Event, *, is_encoded: bool) -> str:
    """Put the query back together: a load balancer has left its escapes in place, API Gateway has not."""
    pairs: Iterable[tuple[str, str]]
    multiple = event.get("multiValueQueryStringParameters")
    if multiple:
        pairs = [(name, value) for name, values in multiple.items() for value in values]
    else:
        pairs = (event.get("queryStringParameters") or {}).items()
    if is_encoded:
        return _octets("&".join(f"{name}={value}" for name, value in pairs))
    return "&".join(
        f"{quote_plus(name, errors='surrogatepass')}={quote_plus(value, errors='surrogatepass')}"
        for name, value in pairs
    )


def _hide_origin_word(event: Event) -> None:
    """Take the word out of the event, which views find beside the request."""
    for field in ("headers", "multiValueHeaders"):
        headers: dict[str, Any] = event.get(field) or {}
        for name in [name for name in headers if name.lower() == ORIGIN_WORD]:
            del headers[name]


def _body(event: Event) -> bytes:
    body = event.get("body")
    if not body:
        return b""
    if event.get("isBase64Encoded"):
        return a2b_base64(body)
    return bytes(body.encode("utf-8", "surrogatepass"))


def _place(request: HttpRequest, domain: str, proxy_hops: int) -> None:
    """Work out the address that the client used and the one it has."""
    headers = request.headers
    host = headers.get("host") or domain
    scheme = headers.get("x-forwarded-proto") or ("http" if request.kind == LOAD_BALANCER else "https")
    forwarded_port = headers.get("x-forwarded-port", "")
    if proxy_hops:
        host = headers.get("x-forwarded-host") or host
        scheme = headers.get("cloudfront-forwarded-proto") or scheme
        # The port is the door's, which the client did not use.
        forwarded_port = ""
        request.client = _address_before(request, proxy_hops)
    if host:
        headers["host"] = host = _last(host) if "," in host else host
    request.scheme = scheme = _last(scheme) if "," in scheme else scheme
    name, port = split_host(host)
    request.server_name = name or "lambda"
    if "," in forwarded_port:
        forwarded_port = _last(forwarded_port)
    request.server_port = forwarded_port or port or ("443" if scheme == "https" else "80")


def _last(value: str) -> str:
    """Give what the nearest proxy said; those further away stand before it."""
    return value.rpartition(",")[2].strip()


def _address_before(request: HttpRequest, proxy_hops: int) -> str:
    """Find the address that the outermost trusted proxy saw.

    Each proxy appends whom it heard from, the door last. When there are fewer entries than proxies, somebody
    came around them: then only the door's word counts.
    """
    chain = _forwarded_for(request.headers)
    if chain[-1] != request.client:
        chain.append(request.client)
    return chain[-1 - proxy_hops] if len(chain) > proxy_hops else request.client


def _forwarded_for(headers: Mapping[str, str]) -> list[str]:
    return [without_port(entry.strip()) for entry in headers.get("x-forwarded-for", "").split(",")]


def without_port(address: str) -> str:
    """Take off the port that a load balancer can be told to add (``192.0.2.7:5100``, ``[::1]:5100``)."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address


def split_host(host: str) -> tuple[str, str]:
    """Split ``name:port``; the port is empty when there is none, an IPv6 address keeps its brackets."""
    if host.startswith("["):
        name, _, port = host.partition("]")
        return name + "]", port.lstrip(":")
    name, _, port = host.partition(":")
    return name, port


def _unquote(path: str) -> str:
    if "%" not in path and path.isascii():
        return path
    return unquote_to_bytes(path.encode("utf-8", "surrogatepass")).decode("latin-1")


def _octets(text: str) -> str:
    """UTF-8 bytes, one character each."""
    return text if text.isascii() else text.encode("utf-8", "surrogatepass").decode("latin-1")
