"""Errors as the Runtime API and a reader of logs want them."""

from __future__ import annotations

import os
import re
import traceback
from types import TracebackType
from typing import Union

#: What the Runtime API takes for an error: a type, a message, and lines of a stack.
#: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-initerror
ErrorDocument = dict[str, Union[str, list[str]]]

_OWN_FOLDER = os.path.dirname(__file__) + os.sep  # noqa: PTH120 (pathlib is slow to import)

#: Lambda takes an error's message along in a response of at most 6 MB and in headers: keep it a message.
_MESSAGE_LIMIT = 4096


class ConfigurationError(Exception):
    """A variable of the environment is missing or cannot mean anything."""


class StageSecretsError(ConfigurationError):
    """A secret of the stage cannot be read; the text says what to do, and never has a value in it."""


class RuntimeFaultError(Exception):
    """An invocation that cannot be answered, with the type that Lambda reports for it."""

    def __init__(self, error_type: str, message: str) -> None:
        super().__init__(message)
        self.error_type = error_type


class DeadlineExceeded(KeyboardInterrupt):
    """Interrupts a request shortly before Lambda's own deadline.

    It derives from ``KeyboardInterrupt`` because that is the one interruption that libraries expect at any
    line: ``except Exception`` lets it pass, asyncio stops its loop at once, psycopg cancels the running
    query.
    """


def error_type(error: BaseException, origin: str = "Function") -> str:
    r"""Give the type of an error in the form that Lambda leaves as it is: ``Function.ValueError``.

    Parameters
    ----------
    origin
        ``Function`` for errors of the application, ``Runtime`` for those of loading it.

    Notes
    -----
    Lambda rewrites all that does not match ``(Runtime|Function)\.[A-Z][a-zA-Z]+`` to ``Runtime.Unknown``.
    """
    if isinstance(error, RuntimeFaultError):
        return error.error_type
    name = re.sub("[^a-zA-Z]", "", type(error).__name__) or "Error"
    return f"{origin}.{name[0].upper()}{name[1:]}"


def error_document(error: BaseException, *, with_stack: bool = True) -> ErrorDocument:
    """Describe an error for the Runtime API."""
    document: ErrorDocument = {
        "errorType": type(error).__name__,
        "errorMessage": str(error)[:_MESSAGE_LIMIT],
        "stackTrace": traceback_lines(error) if with_stack else [],
    }
    return document


def traceback_lines(error: BaseException) -> list[str]:
    """Format the traceback of an error, without the frames of this package through which it came."""
    return traceback.format_exception(type(error), error, application_frames(error))


def application_frames(error: BaseException) -> TracebackType | None:
    """Find the part of a traceback that begins in the application.

    All of it when it never got there, except for errors whose message says all there is to know (which
    module was not found, which line can't be parsed): our frames would only hide it.
    """
    frame = error.__traceback__
    while frame is not None and _is_own(frame.tb_frame.f_code.co_filename):
        frame = frame.tb_next
    if frame is None and not isinstance(error, (ImportError, SyntaxError, ConfigurationError)):
        return error.__traceback__
    return frame


def _is_own(filename: str) -> bool:
    return filename.startswith((_OWN_FOLDER, "<frozen importlib"))
