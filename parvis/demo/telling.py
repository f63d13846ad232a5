"""How the stories of the demo town are told: who did what, how many working days ago, in what words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from parvis.cases import events as facts
from parvis.cases.actors import Requester, Visitor
from parvis.cases.models import Channel, Origin, Outcome, Priority, Status
from parvis.cases.operations.receive import Coordinates
from parvis.cases.past import PastCase, PastFact
from parvis.demo.ground import place
from parvis.demo.town import BY, Town
from parvis.kernel.actors import Actor
from parvis.kernel.events import Fact
from parvis.practice.days import Calendar

Make = Callable[[Town, "Calendar"], Fact]
REQUESTER = "requester"


@dataclass(frozen=True)
class Step:
    """`who`: a login of the town, "requester", or "" for Parvis itself."""

    who: str
    ago: int
    at: str
    make: Make
    words: str = ""
    minutes: int | None = None


@dataclass(frozen=True)
class Story:
    """One request. `came`: how many working days ago, and when; `by`: who made it, "" for nobody known."""

    category: str
    where: str
    came: tuple[int, str]
    words: str
    by: str = ""
    email: bool = True
    channel: Channel = Channel.WEB
    origin: Origin = Origin.RESIDENT
    typed_by: str = ""
    then: Sequence[Step] = field(default_factory=tuple)


def past_of(story: Story, town: Town, calendar: Calendar) -> PastCase:
    return PastCase(
        category=town.categories[story.category],
        received_at=calendar.at(*story.came),
        place=place(story.where),
        words=story.words,
        requester=_coordinates(story),
        channel=story.channel,
        origin=story.origin,
        sent_by=town.agents[story.typed_by] if story.typed_by else Visitor(),
        history=tuple(_fact(step, town, calendar) for step in _with_a_look(story, town)),
    )


def _with_a_look(story: Story, town: Town) -> Iterator[Step]:
    """Whoever takes a request reads its words first, and publishes them; what nobody has taken waits to be read."""
    is_read = not (story.words and town.categories[story.category].is_public)
    for step in story.then:
        if not is_read and step.who not in ("", REQUESTER):
            is_read = True
            yield Step(step.who, step.ago, step.at, lambda *_: facts.WordsPublished(masked=0))
        yield step


def _coordinates(story: Story) -> Coordinates:
    address = ".".join(story.by.lower().translate(PLAIN).split()) if story.email and story.by else ""
    first, _, last = story.by.partition(" ")
    return Coordinates(first_name=first, last_name=last, email=f"{address}@exemple.fr" if address else "")


PLAIN = str.maketrans("éèêëàâäîïôöûüç’'", "eeeeaaaiioouuc--")


def _fact(step: Step, town: Town, calendar: Calendar) -> PastFact:
    at = calendar.at(step.ago, step.at)
    started_at = at - timedelta(minutes=step.minutes) if step.minutes else None
    return PastFact(at=at, what=step.make(town, calendar), by=_actor(step.who, town), words=step.words, started_at=started_at)


def _actor(who: str, town: Town) -> Actor:
    if who == REQUESTER:
        return Requester(0)  # the history asks only what kind of actor it was
    return town.agents[who] if who else BY


def taken(who: str, ago: int, at: str) -> Step:
    return Step(who, ago, at, lambda town, _: facts.CaseTaken(assignee_id=town.agents[who].pk, previous_id=None))


def assigned(who: str, ago: int, at: str, to: str) -> Step:
    return Step(who, ago, at, lambda town, _: facts.CaseAssigned(assignee_id=town.agents[to].pk, previous_id=None))


def promised(who: str, ago: int, at: str, *, for_day: int) -> Step:
    """`for_day`: in working days from today, counted back: -3 is in three days."""
    return Step(who, ago, at, lambda _, days: facts.CasePromised(estimated_on=days.day(for_day), previous_on=None))


def transferred(who: str, ago: int, at: str, to: str, why: str) -> Step:
    return Step(who, ago, at, _transfer(to), why)


def _transfer(to: str) -> Make:
    return lambda town, _: facts.CaseTransferred(unit_id=town.units[to].pk, previous_id=0, message_id=0)


def prioritised(who: str, ago: int, at: str) -> Step:
    return Step(who, ago, at, lambda *_: facts.CasePrioritised(priority=Priority.HIGH, previous=Priority.NORMAL))


def noted(who: str, ago: int, at: str, words: str) -> Step:
    return Step(who, ago, at, lambda *_: facts.CaseNoted(message_id=0), words)


def replied(who: str, ago: int, at: str, words: str) -> Step:
    return Step(who, ago, at, lambda *_: facts.CaseReplied(message_id=0), words)


def asked(who: str, ago: int, at: str, words: str) -> Step:
    return Step(who, ago, at, lambda *_: facts.RequesterAsked(message_id=0), words)


def moved(who: str, ago: int, at: str, to: str, words: str) -> Step:
    """`to`: a stage of the town, at which the case is under way."""
    return Step(who, ago, at, _move(to), words)


def _move(to: str) -> Make:
    return lambda town, _: facts.CaseMoved(
        stage_id=town.stages[to].pk, previous_stage_id=None, status=Status.OPEN, message_id=0
    )


def answered(ago: int, at: str, words: str) -> Step:
    return Step(REQUESTER, ago, at, lambda *_: facts.RequesterAnswered(message_id=0), words)


def reminded(ago: int, *, of_day: int) -> Step:
    """Parvis, the morning after a date that was not kept."""
    return Step("", ago, "09:00", lambda _, days: facts.PromisePassed(estimated_on=days.day(of_day)))


def resolved(who: str, ago: int, at: str, words: str = "", *, minutes: int | None = None, as_: Outcome = Outcome.DONE) -> Step:
    make = _resolution(as_, minutes)
    return Step(who, ago, at, make, words, minutes)


def _resolution(outcome: Outcome, minutes: int | None) -> Make:
    return lambda *_: facts.CaseResolved(outcome=outcome, message_id=None, minutes=minutes)


def sent_back(who: str, ago: int, at: str, why: str) -> Step:
    return Step(who, ago, at, lambda *_: facts.CaseSentBack(message_id=0), why)


def closed(who: str, ago: int, at: str, as_: Outcome = Outcome.DONE, why: str = "") -> Step:
    return Step(who, ago, at, lambda *_: facts.CaseClosed(outcome=as_, message_id=None), why)


def done(who: str, ago: int, at: str, words: str, *, minutes: int | None = None, as_: Outcome = Outcome.DONE) -> list[Step]:
    """Where closing is not reserved, whoever resolves closes by that."""
    return [resolved(who, ago, at, words, minutes=minutes, as_=as_), closed(who, ago, at, as_)]
