"""Lines of the log say where something failed, by route and status; never what was asked or written."""

import logging
import traceback
from types import TracebackType

from django.http import HttpRequest

Failed = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """An address may hold the key to a case; the words of an error, a row of the database."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            record.message = f"{getattr(record, 'status_code', '')} {request.method} {_route(request)}".strip()
        return super().formatMessage(record)

    def formatException(self, ei: Failed) -> str:
        return _told(ei[1]) if ei[1] is not None else ""


def _route(request: HttpRequest) -> str:
    """As it is written in the code, without what was put in it."""
    match = request.resolver_match
    return f"/{match.route}" if match is not None else "(no route)"


def _told(error: BaseException) -> str:
    """The places and the kinds, from the first cause on; without the words."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = [_told(cause), ""] if cause is not None else []
    return "\n".join([*before, "".join(traceback.format_tb(error.__traceback__)) + type(error).__name__])
