"""Every kind of HTTP event through a real Django, under WSGI and ASGI.

Named tests hold what other adapters were reported, or found by trying, to do wrong.
"""

from __future__ import annotations

import base64
from typing import Any

import pytest
from worker_process import (
    Worker,
    function_url_event,
    http_api_event,
    load_balancer_event,
    rest_event,
)

EXECUTE_API = "abc123.execute-api.eu-west-1.amazonaws.com"


def asked(worker: Worker, event: dict[str, Any]) -> dict[str, Any]:
    """What the echo view saw."""
    outcome = worker.invoke(event)
    assert outcome.what == "response", outcome.document
    assert outcome.status_code == 200, outcome.payload
    import json

    seen: dict[str, Any] = json.loads(outcome.body)
    return seen


def encoded(data: bytes) -> dict[str, Any]:
    return {"body": base64.b64encode(data).decode(), "isBase64Encoded": True}


FORM = {"content-type": "application/x-www-form-urlencoded"}

# What a request is, by event: (name, event, {what the view saw: value}).
REQUESTS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    # Function URL
    ("furl path", function_url_event("/a/b/"), {"path": "/a/b/", "script_name": "", "home": "/"}),
    ("furl root", function_url_event(""), {"path": "/"}),
    ("furl escaped path", function_url_event("/caf%C3%A9/%20"), {"path_info": "/café/ "}),
    ("furl path unquoted once", function_url_event("/100%2525"), {"path_info": "/100%25"}),
    ("furl encoded slash", function_url_event("/a%2Fb"), {"path_info": "/a/b"}),
    ("furl double slash", function_url_event("//evil.example/x"), {"path_info": "//evil.example/x"}),
    ("furl plus in path", function_url_event("/a+b"), {"path_info": "/a+b"}),
    ("furl query verbatim", function_url_event("/", "a=1&a=2&b=x%20y&c"), {"query": "a=1&a=2&b=x%20y&c"}),
    ("furl query repeated", function_url_event("/", "a=1&a=2"), {"get": {"a": ["1", "2"]}}),
    (
        "furl query comma",
        # The dictionary form can't tell one value with a comma from two.
        function_url_event("/", "a=1%2C2", queryStringParameters={"a": "1,2"}),
        {"get": {"a": ["1,2"]}},
    ),
    ("furl query utf-8", function_url_event("/", "q=%E8%8B%B1"), {"get": {"q": ["英"]}}),
    ("furl query raw utf-8", function_url_event("/", "q=英"), {"get": {"q": ["英"]}}),
    ("furl client", function_url_event("/", source_ip="198.51.100.7"), {"client": "198.51.100.7"}),
    (
        "furl client not spoofed",
        function_url_event("/", headers={"x-forwarded-for": "10.0.0.1, 203.0.113.9"}),
        {"client": "203.0.113.9"},
    ),
    ("furl cookies", function_url_event("/", cookies=["a=1", "b=2"]), {"cookies": {"a": "1", "b": "2"}}),
    ("furl https", function_url_event("/"), {"scheme": "https", "port": "443"}),
    (
        "furl host",
        function_url_event("/x/"),
        {
            "url": "https://abc123.lambda-url.eu-west-1.on.aws/x/",
            "name": "abc123.lambda-url.eu-west-1.on.aws",
        },
    ),
    (
        "local host and port",
        function_url_event(
            "/x/",
            headers={
                "host": "local.blog.localhost:8040",
                "x-forwarded-proto": "http",
                "x-forwarded-port": "8040",
            },
        ),
        {
            "url": "http://local.blog.localhost:8040/x/",
            "host": "local.blog.localhost:8040",
            "name": "local.blog.localhost",
            "port": "8040",
            "scheme": "http",
        },
    ),
    (
        "local address and port",
        function_url_event(
            "/",
            headers={"host": "127.0.0.1:8040", "x-forwarded-proto": "http", "x-forwarded-port": "8040"},
        ),
        {"url": "http://127.0.0.1:8040/", "name": "127.0.0.1", "port": "8040"},
    ),
    (
        "furl form",
        function_url_event("/", method="POST", headers=FORM, body="a=1&b=%C3%A9"),
        {"post": {"a": ["1"], "b": ["é"]}},
    ),
    (
        "furl encoded form",
        function_url_event("/", method="POST", headers=FORM, **encoded(b"a=1")),
        {"post": {"a": ["1"]}, "length": "3"},
    ),
    (
        "furl body utf-8",
        function_url_event("/", method="PUT", body="é", headers={"content-type": "text/plain"}),
        {"body": base64.b64encode("é".encode()).decode(), "length": "2", "method": "PUT"},
    ),
    (
        "furl body of a GET",
        function_url_event("/", **encoded(b"\x00\xff")),
        {"body": base64.b64encode(b"\x00\xff").decode(), "length": "2"},
    ),
    (
        "furl length is the decoded body's",
        function_url_event("/", method="POST", headers={"content-length": "4"}, **encoded(b"abc")),
        {"length": "3"},
    ),
    (
        "furl chunked request",
        function_url_event("/", method="POST", headers={"transfer-encoding": "chunked"}, **encoded(b"abc")),
        {"length": "3", "body": base64.b64encode(b"abc").decode()},
    ),
    ("furl no body", function_url_event("/", method="POST", headers={"content-length": "0"}), {"body": ""}),
    # HTTP API 2.0
    ("http path", http_api_event("/a/b/"), {"path": "/a/b/", "home": "/"}),
    ("http path decoded already", http_api_event("/100%25"), {"path_info": "/100%25"}),
    ("http path decoded percent", http_api_event("/100%"), {"path_info": "/100%"}),
    ("http path utf-8", http_api_event("/café/"), {"path_info": "/café/"}),
    ("http default stage", http_api_event("/$default/x"), {"path": "/$default/x", "home": "/"}),
    (
        "http stage on own domain",
        http_api_event("/prod/x", stage="prod"),
        {"path": "/prod/x", "path_info": "/x", "script_name": "/prod", "home": "/prod/"},
    ),
    (
        "http stage on custom domain",
        http_api_event("/prod/x", stage="prod", domain="shop.example.com"),
        {"path": "/x", "script_name": "", "home": "/"},
    ),
    ("http stage alone", http_api_event("/prod", stage="prod"), {"path_info": "/"}),
    (
        "http stage at a boundary",
        http_api_event("/echo", stage="e"),
        {"path_info": "/echo", "script_name": ""},
    ),
    ("http stage once", http_api_event("/e/e/x", stage="e"), {"path_info": "/e/x", "script_name": "/e"}),
    ("http query", http_api_event("/", "a=1&a=2"), {"get": {"a": ["1", "2"]}}),
    ("http cookies", http_api_event("/", cookies=["a=1", "b=2"]), {"cookies": {"a": "1", "b": "2"}}),
    ("http client", http_api_event("/", source_ip="198.51.100.8"), {"client": "198.51.100.8"}),
    # HTTP API 1.0
    (
        "http 1.0 path decoded and staged",
        rest_event("/prod/100%25", version="1.0"),
        {"path_info": "/100%25", "script_name": "/prod"},
    ),
    (
        "http 1.0 default stage",
        rest_event("/x", version="1.0", stage="$default"),
        {"path": "/x", "home": "/"},
    ),
    # REST
    (
        "rest path",
        rest_event("/caf%C3%A9"),
        {"path_info": "/café", "script_name": "/prod", "home": "/prod/"},
    ),
    ("rest custom domain", rest_event("/x", domain="shop.example.com"), {"path": "/x", "home": "/"}),
    (
        "rest base path",
        rest_event("/shop/x/", domain="example.com", pathParameters={"proxy": "x"}),
        {"path": "/shop/x/", "path_info": "/x/", "script_name": "/shop", "home": "/shop/"},
    ),
    (
        "rest base path and stage, escaped",
        rest_event("/shop/prod/caf%C3%A9", domain="example.com", pathParameters={"proxy": "café"}),
        {"path_info": "/café", "script_name": "/shop/prod"},
    ),
    (
        "rest base path alone",
        rest_event("/shop", domain="example.com", resource="/", pathParameters=None),
        {"path_info": "/", "script_name": "/shop"},
    ),
    (
        "rest base path of a deeper resource",
        rest_event(
            "/shop/api/v1/x", domain="example.com", resource="/api/{id}/x", pathParameters={"id": "v1"}
        ),
        {"path_info": "/api/v1/x", "script_name": "/shop"},
    ),
    (
        "rest encoded slash is no base path",
        rest_event("/a%2Fb", domain="example.com", pathParameters={"proxy": "a/b"}),
        {"path_info": "/a/b", "script_name": ""},
    ),
    (
        "rest without a resource has no base path",
        rest_event("/shop/x", domain="example.com", resource=None, pathParameters=None),
        {"path_info": "/shop/x", "script_name": ""},
    ),
    ("rest query decoded", rest_event("/", {"q": ["a&b=c", "ü +"]}), {"get": {"q": ["a&b=c", "ü +"]}}),
    ("rest query repeated", rest_event("/", {"a": ["1", "2"]}), {"get": {"a": ["1", "2"]}}),
    ("rest client", rest_event("/", source_ip="198.51.100.9"), {"client": "198.51.100.9"}),
    ("rest header case", rest_event("/", headers={"X-Thing": ["1", "2"]}), {}),
    ("rest cookies", rest_event("/", headers={"Cookie": ["a=1", "b=2"]}), {"cookies": {"a": "1", "b": "2"}}),
    (
        "rest console test",
        rest_event("/x", multiValueHeaders=None, headers={}) | {"headers": None},
        {"path_info": "/x"},
    ),
    (
        "rest form",
        rest_event("/", method="POST", headers={"Content-Type": [FORM["content-type"]]}, body="a=1"),
        {"post": {"a": ["1"]}},
    ),
    # Load balancer
    ("alb path", load_balancer_event("/caf%C3%A9/"), {"path_info": "/café/", "home": "/"}),
    ("alb query not decoded", load_balancer_event("/", {"q": ["a%26b", "x+y"]}), {"query": "q=a%26b&q=x+y"}),
    (
        "alb query single",
        load_balancer_event("/", {"q": ["a%26b"]}, is_multiple=False),
        {"get": {"q": ["a&b"]}},
    ),
    (
        "alb client is the last",
        load_balancer_event("/", headers={"x-forwarded-for": ["10.0.0.1, 203.0.113.9"]}),
        {"client": "203.0.113.9"},
    ),
    (
        "alb client with port",
        load_balancer_event("/", headers={"x-forwarded-for": ["203.0.113.9:51000"]}),
        {"client": "203.0.113.9"},
    ),
    (
        "alb client of version 6 with port",
        load_balancer_event("/", headers={"x-forwarded-for": ["[2001:db8::1]:51000"]}),
        {"client": "2001:db8::1"},
    ),
    (
        "alb client of version 6",
        load_balancer_event("/", headers={"x-forwarded-for": ["2001:db8::1"]}),
        {"client": "2001:db8::1"},
    ),
    (
        "alb repeated cookie headers",
        load_balancer_event("/", headers={"cookie": ["a=1", "b=2"]}),
        {"cookies": {"a": "1", "b": "2"}},
    ),
    ("alb host", load_balancer_event("/x/"), {"url": "https://shop.example.com/x/"}),
    (
        "alb plain http",
        load_balancer_event("/", headers={"x-forwarded-proto": ["http"], "x-forwarded-port": ["80"]}),
        {"scheme": "http", "port": "80"},
    ),
    ("alb single headers", load_balancer_event("/x", is_multiple=False), {"host": "shop.example.com"}),
]


