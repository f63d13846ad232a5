"""What a try of a case says of time: by when, who is reminded when, and how many a person may send."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.backoffice.organisation.step import Step
from parvis.cases.models import Case, Category
from parvis.cases.reminders import Reminder, plan_of
from parvis.kernel.text import SPACE, unbreakable
from parvis.ui.words import full_day

SHOWN = 4


def of_time(case: Case) -> Iterator[Step]:
    """Of a case that nobody has taken: as long as nobody does anything about it."""
    if case.due_on is not None:
        who = _("Annoncée aux habitants.") if case.goal_told_on else _("Pour les agents : les habitants ne la voient pas.")
        days = _days(case.category)
        yield Step(
            "calendar-clock", _("Échéance le %s") % full_day(case.due_on), _("%(days)s. %(who)s") % {"days": days, "who": who}
        )
        yield _reminders(plan_of(case))
    if case.category.daily_limit:
        most = case.category.daily_limit
        said = ngettext("Une demande par personne et par jour", "%d demandes par personne et par jour", most)
        yield Step(
            "user-check", said % most if most > 1 else said, _("Au-delà, la personne peut suivre les siennes ou appeler.")
        )


def _days(category: Category) -> str:
    days = category.goal_days
    if category.goal_is_working:
        return unbreakable(ngettext("%d jour ouvré", "%d jours ouvrés", days) % days)
    return unbreakable(ngettext("%d jour", "%d jours", days) % days)


def _reminders(planned: list[Reminder]) -> Step:
    if not planned:
        return Step("bell-off", _("Aucune relance"), _("Personne n’est prévenu quand l’échéance approche ou passe."))
    told = [_("%(day)s, %(who)s") % {"day": full_day(one.on), "who": _who(one)} for one in planned[:SHOWN]]
    more = len(planned) - SHOWN
    after = " " + ngettext("Puis %d autre.", "Puis %d autres.", more) % more if more > 0 else ""
    text = f"{SPACE}; ".join(told)
    return Step("bell-ring", _("Relances, tant que rien n’est fait"), f"{text[:1].upper()}{text[1:]}.{after}")


def _who(one: Reminder) -> str:
    return [_("l’agent chargé"), _("son chef aussi")][one.height] if one.height < 2 else _("les chefs du dessus aussi")
