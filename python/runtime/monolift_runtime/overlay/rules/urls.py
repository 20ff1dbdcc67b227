"""Addresses of files: which part of the project's own choice a stage can serve."""

from __future__ import annotations

from urllib.parse import urlsplit


def local_url(own: str | None, fallback: str | None) -> str | None:
    """Turn a project's ``STATIC_URL`` or ``MEDIA_URL`` into one that the stage serves.

    The path is the project's choice and stays; another host (a bucket, a CDN) holds another version of the
    files and goes.

    Parameters
    ----------
    own
        The project's value: ``/static/``, ``static/``, ``https://cdn.example.com/static/``, empty, or None.
    fallback
        The stage's, for projects without a path of their own.

    Returns
    -------
    str or None
        Begins and ends with ``/``; the fallback as it is when the project names no path.
    """
    path = urlsplit(own or "").path.strip("/")
    return f"/{path}/" if path else fallback
