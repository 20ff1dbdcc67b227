"""The life of a worker: load, warm up, freeze, then answer one event after another."""

from __future__ import annotations

import gc
import json
import logging
import os
import signal
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any, NoReturn

from monolift_runtime import event_kinds
from monolift_runtime.application import Interface, close_connections, prepare
from monolift_runtime.configuration import Configuration
from monolift_runtime.deadline import Deadline
from monolift_runtime.door import Door, turn_away
from monolift_runtime.errors import DeadlineExceeded, RuntimeFaultError, error_document, error_type
from monolift_runtime.failed_answers import report_failed_answer
from monolift_runtime.http_request import LOAD_BALANCER, HttpRequest, is_http_event
from monolift_runtime.invocation import Invocation
from monolift_runtime.left_running import LeftRunning
from monolift_runtime.logs import Log, request_id
from monolift_runtime.reply import STREAM_LIMIT_BYTES, BufferedReply, Reply, StreamedReply, stream_pieces
from monolift_runtime.runtime_api import RuntimeApi, RuntimeApiError

_TRACE_VARIABLE = "_X_AMZN_TRACE_ID"

#: Exit statuses that Lambda expects of a runtime whose SnapStart hooks failed.
_BEFORE_SNAPSHOT_FAILED = 64
_AFTER_RESTORE_FAILED = 65

_TOO_LARGE = 413

#: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html#lambda-functions-limits
_LOAD_BALANCER_LIMIT_BYTES = 1024 * 1024

_from_json = json.JSONDecoder().decode


class _Stop(BaseException):
    """Ends the worker while it waits for an event."""


def main() -> None:
    """Run a worker until it is told to stop or the Runtime API is gone."""
    log = Log(os.environ)
    log.take_streams()
    api = RuntimeApi(os.environ["AWS_LAMBDA_RUNTIME_API"])
    try:
        if "MONOLIFT_SECRETS" in os.environ or "MONOLIFT_SECRET_FILES" in os.environ:
            from monolift_runtime import stage_secrets

            stage_secrets.take(os.environ)
        configuration = Configuration.from_environment(os.environ)
        interface = prepare(configuration, log, STREAM_LIMIT_BYTES)
    except BaseException as error:
        _fail_init(api, log, error)
    # Everything that lives now lives as long as the worker: the collector need not look at it ever again.
    # Collecting first would take longer than all it could find is worth.
    gc.freeze()
    gc.enable()
    if configuration.is_snapshot:
        _pass_snapshot(api, log)
    worker = Worker(api, interface, configuration, log)
    try:
        worker.serve()
    except RuntimeApiError as error:
        log.write(logging.ERROR, f"The worker ends: {error}")
        log.flush()
        # Not sys.exit: threads that the application left behind would be waited for.
        os._exit(1)


