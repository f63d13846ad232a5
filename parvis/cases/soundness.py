"""What a category, and where its cases go, must be to be kept, in words for whoever describes it."""

from datetime import date

from django.utils.translation import gettext as _

from parvis.cases.confiding import named_by
from parvis.cases.models import Category, Group
from parvis.directory.models import Agent, Unit
from parvis.kernel.operations import Refused

FARTHEST, LONGEST, DEEPEST = 10_000, 365, 5
MOST_A_DAY = 1_000
LONGEST_NAME, LONGEST_SYNONYMS, LONGEST_NOTICE = 200, 500, 2_000


def require_sound(category: Category) -> None:
    """Refuses by the field: no name, more than ten kilometres for what is near, more than a year to reopen, half a season,
    a place among those below itself."""
    if not 0 < len(category.name) <= LONGEST_NAME:
        raise Refused(_("Donnez un nom : 200 caractères au plus."), "name")
    if not 0 <= category.nearby_metres <= FARTHEST:
        raise Refused(_("La distance est de 0 à 10 000 mètres."), "nearby_metres")
    if not 0 <= category.reopening_days <= LONGEST:
        raise Refused(_("Le délai est de 0 à 365 jours."), "reopening_days")
    _require_timely(category)
    if len(category.synonyms) > LONGEST_SYNONYMS:
        raise Refused(_("Ce texte est trop long : %(size)d caractères au plus.") % {"size": LONGEST_SYNONYMS}, "synonyms")
    if len(category.notice) > LONGEST_NOTICE:
        raise Refused(_("Ce texte est trop long : %(size)d caractères au plus.") % {"size": LONGEST_NOTICE}, "notice")
    if bool(category.season_from) != bool(category.season_to):
        missing = "season_to" if category.season_from else "season_from"
        raise Refused(
            _("Une saison a un premier et un dernier jour ; aucun des deux, et la catégorie est là toute l’année."), missing
        )
    for field in ("season_from", "season_to"):
        if not _is_a_day(getattr(category, field)):
            raise Refused(_("Écrivez le jour et le mois, comme 15/11."), field)
    _require_place(category)
    _require_free(category)
    _require_discreet(category)


def _require_timely(category: Category) -> None:
    """Its delay, its reminders and its limit, within what makes sense together."""
    for field in ("goal_days", "remind_before", "remind_after", "remind_head_after", "remind_every"):
        if not 0 <= getattr(category, field) <= LONGEST:
            raise Refused(_("Un nombre de jours : 365 au plus."), field)
    if not 0 <= category.daily_limit <= MOST_A_DAY:
        raise Refused(_("Un nombre de demandes : 1 000 au plus."), "daily_limit")
    if category.goal_days and not category.can_be_late:
        raise Refused(_("Une idée ou une félicitation n’est jamais en retard : elle n’a pas de délai."), "goal_days")
    if category.remind_every and not (category.remind_after or category.remind_head_after):
        raise Refused(_("Dites d’abord quand a lieu la première relance, après l’échéance."), "remind_every")


def require_receiver(unit: Unit, agent: Agent | None, group: Group | None) -> None:
    """Of cases to come. Refuses by the field: what has ended, an agent of elsewhere, and both an agent and a group."""
    if unit.ended_on is not None:
        raise Refused(_("Ce service n’existe plus : choisissez-en un autre."), "unit")
    if agent is not None and (not agent.is_in_post or unit.pk not in agent.reach.units):
        raise Refused(_("Cet agent n’est pas du service choisi."), "agent")
    if group is not None and agent is not None:
        raise Refused(_("Choisissez un agent ou un groupe, pas les deux."), "group")
    if group is not None and group.ended_on is not None:
        raise Refused(_("Ce groupe n’existe plus."), "group")


def _require_discreet(category: Category) -> None:
    """Each case is confidential from the start: never public, and open to somebody wherever it is."""
    if not category.is_confidential:
        return
    if category.is_public:
        raise Refused(_("Ce qui est confidentiel n’est jamais public : choisissez « jamais »."), "publication")
    if not named_by(category, None):
        raise Refused(
            _("Nommez d’abord un responsable de cette catégorie, partout : lui seul ouvrira ces demandes."), "is_confidential"
        )


def _is_a_day(text: str) -> bool:
    """As 02-29: some years have it."""
    try:
        return not text or f"{date.fromisoformat(f'2024-{text}'):%m-%d}" == text
    except ValueError:
        return False


def _require_place(category: Category) -> None:
    depth, above = 0, category.parent
    while above is not None:
        depth += 1
        if above.pk == category.pk:
            raise Refused(_("Une catégorie ne peut pas être mise sous elle-même."), "parent")
        if above.ended_on is not None:
            raise Refused(_("« %s » est retirée : choisissez un autre thème.") % above.name, "parent")
        above = above.parent
    if depth > DEEPEST:
        raise Refused(_("Les catégories ont déjà %d niveaux à cet endroit : c’est le plus.") % DEEPEST, "parent")


def _require_free(category: Category) -> None:
    """By its name as people read it: capital letters do not tell two apart. A retired one keeps its name."""
    beside = Category.objects.filter(parent=category.parent).exclude(pk=category.pk)
    taken = {other.name.casefold(): other for other in beside}.get(category.name.casefold())
    if taken is not None:
        words = (
            _("« %s » existe déjà ici.")
            if taken.ended_on is None
            else _("« %s » existe déjà ici, et est retirée : remettez-la.")
        )
        raise Refused(words % taken.name, "name")
