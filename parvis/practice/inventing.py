"""Invents the cases of a practice town: of each of its own categories, in its own districts, in the hands of its own units.

Each is drawn from a seed of its own, so that whoever is killed between two of them goes on with the same.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

import shapely
from shapely.geometry import shape

from parvis.cases import events as facts
from parvis.cases.actors import Visitor
from parvis.cases.endings import ENDINGS
from parvis.cases.models import Category, Channel, Kind, Outcome
from parvis.cases.operations.receive import Coordinates, Place
from parvis.cases.past import PastCase, PastFact, Whereabouts
from parvis.cases.routing import destination_of
from parvis.directory.models import Agent, Unit
from parvis.directory.queries import heads, members
from parvis.kernel.actors import System
from parvis.kernel.events import Fact
from parvis.kernel.text import fold
from parvis.places.location import districts_at, ground
from parvis.places.models import District
from parvis.places.points import Point
from parvis.practice import words
from parvis.practice.days import Calendar

BY = System("practice")
LEAST, MOST = 48, 150
# What becomes of those of one unit, in turn: even a small one has some to take, and some under way.
COURSES = ("new", "taken", "new", "late", "resolved", "waiting", "promised", "done", "new", "done")
SHORT = ("new", "taken", "new", "ended")
TRIES = 40


@dataclass(frozen=True)
class Draw:
    """One case to invent."""

    category: Category
    course: str
    seed: str
    ago: int
    at: str

    @property
    def dice(self) -> Random:
        return Random(self.seed)


class Inventor:
    """Made for one batch, inside the practice town. `seed`: of this making, and of no other."""

    def __init__(self, seed: str, calendar: Calendar) -> None:
        self.seed, self.calendar = seed, calendar

    @cached_property
    def draws(self) -> list[Draw]:
        """Oldest first, as they are numbered. Several of each category of a small town, one of each of a large one."""
        offered = _offered()
        count = min(MOST, max(LEAST, len(offered))) if offered else 0
        draws, turns = [], Counter[int | None]()
        for number in range(count):
            category, unit = offered[number % len(offered)]
            dice = Random(f"{self.seed}-{number}-course")
            courses = COURSES if category.kind in (Kind.REPORT, Kind.SERVICE) else SHORT
            course = courses[turns[unit] % len(courses)]
            turns[unit] += 1
            ago = {"new": dice.randint(0, 3), "taken": dice.randint(2, 6), "promised": dice.randint(3, 8)}
            day = ago.get(course, dice.randint(8, 30))
            hour = f"{dice.randint(8, 18):02d}:{dice.randint(0, 59):02d}" if day else "08:00"
            draws.append(Draw(category, course, f"{self.seed}-{number}", day, hour))
        return sorted(draws, key=lambda draw: (-draw.ago, draw.at, draw.seed))

    def past_of(self, draw: Draw) -> PastCase:
        dice, category = draw.dice, draw.category
        place = self._place(dice) if category.needs_place else Place()
        districts = districts_at(place.point) if place.point else {}
        destination = destination_of(category, districts)
        first, last = words.somebody(dice)
        said = words.words_about(category, dice)
        hand = destination.agent or _hand(destination.unit, destination.named, dice)
        history: tuple[PastFact, ...] = ()
        if hand is not None:
            is_given, is_reserved = destination.agent is not None, destination.unit.is_closing_reserved
            history = tuple(_Course(draw, self.calendar, hand, dice, is_given, is_reserved).told())
        return PastCase(
            category=category,
            received_at=self.calendar.at(draw.ago, draw.at),
            place=place,
            words=said,
            requester=Coordinates() if category.is_anonymous else _coordinates(first, last, dice),
            channel=dice.choice([Channel.WEB, Channel.WEB, Channel.WEB, Channel.PHONE, Channel.COUNTER]),
            sent_by=Visitor(),
            whereabouts=Whereabouts(districts, destination),
            history=history,
        )

    def _place(self, dice: Random) -> Place:
        address = words.somewhere(dice)
        return Place(address, self._point(dice), name=address)

    @cached_property
    def _ground(self) -> shapely.Geometry | None:
        """Within the town's outline; or else in one of its districts; nowhere in a town that has drawn neither."""
        outline = ground().outline
        if outline is not None:
            return outline
        drawn = [shape(one) for one in District.objects.filter(ended_on=None).values_list("geometry", flat=True)]
        return shapely.union_all(drawn) if drawn else None

    def _point(self, dice: Random) -> Point | None:
        if self._ground is None:
            return None
        west, south, east, north = shapely.bounds(self._ground)
        for _try in range(TRIES):
            lon, lat = round(dice.uniform(west, east), 6), round(dice.uniform(south, north), 6)
            if shapely.intersects_xy(self._ground, lon, lat):
                return Point(lon, lat)
        within = self._ground.representative_point()
        return Point(round(within.x, 6), round(within.y, 6))


