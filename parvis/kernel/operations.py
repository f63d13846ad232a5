"""One change of the world: a function `verb(thing, *, …, by)`, all or nothing."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from django.db import models, transaction

from parvis.kernel.tenancy import TenantModel, current_id

if TYPE_CHECKING:
    from parvis.kernel.models import Event, Subject

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S", bound="Subject")


class Forbidden(Exception):
    """The person may not do this: a rule says so."""


class Refused(Exception):
    """It is not possible now; the words say why, to the person."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Stale(Exception):
    """Somebody changed the thing since the page was made; `since` tells what happened, oldest first."""

    def __init__(self, since: "list[Event]") -> None:
        super().__init__("changed since")
        self.since = since


def operation(function: Callable[P, R]) -> Callable[P, R]:
    """Run in one transaction; refuses, at import, a function that does not say by whom."""
    if "by" not in signature(function).parameters:
        raise TypeError(f"{function.__qualname__}: an operation says `by` whom")

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            return function(*args, **kwargs)

    return run


def require(allowed: bool) -> None:
    if not allowed:
        raise Forbidden


def require_ours(*things: TenantModel | None) -> None:
    """Nothing of an authority refers to another's: forms offer only ours, so such a wish is an attack or a fault."""
    here = current_id()
    require(all(thing is None or thing.authority_id == here for thing in things))


def lock(thing: S) -> S:
    """The row as it is now, held until the transaction ends.

    Raises Stale when it is newer than the version in hand, which is that of the page the wish comes from.
    """
    fresh: S = _rows(thing).select_for_update(of=("self",)).get(pk=thing.pk)
    if fresh.version != thing.version:
        from parvis.kernel.events import since

        raise Stale(since(fresh, thing.version))
    return fresh


def _rows(thing: S) -> models.QuerySet[S]:
    """The authority's own: a row of another town is not found."""
    return type(thing).objects.all()
