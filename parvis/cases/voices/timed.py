"""The deadline of a case and its reminders: told to colleagues only."""

from django.utils.translation import gettext as _

from parvis.cases.deadline_events import CaseDue, DeadlineNear, DeadlinePassed
from parvis.cases.narrative import Names, Said, day
from parvis.kernel.events import Fact


def told_of_time(fact: Fact, _names: Names) -> Said | None:
    match fact:
        case CaseDue(due_on=None):
            return Said("calendar-x", _("retire l’échéance : la catégorie n’a plus de délai"))
        case CaseDue(due_on=on) if on is not None:
            detail = _("Avant : %s.") % day(fact.previous_on) if fact.previous_on else ""
            return Said("calendar-clock", _("fixe l’échéance au %s, d’après la catégorie") % day(on), detail)
        case DeadlineNear():
            return Said("alarm-clock", _("relance : l’échéance, %s, approche") % day(fact.deadline_on))
        case DeadlinePassed():
            who = [_("Relance de qui en a la charge."), _("Le chef du service est prévenu aussi.")]
            detail = who[fact.height] if fact.height < 2 else _("Les chefs au-dessus sont prévenus aussi.")
            return Said("clock-alert", _("relance : l’échéance, %s, est passée") % day(fact.deadline_on), detail)
    return None