@dataclass(frozen=True)
class _Course:
    """What happened to one that somebody has in hand. `is_given`: it came to them. `is_closing_reserved`: who resolves does not
    close."""

    draw: Draw
    calendar: Calendar
    hand: Agent
    dice: Random
    is_given: bool
    is_closing_reserved: bool

    def told(self) -> Iterator[PastFact]:
        ago = self.draw.ago
        if self.draw.course == "new":
            return
        if self.draw.category.is_public:
            yield self._by(ago - 1, "09:00", facts.WordsPublished(masked=0))
        if not self.is_given:
            yield self._by(ago - 1, "09:01", facts.CaseTaken(assignee_id=self.hand.pk, previous_id=None))
        match self.draw.course:
            case "promised":
                yield self._promise(ago - 1, self.dice.randint(-6, -1))
            case "late":
                yield from self._late(ago)
            case "waiting":
                yield self._by(ago - 2, "10:15", facts.RequesterAsked(message_id=0), words.ASKED)
            case "resolved" if self.is_closing_reserved:
                yield self._by(1, "15:30", self._resolution, self.dice.choice(words.DONE))
            case "resolved" | "done":
                end = max(1, ago - self.dice.randint(2, 6))
                yield self._by(end, "11:20", self._resolution, self.dice.choice(words.DONE))
                yield self._by(end, "11:20", facts.CaseClosed(outcome=self._outcome, message_id=None))
            case "ended":
                yield self._by(max(1, ago - 3), "14:10", facts.CaseClosed(outcome=self._outcome, message_id=None))

    def _late(self, ago: int) -> Iterator[PastFact]:
        """The date was not kept, and Parvis said so the morning after."""
        due = max(2, ago - 5)
        yield self._promise(ago - 1, due)
        passed = facts.PromisePassed(estimated_on=self.calendar.day(due))
        yield PastFact(at=self.calendar.at(due - 1, "09:02"), what=passed, by=BY)

    def _promise(self, ago: int, day: int) -> PastFact:
        return self._by(ago, "09:10", facts.CasePromised(estimated_on=self.calendar.day(day), previous_on=None))

    def _by(self, ago: int, at: str, what: Fact, said: str = "") -> PastFact:
        return PastFact(at=self.calendar.at(ago, at), what=what, by=self.hand, words=said)

    @property
    def _outcome(self) -> Outcome:
        return ENDINGS[self.draw.category.kind][0]

    @property
    def _resolution(self) -> facts.CaseResolved:
        return facts.CaseResolved(outcome=self._outcome, message_id=None, minutes=40)


def _offered() -> list[tuple[Category, int | None]]:
    """What one may ask, the leaves of the tree in French order, each with the unit that usually has it."""
    kept = {one.pk: one for one in Category.objects.filter(ended_on=None).select_related("unit")}
    above = {one.parent_id for one in kept.values()}

    def unit_of(one: Category) -> int | None:
        higher = kept.get(one.parent_id or 0)
        return one.unit_id or (unit_of(higher) if higher else None)

    leaves = sorted((one for one in kept.values() if one.pk not in above), key=lambda one: fold(one.name))
    return [(one, unit_of(one)) for one in leaves]


def _hand(unit: Unit, named: Sequence[Agent], dice: Random) -> Agent | None:
    """Who has it: one of those whom a confidential category names, of the unit, or whoever leads it from above."""
    there = sorted(named, key=lambda agent: agent.pk) or list(members(unit).order_by("pk")) or list(heads(unit).order_by("pk"))
    return dice.choice(there) if there else None


def _coordinates(first: str, last: str, dice: Random) -> Coordinates:
    """Of a domain that is nobody's (RFC 2606); some ring, and have no address."""
    if dice.random() < 0.2:
        return Coordinates(first_name=first, last_name=last, phone=f"06 39 98 {dice.randint(10, 99)} {dice.randint(10, 99)}")
    name = "".join(letter for letter in fold(f"{first}.{last}") if letter.isalnum() or letter == ".")
    return Coordinates(first_name=first, last_name=last, email=f"{name}@habitants.example")
