"""A row of a list: what matters in its first thirty characters, lateness in words, an edge that means time only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from parvis.cases.models import Case, Outcome, Priority
from parvis.cases.readings.queues import end_of_week
from parvis.cases.voices.town import state as state_words
from parvis.directory.models import Agent
from parvis.kernel import clock
from parvis.kernel.tenancy import current
from parvis.kernel.text import unbreakable
from parvis.ui.words import day_words

GOOD_ENDS = (Outcome.DONE, Outcome.ANSWERED, Outcome.KEPT, Outcome.THANKED)


@dataclass(frozen=True)
class Row:
    """A case as a list shows it.

    `number`: without the year when it is this one. `edge`: "late", "today" or "". `since`: how long nothing has moved.
    `unit`: "" when it is the agent's only one, which goes without saying. `stage`: in the town's words, if it has any.
    `holder`: who has it, "moi", the group that any of takes it, "personne".
    """

    case: Case
    number: str
    group: str
    edge: str
    when: str
    since: str
    state: str
    words: str
    stage: str
    place: str
    unit: str
    holder: str
    is_mine: bool
    is_high: bool

    @property
    def initials(self) -> str:
        return self.case.assignee.initials if self.case.assignee else ""

    @property
    def group_name(self) -> str:
        """Of the group that has it, if it has not been dissolved."""
        return group_name(self.case)


@dataclass(frozen=True)
class Group:
    """Rows under one title; `is_whole`: all of the group is on the page, so that it may be counted."""

    title: str
    rows: list[Row]
    is_whole: bool


def row_of(case: Case, agent: Agent, today: date) -> Row:
    group = group_of(case, today)
    is_late = case.is_late(today)
    return Row(
        case=case,
        number=f"{case.sequence:06d}" if case.year == today.year else case.number,
        group=group,
        edge="late" if is_late or group == "danger" else "today" if group == "today" else "",
        when=when_words(case, today),
        since=since_words(clock.civil(current(), case.updated_at), today),
        state=state_of(case),
        words=words_of(case),
        stage=case.stage.name if case.stage is not None and not case.is_resolved else "",
        place=case.address or (case.district.name if case.district else ""),
        unit="" if agent.reach.units == {case.unit_id} else case.unit.name,
        holder=_holder(case, agent),
        is_mine=case.assignee_id == agent.pk,
        is_high=case.priority == Priority.HIGH and not case.is_closed,
    )


def grouped(cases: Iterable[Case], agent: Agent, today: date, *, is_first: bool, is_last: bool) -> list[Group]:
    """The rows under their titles, in the order given."""
    rows = [row_of(case, agent, today) for case in cases]
    found = [(key, list(some)) for key, some in groupby(rows, key=lambda row: row.group)]
    ends = {0: is_first, len(found) - 1: is_last} if len(found) > 1 else {0: is_first and is_last}
    return [Group(title_of(key), some, ends.get(place, True)) for place, (key, some) in enumerate(found)]


def group_of(case: Case, today: date) -> str:
    if case.is_closed:
        return "closed"
    if case.resolved_at is not None:
        return "resolved"
    if case.is_danger:
        return "danger"
    on = case.deadline_on
    if on is None or not case.category.can_be_late:
        return "undated"
    if on < today:
        return "late"
    if on == today:
        return "today"
    return "week" if on <= end_of_week(today) else "later"


def title_of(group: str) -> str:
    return {
        "danger": _("Danger"),
        "late": _("En retard"),
        "today": _("Aujourd’hui"),
        "week": _("Cette semaine"),
        "later": _("Plus tard"),
        "undated": _("Sans date"),
        "resolved": _("À clôturer"),
        "closed": _("Archives"),
    }[group]


def when_words(case: Case, today: date) -> str:
    """The time that matters, as one says it: "en retard de 4 j", "avant ce soir", "demain", "échéance jeudi 22" for what no
    requester was given a date of."""
    if case.closed_on is not None:
        return _("close %s") % short_day(case.closed_on, today)
    if case.resolved_at is not None:
        return _("à confirmer")
    on = case.deadline_on
    if on is None:
        return since_words(case.received_on, today)
    if case.is_late(today):
        late = (today - on).days
        return _("en retard d’un jour") if late == 1 else unbreakable(_("en retard de %d j") % late)
    if on == today:
        return _("avant ce soir") if case.is_repair else _("réponse ce soir")
    return short_day(on, today) if case.estimated_on is not None else _("échéance %s") % short_day(on, today)


def since_words(on: date, today: date) -> str:
    """ "aujourd’hui", "hier", "depuis 6 j"."""
    days = (today - on).days
    return day_words(on, today) if days < 2 else unbreakable(_("depuis %d j") % days)


def short_day(on: date, today: date) -> str:
    """ "hier", "demain", "jeudi 22" in the week around, "3 février", "3 février 2025"."""
    distance = (on - today).days
    if abs(distance) <= 1:
        return day_words(on, today)
    if 1 < distance < 7:
        return unbreakable(date_format(on, "l j"))
    words = date_format(on, "j F" if on.year == today.year else "j F Y")
    words = words.replace("1 ", _("1er") + " ", 1) if on.day == 1 else words
    return unbreakable(words if distance > 0 else _("le %s") % words)


def state_of(case: Case) -> str:
    """The state of the ring."""
    if case.is_closed:
        return "done" if case.outcome in GOOD_ENDS else "ended"
    return case.status


def words_of(case: Case) -> str:
    """The state in a word or two, as colleagues say it."""
    if case.is_closed:
        label = str(Outcome(case.outcome).label)
        return label[:1].upper() + label[1:]
    return _("Terminée") if case.is_resolved else state_words(case)


def group_name(case: Case) -> str:
    return case.group.name if case.group is not None and case.group.ended_on is None else ""


def _holder(case: Case, agent: Agent) -> str:
    if case.assignee is None:
        return group_name(case) or _("personne")
    return _("moi") if case.assignee_id == agent.pk else case.assignee.first_name
