"""Letters to those who follow a public case: first whether they want them, then the steps that everybody may read."""

from parvis.cases import events as facts
from parvis.cases.endings import WITHOUT_FOLLOW_UP
from parvis.cases.models import Case, Follower, Outcome, Stage, Status
from parvis.cases.readings import followers
from parvis.cases.voices.promised import promised_of
from parvis.cases.voices.town import ending
from parvis.kernel.deliveries import on
from parvis.kernel.events import Fact, fact_of
from parvis.kernel.models import Event
from parvis.notifications.about import facts_in_public, follow_link, public_link, unfollow_link, what_in_public
from parvis.notifications.addressees import about_follower
from parvis.notifications.limits import may_ask_to_confirm
from parvis.notifications.models import Recipient
from parvis.notifications.telling import Gate
from parvis.notifications.writing import Addressee, Words, write
from parvis.ui.words import full_day


@on(facts.FollowAsked, name="notifications.confirmation")
def ask_to_confirm(event: Event) -> None:
    """To the address that was typed, and nothing else before it has answered; nothing to one that is asked too often."""
    follower = Follower.objects.select_related("case__category").get(pk=event.subject_id)
    if follower.forgotten_at is not None or follower.confirmed_at is not None or not may_ask_to_confirm(follower.email):
        return
    words = Words(template="followers/confirm", link=follow_link(follower), values=_values(follower.case))
    write(words, to=Addressee(Recipient.FOLLOWER, follower.email), about=about_follower(follower), event=event)


@on(facts.CasePromised, facts.CaseMoved, facts.CaseClosed, facts.CaseReopened, name="notifications.followers")
def tell_the_followers(event: Event) -> None:
    """Of what is public only, and not of a case that is public no more."""
    case = Case.objects.select_related("category").get(pk=event.subject_id)
    if not case.is_public:
        return
    fact = fact_of(event)
    if isinstance(fact, facts.CaseMoved) and not _is_public(fact):
        return
    gate = Gate(case, event)
    for follower in followers.to_tell(case):
        words = words_of(fact, case, follower, event)
        to = Addressee(Recipient.FOLLOWER, follower.email)
        gate.tell(words, to=to, about=about_follower(follower))


def _is_public(fact: facts.CaseMoved) -> bool:
    """Not what stays between colleagues, nor an end, which has its own letter."""
    return fact.status != Status.CLOSED and bool(_stage(fact))


def _stage(fact: facts.CaseMoved) -> str:
    return Stage.objects.get(pk=fact.stage_id).public_name


def words_of(fact: Fact, case: Case, follower: Follower, event: Event) -> Words:
    """From the fact's own values, without a word of anyone's: neither the requester's nor the town's reply to them."""
    match fact:
        case facts.CasePromised():
            day = full_day(fact.estimated_on, event.on)
            previous = full_day(fact.previous_on, event.on) if fact.previous_on else ""
            return _words("promised", case, follower, {"day": day, "previous_day": previous})
        case facts.CaseMoved():
            return _words("moved", case, follower, {"stage": _stage(fact)})
        case facts.CaseClosed():
            said = ending(fact.outcome, case.category.kind).removesuffix(".")
            is_over = fact.outcome in (*WITHOUT_FOLLOW_UP, Outcome.WITHDRAWN)
            values: dict[str, object] = {"ending": said[:1].lower() + said[1:], "Ending": said, "is_over": is_over}
            return _words("ended", case, follower, values)
        case facts.CaseReopened():
            return _words("reopened", case, follower, {})
    raise TypeError(f"nothing is said of {type(fact).__name__}")


def _words(name: str, case: Case, follower: Follower, values: dict[str, object]) -> Words:
    return Words(
        template=f"followers/{name}",
        link=public_link(case),
        values={**_values(case), **values},
        facts=facts_in_public(case),
        unsubscribe=unfollow_link(follower),
    )


def _values(case: Case) -> dict[str, object]:
    return {"number": case.number, "what": what_in_public(case), "promised": promised_of(case)}
