"""``monolift_runtime.handler.handler``: the same application behind Lambda's own Python runtime.

For functions whose runtime client can't be replaced. Answers are buffered; event kinds, client addresses and
script names are as in the worker. Set the function's handler to ``monolift_runtime.handler.handler``. Lambda
imports this module in the init phase, and that is where the application is loaded: an error here is an init
error.
"""

# The application is loaded on import, and what is imported last has to find its folders arranged.
# ruff: noqa: E402

from __future__ import annotations

import gc
import logging
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

gc.disable()

from monolift_runtime import event_kinds, import_path

import_path.arrange(str(Path(__file__).parent.parent))

if "MONOLIFT_SECRETS" in os.environ or "MONOLIFT_SECRET_FILES" in os.environ:
    from monolift_runtime import stage_secrets

    stage_secrets.take(os.environ)

from monolift_runtime.application import close_connections, prepare
from monolift_runtime.configuration import Configuration
from monolift_runtime.door import Door, turn_away
from monolift_runtime.failed_answers import report_failed_answer
from monolift_runtime.http_answer import buffered_document
from monolift_runtime.http_request import is_http_event
from monolift_runtime.invocation import Invocation
from monolift_runtime.logs import Log, request_id
from monolift_runtime.reply import CollectedReply

#: A buffered answer may have 6 MB.
ANSWER_LIMIT_BYTES = 6 * 1024 * 1024

_log = Log(os.environ.copy())
_configuration = Configuration.from_environment(os.environ)
_door = Door(_configuration)
_interface = prepare(_configuration, _log, ANSWER_LIMIT_BYTES)
gc.freeze()
gc.enable()


def handler(event: Any, context: Any) -> Any:
    """Answer one event.

    Parameters
    ----------
    event
        As Lambda's runtime gives it.
    context
        Lambda's context object.

    Returns
    -------
    object
        For an HTTP event the answer in the form of its door; what would be streamed is one text.

    Raises
    ------
    RuntimeFaultError
        The event is of no known kind.
    """
    invocation = _invocation(context)
    if not is_http_event(event):
        result = event_kinds.handle_event(event, invocation)
        return b"".join(result).decode() if isinstance(result, Iterator) else result
    token = request_id.set(invocation.request_id)
    reply = CollectedReply(_door.read(event))
    try:
        if _door.lets_in(reply.request):
            _interface.handle(reply.request, reply, invocation)
        else:
            turn_away(reply.request, reply)
    except BaseException as error:
        _log.write(logging.ERROR, "The request was not answered by the application.", error)
        if not isinstance(error, Exception):
            close_connections()
        if not reply.is_finished:
            reply.give_up(500, error)
    finally:
        report_failed_answer(_log, reply.status)
        request_id.reset(token)
    return buffered_document(reply.request, reply.status, reply.headers, reply.body)


def _invocation(context: Any) -> Invocation:
    deadline_ms = int(time.time() * 1000) + int(context.get_remaining_time_in_millis())
    headers = {
        "lambda-runtime-aws-request-id": str(context.aws_request_id),
        "lambda-runtime-deadline-ms": str(deadline_ms),
        "lambda-runtime-invoked-function-arn": str(context.invoked_function_arn),
        "lambda-runtime-trace-id": os.environ.get("_X_AMZN_TRACE_ID", ""),
    }
    return Invocation(headers, b"")
