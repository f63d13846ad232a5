"""The authority that the present work belongs to; a query without one raises."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, TypeVar

from django.db import models

if TYPE_CHECKING:
    from parvis.kernel.models import Authority

_current: ContextVar["Authority | None"] = ContextVar("authority", default=None)


class NoAuthority(RuntimeError):
    """A tenant's rows were asked for outside any authority."""


def current() -> "Authority":
    authority = _current.get()
    if authority is None:
        raise NoAuthority("no authority here: wrap the work in `inside(authority)`")
    return authority


def current_or_none() -> "Authority | None":
    """For what is said alike outside any town, as at the operators' console."""
    return _current.get()


def current_id() -> int:
    """The default of every tenant row's `authority`: a new row belongs where one is."""
    return current().pk


@contextmanager
def inside(authority: "Authority") -> Iterator["Authority"]:
    token = _current.set(authority)
    try:
        yield authority
    finally:
        _current.reset(token)


@contextmanager
def outside() -> Iterator[None]:
    """Of any town: what asks for a town's rows there raises."""
    token = _current.set(None)
    try:
        yield
    finally:
        _current.reset(token)


M = TypeVar("M", bound=models.Model)


class TenantManager(models.Manager[M]):
    """Sees the rows of the authority one is inside of, and creates them there."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(authority=current())


class TenantModel(models.Model):
    """A row that belongs to one authority.

    `objects` sees the present authority's rows and raises outside any; `everywhere` sees all and is for the
    console, the worker and migrations. The base manager is unfiltered: Django follows foreign keys through it.
    """

    authority = models.ForeignKey("kernel.Authority", on_delete=models.PROTECT, related_name="+", default=current_id)

    everywhere = models.Manager()
    objects = TenantManager()

    class Meta:
        abstract = True
        base_manager_name = "everywhere"
        default_manager_name = "objects"
