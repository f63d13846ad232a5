"""Why a rule cannot work, or not everywhere: said where it is written, and in the list."""

from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from parvis.cases.grouping import people_of
from parvis.cases.models import CategoryOwner, Group
from parvis.directory.models import Agent, Membership, Role, Unit
from parvis.directory.queries import IN_POST, units_in_use
from parvis.kernel.text import fold
from parvis.notifications.addressees import reader_of
from parvis.notifications.fields import Reader, fields_for
from parvis.notifications.language import faults_of
from parvis.notifications.models import Rule, RuleRecipient, Who
from parvis.notifications.occasions import BY_KIND
from parvis.notifications.standard import BY_KEY


def flaws_of(rule: Rule, recipients: Collection[RuleRecipient]) -> list[str]:
    """In whole sentences, none when it works everywhere."""
    flaws = [*_of_words(rule, readers_of(rule, recipients)), *_of_conditions(rule)]
    if rule.standard:
        return flaws
    if not recipients:
        flaws.append(_("Elle ne prévient personne."))
    for one in recipients:
        flaws += _of_group(one.group) if one.group is not None else _of_recipient(rule, Who(one.who))
    return flaws


def readers_of(rule: Rule, recipients: Collection[RuleRecipient]) -> set[Reader]:
    """Whoever may read its letters; nobody yet counts as anybody."""
    if rule.standard:
        return {BY_KEY[rule.standard].reader}
    return {reader_of(one.who) for one in recipients} or {Reader.ANYBODY}


def _of_words(rule: Rule, readers: Collection[Reader]) -> list[str]:
    names = {one.name for one in fields_for(readers, rule.occasion)}
    faults = [*faults_of(rule.subject, names), *faults_of(rule.title, names), *faults_of(rule.body, names)]
    return [_("Ses mots ne peuvent pas partir. %s") % fault for fault in faults]


def _of_conditions(rule: Rule) -> list[str]:
    flaws = []
    if rule.category is not None and rule.category.ended_on is not None:
        flaws.append(_("La catégorie « %s » est retirée : plus rien n’y arrive.") % rule.category.name)
    if rule.unit is not None and rule.unit.ended_on is not None:
        flaws.append(_("Le service « %s » n’existe plus.") % rule.unit.name)
    if rule.district is not None and rule.district.ended_on is not None:
        flaws.append(_("Le secteur « %s » n’existe plus.") % rule.district.name)
    return flaws


def _of_recipient(rule: Rule, who: Who) -> list[str]:
    match who:
        case Who.FOLLOWERS if not BY_KIND[rule.occasion].is_public:
            return [_("Qui suit une demande ne peut pas être prévenu de cela : ce n’est pas public.")]
        case Who.FOLLOWERS if rule.category is not None and not rule.category.is_public:
            return [_("« %s » n’est pas publique : personne ne peut la suivre.") % rule.category.name]
        case Who.REQUESTER if rule.category is not None and rule.category.is_anonymous:
            return [_("« %s » est anonyme : personne n’y donne d’adresse.") % rule.category.name]
        case Who.HEAD | Who.UNIT | Who.UNIT_ADDRESS:
            return _of_units(list(_units(rule)), who)
        case Who.SUPERVISORS if not Agent.objects.in_post().filter(is_supervisor=True).exists():
            return [_("La commune n’a pas de superviseur.")]
        case Who.OWNERS if not CategoryOwner.objects.exists():
            return [_("Aucune catégorie n’a de responsable.")]
    return []


def _of_group(group: Group) -> list[str]:
    if group.ended_on is not None:
        return [_("Le groupe « %s » n’existe plus.") % group.name]
    if not people_of(group).exists():
        return [_("Le groupe « %s » n’a personne à prévenir.") % group.name]
    return []


def _units(rule: Rule) -> QuerySet[Unit]:
    units = units_in_use()
    return units.filter(path__startswith=rule.unit.path) if rule.unit is not None else units


def _of_units(units: list[Unit], who: Who) -> list[str]:
    """Those that the rule is about and that nobody would read."""
    if who == Who.UNIT_ADDRESS:
        names = [unit.name for unit in units if not unit.email]
        one, several = _("Un service n’a pas d’adresse e-mail : %s."), _("Des services n’ont pas d’adresse e-mail : %s.")
    elif who == Who.HEAD:
        led = _peopled(Q(role__in=[Role.HEAD, Role.DEPUTY]))  # by the head of the nearest unit above as well
        names = [unit.name for unit in units if not led & {int(part) for part in unit.path.strip("/").split("/")}]
        one, several = _("Un service n’a pas de chef à prévenir : %s."), _("Des services n’ont pas de chef à prévenir : %s.")
    else:
        peopled = _peopled(Q())
        names = [unit.name for unit in units if unit.pk not in peopled]
        one, several = _("Un service n’a personne à prévenir : %s."), _("Des services n’ont personne à prévenir : %s.")
    said = several if len(names) > 1 else one
    names.sort(key=fold)  # not by the tree, whose order is the database's own
    return [said % (", ".join(names[:3]) + ("…" if len(names) > 3 else ""))] if names else []


def _peopled(which: Q) -> set[int]:
    return set(Membership.objects.filter(which, **IN_POST).values_list("unit_id", flat=True))
