"""Pages of a long list by key: the ten-thousandth page costs what the first does, and nothing is counted for it."""

import base64
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

M = TypeVar("M", bound=models.Model)
COUNTED = 1000
LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Page(Generic[M]):
    """`next`: what to give as `after` for the following page; "" on the last one."""

    rows: list[M]
    next: str


def page_of(rows: models.QuerySet[M], *, by: tuple[str, str], after: str = "", size: int = 50) -> Page[M]:
    """The rows that follow `after` in the order of two fields, the second unique; a broken `after` is the first page.

    Both fields are columns of the row, go the same way ("-received_at", "-pk"), and hold no null.
    """
    names = [field.removeprefix("-") for field in by]
    ordered = rows.order_by(*by)
    last = _read(after, rows.model, names[0])
    if last is not None:
        beyond, not_beyond = ("lte", "gte") if by[0].startswith("-") else ("gte", "lte")
        # `a <= x` then `not (a = x and id >= y)`: the OR form reads the whole index (250 ms against 1).
        ordered = ordered.filter(**{f"{names[0]}__{beyond}": last[0]})
        ordered = ordered.exclude(**{names[0]: last[0], f"{names[1]}__{not_beyond}": last[1]})
    found = list(ordered[: size + 1])
    following_key = _write(found[size - 1], names) if len(found) > size else ""
    return Page(found[:size], following_key)


def capped_count(rows: models.QuerySet[M]) -> int:
    """How many, up to 1 001: past a thousand a page says "plus de 1 000"."""
    return rows.order_by()[: COUNTED + 1].count()


def _write(row: models.Model, names: list[str]) -> str:
    first, second = (getattr(row, name) for name in names)
    plain = first.isoformat() if isinstance(first, date | datetime) else first
    return base64.urlsafe_b64encode(json.dumps([plain, second]).encode()).decode().rstrip("=")


def _read(after: str, model: type[models.Model], name: str) -> tuple[object, int] | None:
    """What `_write` wrote; None for whatever a visitor may have made of it in the address."""
    try:
        first, second = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        if not isinstance(first, str | int) or type(second) is not int or abs(second) > LARGEST:
            return None
        return _value(model, name, first), second
    except (ValueError, TypeError, OverflowError, RecursionError, ValidationError):
        return None


def _value(model: type[models.Model], name: str, first: str | int) -> object:
    """As the column holds it; ValueError for what no row can hold, and what a database would choke on."""
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    value = field.to_python(first)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("a local time")
        return value.astimezone(UTC)
    if isinstance(value, str):
        value.encode()
    impossible = "\0" in value if isinstance(value, str) else isinstance(value, int) and abs(value) > LARGEST
    if impossible:
        raise ValueError("no row holds that")
    return value
