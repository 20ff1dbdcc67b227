"""A constant, for what a runtime costs by itself: a WSGI application, and the handler of an event that is no request."""

from monolift_runtime import event_kinds

event_kinds.register(
    "constant",
    lambda event: "constant" in event,
    lambda event, invocation: {
        "statusCode": 200,
        "headers": {"content-type": "text/plain"},
        "body": "pong",
        "isBase64Encoded": False,
    },
)


def application(environ, start_response):
    """Answer one request."""
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "4")])
    return [b"pong"]
