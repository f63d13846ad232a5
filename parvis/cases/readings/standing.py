"""Where a case stands, in the town's voice: the fact, and the promise it is measured against."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.cases.models import Case, Kind, Outcome, Status
from parvis.cases.voices.promised import promised_of
from parvis.cases.voices.town import ending
from parvis.kernel.text import SPACE
from parvis.ui.words import day_words, full_day


@dataclass(frozen=True)
class Standing:
    """`shape`: of the ring. `short` is for a row of a list; `fact` and `detail` for a card. `is_late`: past its date.
    `stage`: in the town's words, where `fact` says something else."""

    shape: str
    icon: str
    short: str
    fact: str
    detail: str = ""
    is_late: bool = False
    stage: str = ""

    @property
    def tone(self) -> str:
        """The colour of the words."""
        return "danger" if self.is_late else self.shape


def shape_of(case: Case) -> str:
    """Which ring a case wears: what is resolved and not yet confirmed is still under way."""
    if case.status == Status.CLOSED:
        return "done" if case.outcome == Outcome.DONE else "ended"
    return str(case.status)


def standing(case: Case, today: date) -> Standing:
    """What everybody may know of where a case stands. Asks no query of a case read with its category, unit and stage."""
    told, stage = _standing(case, today), case.stage_words
    if not stage:
        return told
    if case.status == Status.WAITING:
        return replace(told, stage=stage, short=stage)
    if case.status == Status.CLOSED or case.estimated_on is not None or case.goal_told_on is not None:
        return replace(told, stage=stage, short=f"{stage} · {told.short}")
    return replace(told, icon="milestone", short=stage, fact=stage)


def _standing(case: Case, today: date) -> Standing:
    if case.status == Status.CLOSED:
        return _done(case) if case.outcome == Outcome.DONE else _ended(case)
    if case.status == Status.WAITING:
        return _waiting(case)
    if case.estimated_on is not None:
        return _late(case, case.estimated_on) if case.is_late(today) else _promised(case, case.estimated_on, today)
    if (goal := case.goal_told_on) is not None and not case.is_resolved:
        return _goal_missed(case, goal) if case.is_late(today) else _aimed(case, goal)
    if case.status == Status.NEW:
        return _received(case)
    if case.category.kind == Kind.IDEA:
        return Standing("open", "hourglass", _("À l’étude"), _("Idée à l’étude"), _("Suivie par : %s.") % case.unit.name)
    if case.category.kind == Kind.COMPLIMENT:
        return Standing("open", "hand-heart", _("Transmise à l’équipe"), _("Message transmis à l’équipe"), _no_date(case))
    return Standing("open", "hourglass", _("Prise en charge"), _("Demande prise en charge"), _no_date(case))


def standing_of_mine(case: Case, today: date) -> Standing:
    """The same to the person who made the request."""
    told = standing(case, today)
    if case.status == Status.WAITING:
        return replace(
            told, fact=_("La mairie attend votre réponse"), detail=_("Répondez ci-dessous : la demande reprend aussitôt.")
        )
    if case.outcome == Outcome.WITHDRAWN:
        return replace(told, fact=_("Vous avez annulé cette demande."))
    return told


def _done(case: Case) -> Standing:
    verb = _("Réparé") if case.category.kind == Kind.REPORT else _("Fait")
    day = day_words(_closed_on(case))
    fact = f"{verb} {day}"
    return Standing("done", "circle-check", fact, fact, _kept(case))


def _kept(case: Case) -> str:
    """Measured against the promise; without one, against the day it came in."""
    on = _closed_on(case)
    if case.estimated_on is None:
        days = (on - case.received_on).days
        return ngettext("En %d jour", "En %d jours", days) % days if days else _("Le jour même")
    promised = _("Promis avant le %s") % full_day(case.estimated_on)
    days = (case.estimated_on - on).days
    if days > 0:
        return promised + f"{SPACE}: " + ngettext("%d jour d’avance", "%d jours d’avance", days) % days
    if days < 0:
        return promised + f"{SPACE}: " + ngettext("%d jour de retard", "%d jours de retard", -days) % -days
    return promised + f"{SPACE}: " + _("le jour dit")


def _ended(case: Case) -> Standing:
    sentence = ending(case.outcome, case.category.kind)
    return Standing("ended", "archive", sentence, sentence, _("Depuis le %s.") % full_day(_closed_on(case)))


def _waiting(case: Case) -> Standing:
    fact = _("En attente d’une précision")
    detail = _("La mairie a posé une question à la personne qui a fait la demande.")
    return Standing("waiting", "message-circle-question-mark", fact, fact, detail)


def _promised(case: Case, on: date, today: date) -> Standing:
    fact = _("%(what)s prévue avant le %(day)s") % {"what": promised_of(case), "day": full_day(on)}
    days = (on - today).days
    left = ngettext("Il reste %d jour.", "Il reste %d jours.", days) % days if days else _("C’est aujourd’hui.")
    return Standing(shape_of(case), "calendar-check", fact, fact, left)


def _late(case: Case, on: date) -> Standing:
    """Said plainly: whoever waits knows it already."""
    fact = _("%s en retard") % promised_of(case)
    short = _("En retard : prévue avant le %s") % full_day(on)
    return Standing(
        shape_of(case), "clock-alert", short, fact, _("Elle était prévue avant le %s.") % full_day(on), is_late=True
    )


def _aimed(case: Case, on: date) -> Standing:
    """What the town holds itself to, which is not yet a promise."""
    fact = _("%(what)s visée avant le %(day)s") % {"what": promised_of(case), "day": full_day(on)}
    return Standing(shape_of(case), "goal", fact, fact, _("C’est le délai que la mairie se donne. %s") % _no_date(case))


def _goal_missed(case: Case, on: date) -> Standing:
    fact = _("%s en retard") % promised_of(case)
    short = _("En retard : visée avant le %s") % full_day(on)
    detail = _("La mairie la visait avant le %(day)s. %(next)s") % {"day": full_day(on), "next": _no_date(case)}
    return Standing(shape_of(case), "clock-alert", short, fact, detail, is_late=True)


def _received(case: Case) -> Standing:
    day = day_words(case.received_on)
    return Standing("new", "clock", _("Reçue %s") % day, _("Demande reçue %s") % day, _no_date(case))


def _no_date(case: Case) -> str:
    """Who has it and what they will do, as the name of a unit allows to say it."""
    if case.category.kind == Kind.COMPLIMENT:
        return _("Transmise à l’équipe : %s.") % case.unit.name
    if case.category.kind == Kind.IDEA:
        return _("À l’étude : %s.") % case.unit.name
    return _("%s s’en occupe et annoncera une date.") % case.unit.name


def _closed_on(case: Case) -> date:
    """The database refuses a closed case without its date."""
    assert case.closed_on is not None
    return case.closed_on
