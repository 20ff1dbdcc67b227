"""Monolift's part inside the function: speaks the Lambda Runtime API and calls a WSGI or ASGI application.

Nothing is imported here: every millisecond before the application answers is paid for on each cold start.
"""