class Worker:
    """Answers events, one at a time.

    Parameters
    ----------
    api
        Where the events come from.
    interface
        The application.
    """

    def __init__(self, api: RuntimeApi, interface: Interface, configuration: Configuration, log: Log) -> None:
        self._api = api
        self._interface = interface
        self._stream_kinds = configuration.stream_kinds
        self._door = Door(configuration)
        self._log = log
        self._deadline = Deadline(configuration.deadline_margin_ms, self._describe_position)
        self._left_running = LeftRunning()
        self._is_waiting = False
        self._is_stopping = False
        self._trace_id = ""

    def serve(self) -> None:
        """Answer events until a signal comes; sandboxes are frozen inside the call for the next event."""
        self._deadline.install()
        for number in (signal.SIGTERM, signal.SIGINT):
            # The application may have taken SIGTERM while it was loaded; then it knows what it does.
            if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
                signal.signal(number, self._stop)
        try:
            while True:
                # From here on a signal ends the call for the next event; one that came before ends the loop.
                self._is_waiting = True
                if self._is_stopping:
                    break
                invocation = self._api.next_invocation()
                self._is_waiting = False
                self.answer(invocation)
        except _Stop:
            # Nobody waits for an answer: this is the moment at which to end.
            pass
        self._is_waiting = False
        # Hanging up on an unread answer would take back what was sent.
        self._api.settle()
        self._api.close()
        if not self._interface.is_usable:
            self._log.flush()
            os._exit(1)
        self._interface.shut_down()
        close_connections()

    def answer(self, invocation: Invocation) -> None:
        """Answer one event, whatever happens."""
        request_id.set(invocation.request_id)
        if invocation.trace_id != self._trace_id:
            self._set_trace_id(invocation.trace_id)
        try:
            event = _event(invocation)
            if is_http_event(event):
                self._answer_request(self._parse(event), invocation)
            else:
                result = event_kinds.handle_event(event, invocation)
                if isinstance(result, Iterator):
                    stream_pieces(self._api, invocation.request_id, result)
                else:
                    self._api.respond(invocation.request_id, json.dumps(result).encode())
        except RuntimeFaultError as fault:
            self._log.write(logging.ERROR, f"{fault.error_type}: {fault}")
            self._api.fail(invocation.request_id, fault.error_type, error_document(fault, with_stack=False))
        except Exception as error:
            self._log.write(logging.ERROR, "The event could not be answered.", error)
            self._api.fail(invocation.request_id, error_type(error), error_document(error))
        self._close_invocation(invocation)

    def _parse(self, event: event_kinds.Event) -> HttpRequest:
        try:
            return self._door.read(event)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            what = f"{type(error).__name__}: {error}"
            message = f"the event looks like an HTTP request but lacks what one has ({what})"
            raise RuntimeFaultError("Runtime.MalformedEvent", message) from error

    def _answer_request(self, request: HttpRequest, invocation: Invocation) -> None:
        """Let the application answer; if it can't, answer in its place and go on living."""
        reply: Reply
        if request.kind in self._stream_kinds:
            reply = StreamedReply(self._api, invocation.request_id, request, self._deadline)
        else:
            reply = BufferedReply(self._api, invocation.request_id, request, self._deadline)
        if not self._door.lets_in(request):
            turn_away(request, reply)
            return
        self._deadline.arm(invocation.deadline_ms)
        try:
            self._interface.handle(request, reply, invocation)
        except DeadlineExceeded as error:
            # Told to the log at the line where it happened; what it interrupted may have been a query.
            self._give_up(reply, 504, error)
            self._close_doubtful_connections()
        except BaseException as error:
            self._deadline.disarm()
            if self._is_hang_up(reply, error):
                self._log.write(logging.INFO, "The client hung up before the answer was complete.")
            else:
                self._log.write(logging.ERROR, _unanswered(request, reply), error)
                self._give_up(reply, 500, error)
            if not isinstance(error, Exception):
                # It has passed by all that Django does after a failed request.
                self._close_doubtful_connections()
        else:
            self._deadline.disarm()
        report_failed_answer(self._log, reply.status)
        if request.kind == LOAD_BALANCER and isinstance(reply, BufferedReply):
            self._report_load_balancer(reply)

    def _is_hang_up(self, reply: Reply, error: BaseException) -> bool:
        """Whether an error comes from sending, and not from the application."""
        return isinstance(error, OSError) and reply.has_sent and not self._api.is_connected

    def _give_up(self, reply: Reply, status: int, error: BaseException) -> None:
        if reply.is_finished:
            return
        try:
            reply.give_up(status, error)
        except OSError as problem:
            self._log.write(logging.WARNING, f"The answer could not be ended: {problem}")

    def _close_invocation(self, invocation: Invocation) -> None:
        """Leave nothing for after the freeze."""
        if not (invocation.may_pipeline and self._api.was_sent_whole):
            self._report_refusal(self._api.settle())
        for name in self._left_running.new_names(self._interface.pending_tasks()):
            self._log.write(
                logging.WARNING,
                f"{name!r} goes on after the request that started it was answered. The sandbox is frozen "
                "now: it will go on at some later request, or never. Wait for its end before answering "
                "(join(), await), or give the work to a task or a job.",
            )
        self._log.flush()
        if not self._interface.is_usable:
            self._is_stopping = True

    def _report_refusal(self, status: int) -> None:
        if status == _TOO_LARGE:
            self._log.write(
                logging.ERROR,
                "The answer is larger than the 6 MB that a buffered answer may have (base64 makes it a third "
                "larger). Stream it, or send a link to object storage.",
            )
        elif status >= 400:
            self._log.write(logging.WARNING, f"The Runtime API refused the answer with status {status}.")

    def _report_load_balancer(self, reply: BufferedReply) -> None:
        """Say what Lambda does not refuse and the load balancer does: its client gets a bare 502."""
        if reply.payload_bytes > _LOAD_BALANCER_LIMIT_BYTES:
            self._log.write(
                logging.ERROR,
                "The answer is larger than the 1 MB that a load balancer takes from a function (base64 makes "
                "it a third larger): the client gets a 502. Send a link to object storage.",
            )

    def _close_doubtful_connections(self) -> None:
        try:
            close_connections()
        except Exception as error:
            self._log.write(logging.WARNING, "A database connection could not be closed.", error)

    def _set_trace_id(self, trace_id: str) -> None:
        """Give X-Ray's libraries the header of this invocation where they look for it."""
        self._trace_id = trace_id
        if trace_id:
            os.environ[_TRACE_VARIABLE] = trace_id
        else:
            os.environ.pop(_TRACE_VARIABLE, None)

    def _describe_position(self, frame: FrameType | None) -> None:
        stack = "".join(self._interface.position(frame))
        self._log.write(
            logging.ERROR, f"The request was ended: its time is nearly over. It stood here:\n{stack.rstrip()}"
        )

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._is_stopping = True
        if self._is_waiting:
            raise _Stop