@pytest.mark.parametrize(
    ("event", "expected"), [row[1:] for row in REQUESTS], ids=[row[0] for row in REQUESTS]
)
def test_request_is_what_the_client_sent(
    buffered_worker: Worker, event: dict[str, Any], expected: dict[str, Any]
) -> None:
    seen = asked(buffered_worker, event)
    assert {name: seen[name] for name in expected} == expected


def test_headers_with_underscores_cannot_pose_as_a_proxys(buffered_worker: Worker) -> None:
    seen = asked(
        buffered_worker,
        function_url_event("/", headers={"x_forwarded_proto": "http", "x_real_ip": "10.0.0.1"}),
    )
    assert seen["headers"]["X-Forwarded-Proto"] == "https"
    assert "X-Real-Ip" not in seen["headers"]


def test_repeated_request_headers_are_joined_and_not_overwritten(buffered_worker: Worker) -> None:
    seen = asked(buffered_worker, rest_event("/", headers={"X-Thing": ["1", "2"]}))
    assert seen["headers"]["X-Thing"] == "1,2"


def test_header_values_outside_ascii_arrive_as_their_bytes(buffered_worker: Worker) -> None:
    seen = asked(buffered_worker, function_url_event("/", headers={"x-name": "é"}))
    assert seen["headers"]["X-Name"].encode("latin-1") == "é".encode()


