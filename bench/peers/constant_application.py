"""A WSGI application that answers a constant, for what a runtime costs by itself."""


def application(environ, start_response):
    """Answer one request."""
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "4")])
    return [b"pong"]