def _event(invocation: Invocation) -> Any:
    return _from_json(invocation.body.decode("utf-8", "surrogatepass")) if invocation.body else None


def _unanswered(request: HttpRequest, reply: Reply) -> str:
    """Say what the application failed to do. Without the query, which may hold what is nobody's business."""
    what = f"{request.method} {request.script_name}{request.raw_path}"
    if reply.is_finished:
        return f"{what} was answered, but closing the response failed."
    if reply.has_sent:
        return f"{what} failed after a part of the answer had been sent."
    return f"{what} was not answered by the application."


def _fail_init(api: RuntimeApi, log: Log, error: BaseException) -> NoReturn:
    """Report that the application can't be loaded, and end."""
    log.write(logging.CRITICAL, "The application could not be loaded.", error)
    _report_and_exit(log, 1, lambda: api.init_error(error_type(error, "Runtime"), error_document(error)))


def _pass_snapshot(api: RuntimeApi, log: Log) -> None:
    """Have the snapshot taken, and go on in a copy of it."""
    from monolift_runtime import snapstart

    try:
        snapstart.run_before_snapshot()
    except BaseException as error:
        document = error_document(error)
        log.write(logging.CRITICAL, "A hook before the snapshot failed.", error)
        _report_and_exit(
            log, _BEFORE_SNAPSHOT_FAILED, lambda: api.init_error("Runtime.BeforeSnapshotError", document)
        )
    log.flush()
    api.restore_next()
    # The connection is a copy as well.
    api.close()
    try:
        snapstart.run_after_restore()
    except BaseException as error:
        document = error_document(error)
        log.write(logging.CRITICAL, "A hook after the restore failed.", error)
        _report_and_exit(
            log, _AFTER_RESTORE_FAILED, lambda: api.restore_error("Runtime.AfterRestoreError", document)
        )


def _report_and_exit(log: Log, status: int, report: Callable[[], None]) -> NoReturn:
    try:
        report()
    except RuntimeApiError as error:
        log.write(logging.ERROR, str(error))
    log.flush()
    # Not sys.exit: threads that the application started would be waited for.
    os._exit(status)