ALL_KINDS = [
    ("function-url", function_url_event),
    ("http-api", http_api_event),
    ("http-api 1.0", lambda path, **changes: rest_event("/prod" + path, version="1.0", **changes)),
    ("rest", rest_event),
    ("load-balancer multiple", load_balancer_event),
    ("load-balancer single", lambda path, **changes: load_balancer_event(path, is_multiple=False, **changes)),
]
kinds = pytest.mark.parametrize("make", [make for _, make in ALL_KINDS], ids=[name for name, _ in ALL_KINDS])


@kinds
def test_each_cookie_of_an_answer_arrives_once(buffered_worker: Worker, make: Any) -> None:
    cookies = buffered_worker.invoke(make("/cookies/12/")).cookies
    assert sorted(cookie.partition(";")[0] for cookie in cookies) == sorted(f"c{n}={n}" for n in range(12))


@kinds
def test_bytes_arrive_as_they_are(buffered_worker: Worker, make: Any) -> None:
    outcome = buffered_worker.invoke(make("/binary/"))
    assert outcome.document["isBase64Encoded"] is True
    assert outcome.body == bytes(range(256))


@kinds
def test_text_that_is_not_utf8_arrives_as_its_bytes(buffered_worker: Worker, make: Any) -> None:
    assert buffered_worker.invoke(make("/latin/")).body == "café".encode("latin-1")


