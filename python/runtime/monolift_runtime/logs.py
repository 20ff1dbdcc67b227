"""Gets what the application writes to Lambda's log, one event per line or record.

Lambda takes each line of stdout and stderr for an event of its own, so that a traceback falls into thirty
pieces. On AWS there is a third way, a descriptor that takes framed messages; it is used when it is there.

A record of ``logging`` that no handler of the application shows is shown by :class:`RecordHandler`: Django
logs the traceback of a failed request only to e-mail unless ``DEBUG`` is on, and a function has nobody to
read that.
"""

from __future__ import annotations

import io
import json
import logging
import os
import sys
import time
from collections.abc import Mapping, MutableMapping
from contextvars import ContextVar
from typing import Any

from monolift_runtime.errors import application_frames

#: Lambda's id of the invocation that runs now; empty outside one. Format strings of ``logging`` may use
#: ``%(aws_request_id)s``, as with Lambda's own Python runtime.
request_id: ContextVar[str] = ContextVar("aws_request_id", default="")

_TELEMETRY_VARIABLE = "_LAMBDA_TELEMETRY_LOG_FD"

#: First word of a frame: this, the level in bits 2 to 4, the format in bits 0 and 1.
_FRAME = 0xA55A0000
_JSON_FORMAT = 2
_TEXT_FORMAT = 3

_STDERR = 2

#: Attribute of a record of the runtime's own.
_FIELDS = "monolift_fields"
_NO_FIELDS: Mapping[str, object] = {}

#: Lambda's names for levels.
_LEVELS = {
    "TRACE": logging.DEBUG,
    "DEBUG": logging.DEBUG,
    "INFO": logging.INFO,
    "WARN": logging.WARNING,
    "ERROR": logging.ERROR,
    "FATAL": logging.CRITICAL,
}


class Log:
    """The worker's way to Lambda's log.

    Parameters
    ----------
    environment
        ``AWS_LAMBDA_LOG_FORMAT``, ``AWS_LAMBDA_LOG_LEVEL`` and the descriptor for frames, which is taken out
        so that programs started by the application do not write to it.
    """

    def __init__(self, environment: MutableMapping[str, str]) -> None:
        self._is_json = environment.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON"
        self._level = _LEVELS.get(environment.get("AWS_LAMBDA_LOG_LEVEL", "").upper(), logging.NOTSET)
        descriptor = environment.pop(_TELEMETRY_VARIABLE, "")
        self._descriptor = int(descriptor) if descriptor.isdecimal() else None
        formatter = _JsonFormatter() if self._is_json else _TextFormatter()
        self.handler = RecordHandler(self._descriptor, formatter, is_json=self._is_json)

    def take_streams(self) -> None:
        """Make stdout and stderr pass on each line as it ends; call before the application is loaded."""
        if self._descriptor is None:
            for stream in (sys.stdout, sys.stderr):
                if isinstance(stream, io.TextIOWrapper):
                    stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
        else:
            sys.stdout = _framed(self._descriptor)
            sys.stderr = _framed(self._descriptor)
        make_record = logging.getLogRecordFactory()

        def make_marked_record(*arguments: Any, **named: Any) -> logging.LogRecord:
            record = make_record(*arguments, **named)
            record.aws_request_id = request_id.get()
            return record

        logging.setLogRecordFactory(make_marked_record)

    def take_records(self) -> None:
        """Show the records that nobody else shows; call after the application has set its logging up.

        Earlier, ``logging.basicConfig()`` in the application would find a handler and do nothing.
        """
        root = logging.getLogger()
        if self.handler in root.handlers:
            return
        if self._level and not root.handlers and root.level == logging.WARNING:
            root.setLevel(self._level)
        root.addHandler(self.handler)

    def write(
        self,
        level: int,
        message: str,
        error: BaseException | None = None,
        *,
        fields: Mapping[str, object] = _NO_FIELDS,
    ) -> None:
        """Log something of the runtime's own, whatever the application did to the loggers.

        Parameters
        ----------
        error
            Its traceback is added, beginning in the application.
        fields
            What stands beside the message where the log is of JSON; text goes without.
        """
        details = None if error is None else (type(error), error, application_frames(error))
        record = logging.LogRecord("monolift", level, __file__, 0, message, None, details)
        setattr(record, _FIELDS, fields)
        record.aws_request_id = request_id.get()
        self.handler.emit(record)

    def flush(self) -> None:
        """Write out half a line, before the sandbox is frozen with it."""
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (AttributeError, OSError, ValueError):
                # The application has put something else there, or closed it.
                continue


