"""awslambdaric with nothing behind it: what the runtime client itself costs."""


def lambda_handler(event, context):
    """Answer one event."""
    return {"statusCode": 200, "headers": {"content-type": "text/plain"}, "body": "pong", "isBase64Encoded": False}
