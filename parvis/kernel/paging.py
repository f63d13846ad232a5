"""Pages of a long list by key: the ten-thousandth page costs what the first does, and nothing is counted for it."""

import base64
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from django.core.exceptions import FieldError, ValidationError
from django.db import models

M = TypeVar("M", bound=models.Model)
COUNTED = 1000


@dataclass(frozen=True)
class Page(Generic[M]):
    """`next`: what to give as `after` for the following page; "" on the last one."""

    rows: list[M]
    next: str


def page_of(rows: models.QuerySet[M], *, by: tuple[str, str], after: str = "", size: int = 50) -> Page[M]:
    """The rows that follow `after` in the order of two fields, the second unique; a broken `after` is the first page.

    Both fields go the same way ("-received_at", "-pk"), and hold no null.
    """
    names = [field.removeprefix("-") for field in by]
    ordered = rows.order_by(*by)
    last = _read(after)
    if last is not None:
        beyond = "lte" if by[0].startswith("-") else "gte"
        try:
            # `a <= x` then `not (a = x and id >= y)`: the OR form reads the whole index (250 ms against 1).
            following = ordered.filter(**{f"{names[0]}__{beyond}": last[0]})
            ordered = following.exclude(**{names[0]: last[0], f"{names[1]}__{_not_beyond(by)}": last[1]})
        except (ValidationError, FieldError, ValueError, TypeError):
            pass
    found = list(ordered[: size + 1])
    following_key = _write(found[size - 1], names) if len(found) > size else ""
    return Page(found[:size], following_key)


def capped_count(rows: models.QuerySet[M]) -> int:
    """How many, up to 1 001: past a thousand a page says "plus de 1 000"."""
    return rows.order_by()[: COUNTED + 1].count()


def _not_beyond(by: tuple[str, str]) -> str:
    return "gte" if by[1].startswith("-") else "lte"


def _write(row: models.Model, names: list[str]) -> str:
    first, second = (getattr(row, name) for name in names)
    plain = first.isoformat() if isinstance(first, date | datetime) else first
    return base64.urlsafe_b64encode(json.dumps([plain, second]).encode()).decode().rstrip("=")


def _read(after: str) -> tuple[object, int] | None:
    try:
        first, second = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
    except (ValueError, TypeError):
        return None
    valid = isinstance(first, str | int) and isinstance(second, int)
    return (first, second) if valid else None