class RecordHandler(logging.Handler):
    """Writes records as one event each, unless the application already shows them."""

    def __init__(self, descriptor: int | None, formatter: logging.Formatter, *, is_json: bool) -> None:
        super().__init__()
        self.setFormatter(formatter)
        self._descriptor = descriptor
        self._format_bits = _JSON_FORMAT if is_json else _TEXT_FORMAT
        self.addFilter(lambda record: not self._is_shown_already(record))

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record."""
        try:
            message = self.format(record).encode("utf-8", "backslashreplace")
            if self._descriptor is None:
                # Not through sys.stderr: a deadline may pass in the middle of a write to it, and that can't
                # be entered twice.
                _write_all(_STDERR, message + b"\n")
            else:
                frame_type = _FRAME | min(record.levelno // 10 + 1, 6) << 2 | self._format_bits
                _write_frame(self._descriptor, frame_type, message)
        except Exception:
            self.handleError(record)

    def _is_shown_already(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.") and record.levelno < logging.ERROR:
            # Django is silent about them outside DEBUG: one line per 404 would drown the application's own.
            return True
        logger: logging.Logger | None = logging.getLogger(record.name)
        while logger is not None:
            for handler in logger.handlers:
                if handler is not self and _shows(handler, record):
                    return True
            logger = logger.parent if logger.propagate else None
        return False


def _shows(handler: logging.Handler, record: logging.LogRecord) -> bool:
    """Whether a handler writes a record to where Lambda reads it."""
    if not isinstance(handler, logging.StreamHandler) or record.levelno < handler.level:
        return False
    standard = (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__)
    return any(handler.stream is stream for stream in standard) and bool(handler.filter(record))


class _TextFormatter(logging.Formatter):
    """Level, time, request id and message with tabs between, as Lambda's own Python runtime writes them."""

    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__(
            "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S"
        )


class _JsonFormatter(logging.Formatter):
    """One JSON object per record, with the names that Lambda's own Python runtime gives its fields.

    See Also
    --------
    https://docs.aws.amazon.com/lambda/latest/dg/python-logging.html#python-logging-advanced-JSON
    """

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        moment = self.formatTime(record, "%Y-%m-%dT%H:%M:%S")
        document: dict[str, object] = {
            "timestamp": f"{moment}.{int(record.msecs):03d}Z",
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
            "requestId": getattr(record, "aws_request_id", ""),
            **getattr(record, _FIELDS, _NO_FIELDS),
        }
        if record.exc_info and record.exc_info[0] is not None:
            document["errorType"] = record.exc_info[0].__name__
            document["errorMessage"] = str(record.exc_info[1])
            document["stackTrace"] = self.formatException(record.exc_info).split("\n")
            document["location"] = f"{record.pathname}:{record.funcName}:{record.lineno}"
        return json.dumps(
            {name: value for name, value in document.items() if value != ""}, ensure_ascii=False
        )


class _FrameWriter(io.RawIOBase):
    """Makes one frame of all that is written at once."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor = descriptor

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._descriptor

    def write(self, data: Any) -> int:
        message = bytes(data)
        _write_frame(self._descriptor, _FRAME | _TEXT_FORMAT, message.rstrip(b"\n"))
        return len(message)


def _framed(descriptor: int) -> io.TextIOWrapper:
    writer: Any = _FrameWriter(descriptor)
    return io.TextIOWrapper(writer, encoding="utf-8", errors="backslashreplace", line_buffering=True)


def _write_frame(descriptor: int, frame_type: int, message: bytes) -> None:
    """Write type, length, microseconds since 1970 and the message, numbers big-endian."""
    if not message:
        return
    moment = time.time_ns() // 1000
    frame = (
        frame_type.to_bytes(4, "big") + len(message).to_bytes(4, "big") + moment.to_bytes(8, "big") + message
    )
    _write_all(descriptor, frame)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
