"""Tells the log where a piece of work failed, without what it was about: an error's own words may hold an address."""

import logging
import traceback


def tell(log: logging.Logger, what: str, error: Exception) -> None:
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s failed: %s\n%s", what, type(error).__name__, where)