@kinds
def test_compressed_text_arrives_as_its_bytes(buffered_worker: Worker, make: Any) -> None:
    import gzip

    outcome = buffered_worker.invoke(make("/gzip/"))
    assert gzip.decompress(outcome.body) == b"hello " * 100


@kinds
def test_head_has_a_length_and_no_body(buffered_worker: Worker, make: Any) -> None:
    outcome = buffered_worker.invoke(make("/large/1000/", method="HEAD"))
    assert outcome.body == b""
    assert outcome.answer_headers["content-length"] == "1000"


@kinds
def test_a_redirect_goes_to_the_stages_home(buffered_worker: Worker, make: Any) -> None:
    outcome = buffered_worker.invoke(make("/redirect/"))
    assert outcome.status_code == 302
    staged = make in (rest_event, ALL_KINDS[2][1])
    assert outcome.answer_headers["location"] == ("/prod/" if staged else "/")


@kinds
def test_an_upload_arrives_whole(buffered_worker: Worker, make: Any) -> None:
    content = bytes(range(256)) * 40
    body = (
        b'--X\r\nContent-Disposition: form-data; name="title"\r\n\r\n\xc3\xa9\r\n'
        b'--X\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'
        + content
        + b"\r\n--X--\r\n"
    )
    kind: Any = "multipart/form-data; boundary=X"
    if make not in (function_url_event, http_api_event):
        kind = [kind]
    event = make("/upload/", method="POST", headers={"content-type": kind}, **encoded(body))
    assert buffered_worker.invoke(event).body == b'{"name": "a.bin", "size": 10240, "title": "\\u00e9"}'


def test_load_balancers_get_a_status_description(buffered_worker: Worker) -> None:
    assert (
        buffered_worker.invoke(load_balancer_event("/status/404/")).document["statusDescription"]
        == "404 Not Found"
    )


def test_load_balancers_get_headers_in_the_form_they_sent(buffered_worker: Worker) -> None:
    assert "multiValueHeaders" in buffered_worker.invoke(load_balancer_event("/")).document
    single = buffered_worker.invoke(load_balancer_event("/", is_multiple=False)).document
    assert "multiValueHeaders" not in single
    assert single["headers"]["content-type"] == "application/json"


def test_rest_answers_keep_repeated_headers_apart(buffered_worker: Worker) -> None:
    headers = buffered_worker.invoke(rest_event("/cookies/2/")).document["multiValueHeaders"]
    assert len(headers["Set-Cookie"]) == 2


def test_text_is_not_escaped_to_ascii(buffered_worker: Worker) -> None:
    """Escaped, 5 MB of Japanese would be 10 MB and over the limit."""
    outcome = buffered_worker.invoke(function_url_event("/", "q=%E8%8B%B1"))
    assert "英".encode() in outcome.payload


def test_instructions_inside_http_events_are_not_looked_at(buffered_worker: Worker) -> None:
    event = function_url_event(
        "/x", manage="flush", exec="import os", command=["x"], raw_command="x", mode="x"
    )
    assert asked(buffered_worker, event)["path"] == "/x"


def test_views_find_the_event_and_the_invocation(buffered_worker: Worker) -> None:
    document = buffered_worker.invoke(function_url_event("/context/"), seconds=20).body
    import json

    seen = json.loads(document)
    assert seen["route"] == "$default"
    assert seen["arn"].endswith(":web:live")
    assert 15_000 < seen["remaining"] <= 20_000
    assert len(seen["request_id"]) == 36
