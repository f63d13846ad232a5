"""Say that the work is done, or that it is to be done again."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from parvis.cases import policy
from parvis.cases.endings import ENDINGS
from parvis.cases.events import CaseResolved, CaseSentBack
from parvis.cases.models import Case, Kind, MessageKind, Outcome, Status
from parvis.cases.moves import MOVED, move
from parvis.cases.operations.close import end
from parvis.cases.operations.converse import write_down
from parvis.cases.operations.photos import tie_photos
from parvis.cases.operations.promise import TIMER, morning_after
from parvis.cases.reminders import REMINDER, await_reminder
from parvis.directory.models import Agent
from parvis.kernel import clock
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require
from parvis.kernel.schedule import cancel, schedule
from parvis.kernel.tenancy import current

DAY = 24 * 60


@operation
def resolve(
    case: Case,
    *,
    by: Agent,
    outcome: Outcome | None = None,
    saying: str = "",
    started_at: datetime | None = None,
    minutes: int | None = None,
    form_key: UUID | None = None,
) -> Case:
    """The work is done. Whoever may close closes by that; else it waits for the head's confirmation.

    `saying`: words for the requester, told when the case is closed and not before; an idea needs them: its author is told
    why it is kept or not. `outcome`: needed where the kind has two. A compliment is thanked for instead.
    The photos that wait under `form_key` show the work done.
    """
    case = lock(case)
    require(policy.may("resolve", by, case))
    if case.is_closed or case.is_resolved:
        raise Refused(_("Cette demande est déjà résolue."))
    ending = _ending(case, outcome)
    if case.category.kind == Kind.IDEA and not saying.strip():
        raise Refused(_("Dites pourquoi l’idée est retenue ou non : ces mots sont envoyés à son auteur."), "saying")
    now = clock.now()
    if started_at is not None and started_at > now:
        raise Refused(_("Le début de l’intervention est à venir : vérifiez la date et l’heure."), "started_at")
    if minutes is not None and not 0 < minutes <= 30 * DAY:
        raise Refused(_("La durée est en minutes, de 1 à 43 200."), "minutes")
    words = write_down(case, MessageKind.REPLY, saying, by=by) if saying.strip() else None
    move(case, Status.OPEN)
    case.resolved_at, case.resolved_as, case.resolution = now, ending, words
    case.save(update_fields=["resolved_at", "resolved_as", "resolution", *MOVED])
    cancel(case, TIMER, REMINDER)
    tie_photos(case, waiting_on=form_key, by=by, is_after=True)
    fact = CaseResolved(outcome=ending, message_id=words.pk if words else None, minutes=minutes)
    record(case, fact, by=by, started_at=started_at)
    return end(case, ending, words=words, by=by) if policy.can_close(by, case) else case


@operation
def send_back(case: Case, *, because: str, by: Agent) -> Case:
    """The work is to be done again: whoever has the case is told why, and the date promised holds again."""
    case = lock(case)
    require(policy.may("send_back", by, case))
    if not case.is_resolved:
        raise Refused(_("Cette demande n’attend pas de clôture."))
    reason = write_down(case, MessageKind.REASON, because, by=by)
    case.resolved_at, case.resolved_as, case.resolution = None, "", None
    case.save(update_fields=["resolved_at", "resolved_as", "resolution"])
    record(case, CaseSentBack(message_id=reason.pk), by=by)
    if case.estimated_on is not None and case.estimated_on >= clock.today(current()):
        schedule(case, TIMER, morning_after(case.estimated_on))
    await_reminder(case)
    return case


def _ending(case: Case, outcome: Outcome | None) -> Outcome:
    choices = ENDINGS[case.category.kind]
    if case.category.kind == Kind.COMPLIMENT:
        raise Refused(_("Une félicitation n’est pas un travail : remerciez plutôt."))
    if outcome is None and len(choices) > 1:
        raise Refused(_("Dites si l’idée est retenue ou non."), "outcome")
    if outcome is not None and outcome not in choices:
        raise Refused(_("Cette issue ne convient pas à une demande de ce genre."), "outcome")
    return outcome or choices[0]
