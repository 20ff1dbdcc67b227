"""As settings do that log to a file beside them."""

import logging
import os

logging.basicConfig(filename=os.path.join(os.path.dirname(__file__), "debug.log"))


def application(environ, start_response):
    start_response("200 OK", [])
    return [b"ok"]
