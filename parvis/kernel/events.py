"""Facts: what happened, in the past tense; the row that history, messages and figures are all readings of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import ClassVar, TypeVar

import msgspec
from django.db.models import F, QuerySet

from parvis.kernel import clock, deliveries
from parvis.kernel.actors import Actor
from parvis.kernel.models import Event, Subject
from parvis.kernel.operations import Stale
from parvis.kernel.tenancy import current


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Base of all facts. A fact holds ids and the values it changed, not copies of personal data.

    `kind` names it for ever ("case.assigned"); `personal` lists the fields that hold something personal all the
    same and are emptied when its subject is shredded: every fact must say, be it that there is none.
    """

    kind: ClassVar[str]
    version: ClassVar[int] = 1
    personal: ClassVar[tuple[str, ...]]


BATCH = 500
F_ = TypeVar("F_", bound=type[Fact])
CATALOGUE: dict[str, type[Fact]] = {}


def fact(cls: F_) -> F_:
    """Register a fact; refuses one without a kind or without a word on personal data."""
    for required in ("kind", "personal"):
        if required not in vars(cls):
            raise TypeError(f"{cls.__name__} does not say its {required}")
    unknown = set(cls.personal) - {field.name for field in fields(cls)}
    if unknown or cls.kind in CATALOGUE:
        raise TypeError(f"{cls.__name__}: {cls.kind} is taken, or {unknown} are not its fields")
    CATALOGUE[cls.kind] = cls
    return cls


@dataclass(frozen=True, kw_only=True)
class Happened:
    """A fact of the past: when it was, and who did it."""

    what: Fact
    at: datetime
    by: Actor
    started_at: datetime | None = None


def record(subject: Subject, what: Fact, *, by: Actor, started_at: datetime | None = None) -> Event:
    """Write the fact and one delivery a reaction, in the caller's transaction; bump the subject's version.

    Raises Stale when the row is not at the version in hand: an operation that forgot to lock overwrites nobody, and
    another town's thing is not found.
    """
    now = clock.now()
    _move(subject, by=1, at=now)
    event = _event(subject, Happened(what=what, at=now, by=by, started_at=started_at), version=subject.version)
    event.save(force_insert=True)
    deliveries.enqueue(event)
    return event


def change_all(told: Sequence[tuple[Subject, Fact]], to: Mapping[str, object], *, by: Actor) -> None:
    """Give many subjects of one kind the same columns, and record what that is of each: a few queries a batch.

    `to`: columns and their values. No subject is there twice. Raises Stale where one is not at the version in hand.
    """
    now = clock.now()
    for start in range(0, len(told), BATCH):
        batch = told[start : start + BATCH]
        rows = type(batch[0][0])._base_manager.filter(authority=current(), pk__in=[subject.pk for subject, _what in batch])
        known = dict(rows.select_for_update().values_list("pk", "version"))
        events = []
        for subject, what in batch:
            if known.get(subject.pk) != subject.version:
                raise Stale(since(subject, subject.version))
            subject.version, subject.updated_at = subject.version + 1, now
            events.append(_event(subject, Happened(what=what, at=now, by=by), version=subject.version))
        rows.update(**to, version=F("version") + 1, updated_at=now)
        deliveries.enqueue_all(Event.everywhere.bulk_create(events))


def record_past(subject: Subject, facts: Sequence[Happened]) -> None:
    """Write what happened before, elsewhere, oldest first; it is told to nobody."""
    first = subject.version + 1
    _move(subject, by=len(facts), at=facts[-1].at)
    _write_past((subject, fact, version) for version, fact in enumerate(facts, first))


def record_pasts(pasts: Iterable[tuple[Subject, Sequence[Happened]]]) -> None:
    """The same for many subjects just inserted with all their facts, of which their version is the number."""
    _write_past((subject, fact, version) for subject, facts in pasts for version, fact in enumerate(facts, 1))


def _write_past(rows: Iterable[tuple[Subject, Happened, int]]) -> None:
    events = [_event(subject, fact, version=version) for subject, fact, version in rows]
    for event in events:
        event.is_imported = True
    Event.everywhere.bulk_create(events)


def _move(subject: Subject, *, by: int, at: datetime) -> None:
    row = type(subject)._base_manager.filter(authority=current(), pk=subject.pk, version=subject.version)
    if not row.update(version=F("version") + by, updated_at=at):
        raise Stale(since(subject, subject.version))
    subject.version, subject.updated_at = subject.version + by, at


def _event(subject: Subject, fact: Happened, *, version: int) -> Event:
    authority = current()
    return Event(
        authority=authority,
        kind=fact.what.kind,
        fact_version=fact.what.version,
        subject_kind=subject.subject_kind(),
        subject_id=subject.pk,
        subject_version=version,
        at=fact.at,
        on=clock.civil(authority, fact.at),
        started_at=fact.started_at,
        actor_kind=fact.by.actor_kind,
        actor_id=fact.by.actor_id,
        actor_through=fact.by.actor_through,
        data=msgspec.to_builtins(fact.what),
    )


def fact_of(event: Event) -> Fact:
    """The fact as it was recorded."""
    return msgspec.convert(event.data, CATALOGUE[event.kind])


def history(subject: Subject) -> QuerySet[Event]:
    """All that happened to the subject, oldest first."""
    return Event.objects.filter(subject_kind=subject.subject_kind(), subject_id=subject.pk).order_by("subject_version")


def since(subject: Subject, version: int) -> list[Event]:
    return list(history(subject).filter(subject_version__gt=version))


def shred(subject: Subject) -> int:
    """Empty what is personal in the subject's facts; the facts remain. Returns how many were touched."""
    touched = 0
    for event in history(subject).filter(kind__in=[kind for kind, cls in CATALOGUE.items() if cls.personal]):
        event.data = {key: (None if key in CATALOGUE[event.kind].personal else value) for key, value in event.data.items()}
        event.shredded_at = clock.now()
        event.save(update_fields=["data", "shredded_at"])
        touched += 1
    return touched
