"""Take over cases from their past: another register's, or a demonstration's. They are told to nobody."""

from collections.abc import Iterator, Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from parvis.cases.models import Case, Message
from parvis.cases.operations.entrust import entrust
from parvis.cases.operations.promise import TIMER, morning_after
from parvis.cases.operations.receive import new_case, number, settle
from parvis.cases.past import STATE, WORDS, Begun, PastCase, PastFact, follow, taken_over_as, whereabouts
from parvis.cases.reminders import await_reminder
from parvis.directory.models import Agent
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import Happened, record_past, record_pasts
from parvis.kernel.models import ExternalReference
from parvis.kernel.operations import Refused, operation
from parvis.kernel.schedule import schedule


@operation
def take_over(past: PastCase, *, by: Actor) -> tuple[Case, bool]:
    """The case, and whether it is new here: a reference that is known gives the case that it named.

    It is placed, routed and numbered as at its own date; every fact bears the date it happened. What is promised for
    a day to come will be reminded of: from now on the case lives here.
    """
    return take_all_over([past], by=by)[0]


@operation
def take_all_over(pasts: Sequence[PastCase], *, by: Actor) -> list[tuple[Case, bool]]:
    """The same for many at once, numbered in their order: all of them, or none."""
    if any(past.received_at > clock.now() for past in pasts):
        raise Refused(_("Cette date est à venir."), "received_at")
    try:
        with transaction.atomic():
            return _take(pasts, by=by)
    except IntegrityError:
        # Another import wrote the same references meanwhile: the constraint decides, and its cases are the ones.
        return _take(pasts, by=by)


def _take(pasts: Sequence[PastCase], *, by: Actor) -> list[tuple[Case, bool]]:
    known = taken_over_as(past.reference for past in pasts if past.reference is not None)
    begun: list[Begun] = []
    taken: list[tuple[Case, bool]] = []
    for past in pasts:
        there = known.get(past.reference) if past.reference is not None else None
        if there is None:
            begun.append(_begin(past))
            if past.reference is not None:
                known[past.reference] = begun[-1].case
        taken.append((there, False) if there is not None else (begun[-1].case, True))
    _write(begun, by=by)
    return taken


def _begin(past: PastCase) -> Begun:
    where = whereabouts(past)
    case = new_case(past.category, past.words, past.place, past.requester, where.destination, past.received_at)
    case.channel, case.origin, case.status = past.channel, past.origin, past.status
    return Begun(past, where, case)


def _write(begun: Sequence[Begun], *, by: Actor) -> None:
    """In a few queries, however many: only a history with words, which are rows that point to the case, comes after."""
    for one in begun:
        one.facts.extend(one.beginning(by))
        if not one.past.has_words:
            one.facts.extend(_rest(one))
            one.case.version, one.case.updated_at = len(one.facts), one.facts[-1].at
    number(*(one.case for one in begun))
    Case.objects.bulk_create([one.case for one in begun])
    settle(*((one.case, one.where.districts) for one in begun))
    entrust(*((one.case, one.where.destination) for one in begun))
    ExternalReference.objects.bulk_create(
        ExternalReference(system=name.system, key=name.key, subject_kind=Case.subject_kind(), subject_id=one.case.pk)
        for one in begun
        if (name := one.past.reference) is not None
    )
    record_pasts((one.case, one.facts) for one in begun if not one.past.has_words)
    for one in begun:
        if one.past.has_words:
            record_past(one.case, [*one.facts, *_rest(one)])
            one.case.save(update_fields=STATE)
        _look_ahead(one.case)


def _rest(one: Begun) -> Iterator[Happened]:
    for fact in one.past.history:
        what = follow(one.case, fact, _write_down(one.case, fact))
        yield Happened(what=what, at=fact.at, by=fact.by, started_at=fact.started_at)


def _write_down(case: Case, fact: PastFact) -> Message | None:
    if not fact.words:
        return None
    kind, told = WORDS[type(fact.what)]
    agent = fact.by if isinstance(fact.by, Agent) else None
    return Message.objects.create(case=case, kind=kind, agent=agent, text=fact.words, is_told=told, at=fact.at)


def _look_ahead(case: Case) -> None:
    """The words of the end are the requester's from its end on; a date still to come is watched."""
    if case.is_closed:
        if case.resolution is not None:
            case.resolution.is_told = True
            case.resolution.save(update_fields=["is_told"])
    elif not case.is_resolved:
        if case.estimated_on is not None and (reminder := morning_after(case.estimated_on)) > clock.now():
            schedule(case, TIMER, reminder)
        await_reminder(case)
