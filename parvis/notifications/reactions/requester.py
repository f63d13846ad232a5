"""Letters to whoever made the request, at each step that matters to them."""

from django.utils.translation import gettext as _

from parvis.cases import events as facts
from parvis.cases.endings import WITHOUT_FOLLOW_UP
from parvis.cases.models import Case, Message, Stage, Status
from parvis.cases.voices.town import ending
from parvis.directory.models import Unit
from parvis.kernel.codes import spaced
from parvis.kernel.deliveries import on
from parvis.kernel.events import Fact, fact_of
from parvis.kernel.models import Event
from parvis.notifications.about import about, facts_of, private_link, values_of
from parvis.notifications.limits import may_acknowledge
from parvis.notifications.models import Recipient
from parvis.notifications.telling import Gate
from parvis.notifications.writing import Addressee, Words
from parvis.ui.words import full_day


@on(
    facts.CaseReceived,
    facts.CasePromised,
    facts.CaseTransferred,
    facts.CaseReplied,
    facts.CaseMoved,
    facts.RequesterAsked,
    facts.CaseClosed,
    facts.CaseReopened,
    name="notifications.requester",
)
def tell_the_requester(event: Event) -> None:
    """One reaction for all, so that letters about a case are written in the order of its facts.

    Nothing to those who left no address, and nothing of their own act, save that it is received. Nor to an address that
    strangers have had written to too often: anybody may type anybody's, and the page has told what the letter would.
    """
    case = Case.objects.select_related("category").get(pk=event.subject_id)
    if not case.requester_email or event.actor_kind == "requester":
        return
    if event.kind == facts.CaseReceived.kind and event.actor_kind == "visitor" and not may_acknowledge(case.requester_email):
        return
    fact = fact_of(event)
    if isinstance(fact, facts.CaseMoved) and not _is_told(fact):
        return
    words = words_of(fact, case, event)
    Gate(case, event).tell(words, to=Addressee(Recipient.REQUESTER, case.requester_email), about=about(case))


def words_of(fact: Fact, case: Case, event: Event) -> Words:
    """From the fact's own values: a letter about the first date says the first, whatever was promised since."""
    match fact:
        case facts.CaseReceived():
            return receipt(case, fact.unit_id)
        case facts.CasePromised():
            return _date(fact, case, event)
        case facts.CaseTransferred():
            unit = _unit(fact.unit_id)
            return _words("transferred", case, {"unit": unit}, more=((_("Service"), unit),))
        case facts.CaseReplied():
            return _words("replied", case, quote=_told(fact.message_id))
        case facts.CaseMoved():
            return _stage(fact, case)
        case facts.RequesterAsked():
            return _words("asked", case, quote=_told(fact.message_id))
        case facts.CaseClosed():
            name = "dropped" if fact.outcome in WITHOUT_FOLLOW_UP else "done"
            said = ending(fact.outcome, case.category.kind).removesuffix(".")
            values: dict[str, object] = {"ending": said[:1].lower() + said[1:], "Ending": said}
            return _words(name, case, values, quote=_told(fact.message_id))
        case facts.CaseReopened():
            return _words("reopened", case)
    raise TypeError(f"nothing is said of {type(fact).__name__}")


def receipt(case: Case, unit_id: int) -> Words:
    code = (_("Code de suivi"), spaced(case.tracking_code))
    on = case.goal_told_on
    goal = ((_("Délai visé"), _("avant le %s") % full_day(on)),) if on is not None else ()
    return _words("received", case, more=((_("Service"), _unit(unit_id)), *goal, code))


def _is_told(fact: facts.CaseMoved) -> bool:
    """Not what stays between colleagues, nor an end, which has its own letter."""
    return fact.status != Status.CLOSED and bool(fact.message_id or Stage.objects.get(pk=fact.stage_id).public_name)


def _stage(fact: facts.CaseMoved, case: Case) -> Words:
    """The stage is named as it is today."""
    stage, quote = Stage.objects.get(pk=fact.stage_id), _told(fact.message_id)
    if fact.status == Status.WAITING:
        return _words("asked", case, quote=quote)
    return (
        _words("moved", case, {"stage": stage.public_name}, quote=quote)
        if stage.public_name
        else _words("replied", case, quote=quote)
    )


def _date(fact: facts.CasePromised, case: Case, event: Event) -> Words:
    day = full_day(fact.estimated_on, event.on)
    if fact.previous_on is None:
        return _words("promised", case, {"day": day})
    values: dict[str, object] = {
        "day": day,
        "previous_day": full_day(fact.previous_on, event.on),
        "is_later": fact.estimated_on > fact.previous_on,
    }
    return _words("date_changed", case, values)


def _words(
    name: str,
    case: Case,
    values: dict[str, object] | None = None,
    *,
    quote: str = "",
    more: tuple[tuple[str, str], ...] = (),
) -> Words:
    return Words(
        template=f"requester/{name}",
        link=private_link(case),
        values={**values_of(case), **(values or {})},
        quote=quote,
        facts=facts_of(case, *more),
        is_private=True,
    )


def _told(message_id: int | None) -> str:
    """The words, if they are for the requester: a note or a reason between colleagues never is."""
    message = Message.objects.filter(pk=message_id or 0, is_told=True).first()
    return message.text if message else ""


def _unit(unit_id: int) -> str:
    return Unit.objects.get(pk=unit_id).name
