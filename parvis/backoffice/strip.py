"""The strip of the clock on a card: arrival, promise, today; what the words say, drawn."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from parvis.backoffice.rows import short_day
from parvis.cases.models import Case
from parvis.cases.voices.promised import promised_of
from parvis.ui.words import days_words, full_day


@dataclass(frozen=True)
class Mark:
    """A date on the line, at `x` percent; `label` is "" where it would run into another."""

    x: str
    label: str
    anchor: str
    kind: str


@dataclass(frozen=True)
class Strip:
    """`tone`: "danger", "done" or "plain". `late_from`: where the line turns red, in percent, or ""."""

    tone: str
    icon: str
    title: str
    text: str
    marks: list[Mark] = field(default_factory=list)
    late_from: str = ""


def strip_of(case: Case, today: date) -> Strip:
    if case.closed_on is not None:
        return Strip("done", "circle-check", _("Close %s") % short_day(case.closed_on, today), _since(case, case.closed_on))
    if case.is_resolved:
        return Strip("done", "circle-check", _("C’est terminé, à clôturer"), _kept(case))
    if case.estimated_on is None and (case.due_on is None or not case.category.can_be_late):
        return Strip("plain", "clock", _without_date(case), _("Arrivée %s.") % short_day(case.received_on, today))
    return _dated(case, case.estimated_on or case.due_on or today, today)


def _dated(case: Case, on: date, today: date) -> Strip:
    """By what was promised; or else by the delay of the category, of which the requester may know nothing."""
    days = (on - today).days
    is_promised = case.estimated_on is not None
    promised = _said(case, on, today)
    marks, late_from = _line(case.received_on, on, today, is_promised=is_promised)
    if case.is_late(today):
        return Strip("danger", "clock-alert", _late(-days), promised, marks, late_from)
    title = {0: _("À tenir avant ce soir"), 1: _("À tenir demain")}.get(days) or _("Encore %s") % days_words(days)
    return Strip("plain", "clock", title, promised, marks)


def _said(case: Case, on: date, today: date) -> str:
    day = full_day(on, today)
    if case.estimated_on is not None:
        return _("%(what)s promise avant le %(day)s") % {"what": promised_of(case), "day": day}
    if case.goal_told_on is not None:
        return _("Échéance le %s, connue du demandeur") % day
    return _("Échéance le %s ; aucune date annoncée au demandeur") % day


def _late(days: int) -> str:
    return _("En retard d’un jour") if days == 1 else _("En retard de %s") % days_words(days)


def _line(received: date, promised: date, today: date, *, is_promised: bool) -> tuple[list[Mark], str]:
    """The three dates from 2 to 98 %; the middle one is named where there is room."""
    end = max(promised, today)
    span = max((end - received).days, 1)

    def x(on: date) -> float:
        return 2 + 96 * (on - received).days / span

    middle = min(promised, today)
    label = _("%s promis") if is_promised else _("%s échéance")
    names = {promised: label % _short(promised), today: _("aujourd’hui")}
    # The end is always named; the middle where it does not run into it, in place of the beginning if need be.
    is_named = received < middle < end and 12 < x(middle) < 62
    start = "" if is_named and x(middle) < 46 else _("%s arrivée") % _short(received)
    marks = [Mark("2", start, "start", "past")]
    if received < middle < end:
        marks.append(
            Mark(f"{x(middle):.1f}", names[middle] if is_named else "", "middle", "now" if middle == today else "past")
        )
    late = today > promised
    for_today = _("promis pour aujourd’hui") if is_promised else _("échéance aujourd’hui")
    label = for_today if promised == today else names[end]
    marks.append(Mark("98", label, "end", "late" if late else "now" if end == today else "goal"))
    return marks, f"{x(promised):.1f}" if late else ""


def _short(on: date) -> str:
    return f"{on.day}/{on.month:02d}"


def _without_date(case: Case) -> str:
    if not case.category.can_be_late:
        return _("Sans échéance")
    return _("Aucune date annoncée au demandeur")


def _since(case: Case, closed: date) -> str:
    days = (closed - case.received_on).days
    if days == 0:
        return _("Le jour même de son arrivée.")
    return _("%s après son arrivée.") % days_words(days).capitalize()


def _kept(case: Case) -> str:
    if case.resolution is not None and case.discretion is None:
        return _("Un mot attend pour le demandeur : « %s »") % case.resolution.text
    return _("Le demandeur sera prévenu à la clôture.")
