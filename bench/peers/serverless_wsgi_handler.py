"""awslambdaric with serverless-wsgi, called as its own handler calls it."""

import serverless_wsgi
from site_of_ten.wsgi import application


def lambda_handler(event, context):
    """Answer one event."""
    return serverless_wsgi.handle_request(application, event, context)
