"""Make a case confidential, say who may open it, and open it to all again."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from parvis.cases import policy
from parvis.cases.confiding import confidants_of, keeps, last_resort, readers_of
from parvis.cases.events import CaseRestricted, CaseUnrestricted
from parvis.cases.models import Case, Confidant, Follower
from parvis.cases.operations.follow import forget
from parvis.directory.models import Agent, AgentKind
from parvis.kernel.actors import Actor, System
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require, require_ours

BY_HAND, BY_CATEGORY, BY_LOSS = "hand", "category", "loss"


@operation
def restrict(case: Case, *, to: Iterable[Agent], by: Agent) -> Case:
    """From now on the case is seen by these people, and by nobody else of the town hall; whoever had it and is not named has
    it no more, and it is no group's. It leaves the public pages for good, and those who followed it are forgotten. The same
    again says nothing.

    Refuses a councillor, somebody who does not work here any more, and to leave it with nobody of the town hall.
    """
    case = lock(case)
    people = list({one.pk: one for one in to}.values())
    require(policy.may("restrict", by, case))
    require_ours(*people)
    before = {one.pk for one in confidants_of(case)}
    for one in people:
        if one.kind == AgentKind.COUNCILLOR:
            raise Refused(_("Un élu qui consulte n’ouvre pas de demande confidentielle."), "to")
        if one.ended_on is not None or (one.pk not in before and not one.is_in_post):
            raise Refused(_("%s ne travaille plus ici.") % one, "to")
    if not keeps(people):
        raise Refused(_("Nommez au moins une personne de la mairie, qui soit en poste."), "to")
    return confide(case, people, cause=BY_HAND, by=by)


@operation
def lift(case: Case, *, by: Agent) -> Case:
    """Colleagues see it again as they see any other. It does not come back to the public pages."""
    case = lock(case)
    require(policy.may("lift", by, case))
    if not case.is_confidential:
        raise Refused(_("Cette demande n’est pas confidentielle."))
    people = confidants_of(case)
    Confidant.objects.filter(case=case).delete()
    case.is_confidential = False
    case.save(update_fields=["is_confidential"])
    record(case, CaseUnrestricted(previously=sorted(one.pk for one in people)), by=by)
    _afresh(by, *people)
    return case


@operation
def find_readers(case: Case, *, by: System) -> Case:
    """Nobody named on it can open it any more: somebody else is named as well. Nothing where somebody still can."""
    case = lock(case)
    if case.is_confidential and not keeps(readers_of(case)):
        confide(case, [*confidants_of(case), *last_resort(case.unit)], cause=BY_LOSS, by=by)
    return case


def confide(case: Case, people: Sequence[Agent], *, cause: str, by: Actor) -> Case:
    """A locked case is open to these, and to no other."""
    before = confidants_of(case)
    named, previously = sorted(one.pk for one in people), sorted(one.pk for one in before)
    is_released = case.assignee_id is not None and case.assignee_id not in named
    if case.is_confidential and named == previously and not is_released:
        return case
    fact = CaseRestricted(
        named=named, previously=previously, was_confidential=case.is_confidential, cause=cause,
        released_id=case.assignee_id if is_released else None,
    )  # fmt: skip
    Confidant.objects.filter(case=case).exclude(agent__in=named).delete()
    Confidant.objects.bulk_create(Confidant(case=case, agent=one) for one in people if one.pk not in previously)
    case.is_confidential = case.is_withheld = True
    case.is_to_read = case.has_photo_to_read = False
    case.assignee, case.group = None if is_released else case.assignee, None
    case.save(update_fields=["is_confidential", "is_withheld", "is_to_read", "has_photo_to_read", "assignee", "group"])
    for follower in Follower.objects.filter(case=case, forgotten_at__isnull=True):
        forget(follower, by=System("confidential"))
    record(case, fact, by=by)
    _afresh(by, *before, *people)
    return case


def _afresh(*actors: Actor) -> None:
    for one in actors:
        one.__dict__.pop("hand", None)
