"""Take over a case from its past: another register's, or a demonstration's. It is told to nobody."""

from collections.abc import Iterator

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from parvis.cases.events import CaseImported, CaseReceived
from parvis.cases.models import Case, Message
from parvis.cases.operations.promise import TIMER, morning_after
from parvis.cases.operations.receive import new_case, number, settle
from parvis.cases.past import WORDS, PastCase, PastFact, Reference, Whereabouts, follow
from parvis.cases.routing import Destination, destination_of
from parvis.directory.models import Agent
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import Happened, record_past
from parvis.kernel.models import ExternalReference
from parvis.kernel.operations import Refused, operation
from parvis.kernel.schedule import schedule
from parvis.places.location import districts_at

STATE = [
    "unit", "assignee", "status", "outcome", "priority", "estimated_on", "resolved_at", "resolved_as", "resolution",
    "closed_at", "closed_on",
]  # fmt: skip


@operation
def take_over(past: PastCase, *, by: Actor) -> tuple[Case, bool]:
    """The case, and whether it is new here: a reference that is known gives the case that it named.

    It is placed, routed and numbered as at its own date; every fact bears the date it happened. What is promised for
    a day to come will be reminded of: from now on the case lives here.
    """
    known = taken_over_as(past.reference)
    if known is not None:
        return known, False
    if past.received_at > clock.now():
        raise Refused(_("Cette date est à venir."), "received_at")
    try:
        with transaction.atomic():
            return _write(past, by=by), True
    except IntegrityError:
        # Another import wrote the same reference meanwhile: the constraint decides, and its case is the one.
        known = taken_over_as(past.reference)
        if known is None:
            raise
        return known, False


def taken_over_as(reference: Reference | None) -> Case | None:
    """The case that the other register's name stands for."""
    if reference is None:
        return None
    named = ExternalReference.objects.filter(system=reference.system, key=reference.key).first()
    return Case.objects.get(pk=named.subject_id) if named else None


def _write(past: PastCase, *, by: Actor) -> Case:
    where = past.whereabouts or _whereabouts(past)
    destination = where.destination
    case = new_case(past.category, past.place, past.requester, destination, past.received_at)
    case.words, case.channel, case.origin, case.status = past.words, past.channel, past.origin, past.status
    number(case)
    case.save(force_insert=True)
    settle(case, where.districts)
    record_past(case, [*_beginning(case, past, destination, by=by), *_rest(case, past)])
    if past.history:
        case.save(update_fields=STATE)
        _look_ahead(case)
    return case


def _beginning(case: Case, past: PastCase, destination: Destination, *, by: Actor) -> Iterator[Happened]:
    received = CaseReceived(
        category_id=past.category.pk,
        unit_id=destination.unit.pk,
        assignee_id=destination.agent.pk if destination.agent else None,
        district_id=destination.district_id,
        channel=past.channel,
        rule=destination.rule,
    )
    yield Happened(what=received, at=past.received_at, by=past.sent_by)
    if past.reference is not None:
        system, key = past.reference.system, past.reference.key
        ExternalReference.objects.create(system=system, key=key, subject_kind=Case.subject_kind(), subject_id=case.pk)
        yield Happened(what=CaseImported(system=system, key=key), at=past.received_at, by=by)


def _rest(case: Case, past: PastCase) -> Iterator[Happened]:
    for fact in past.history:
        what = follow(case, fact, _write_down(case, fact))
        yield Happened(what=what, at=fact.at, by=fact.by, started_at=fact.started_at)


def _whereabouts(past: PastCase) -> Whereabouts:
    districts = districts_at(past.place.point) if past.place.point else {}
    return Whereabouts(districts, destination_of(past.category, districts))


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
    elif case.estimated_on is not None and not case.is_resolved:
        reminder = morning_after(case.estimated_on)
        if reminder > clock.now():
            schedule(case, TIMER, reminder)
