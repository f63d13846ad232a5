"""The facts about the town's arrangement, in words: what changed, what it was, what it is."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.backoffice.arranged_categories import of_categories
from parvis.backoffice.arranged_groups import of_groups
from parvis.backoffice.arranged_platform import of_the_platform
from parvis.backoffice.arranged_rights import of_rights
from parvis.backoffice.arranged_rules import of_rules
from parvis.backoffice.arranged_stages import of_stages
from parvis.backoffice.arranged_ways_in import of_ways_in
from parvis.backoffice.arranged_zonings import of_zonings
from parvis.backoffice.naming import Naming, Said
from parvis.carrying.events import ConfigurationBrought
from parvis.directory import events as facts
from parvis.directory.models import Role
from parvis.directory.particulars import CONFORMITIES, PARTICULARS
from parvis.kernel.events import Fact, fact_of
from parvis.kernel.models import Event
from parvis.ui.words import full_day


def said(event: Event, naming: Naming) -> list[Said]:
    """One line a field that changed; none for what is nobody's arrangement."""
    fact = fact_of(event)
    ours = _of_the_town(fact) or _of_pages(fact) or _of_units(fact, naming) or _of_people(fact, naming)
    of_more = of_stages(fact, naming) or of_zonings(fact) or of_rules(fact) or of_ways_in(fact) or of_rights(fact, naming)
    return ours or of_categories(fact, naming) or of_groups(fact, naming) or of_more


def _of_the_town(fact: Fact) -> list[Said]:
    match fact:
        case facts.AuthorityCreated():
            return [Said(_("La commune est créée"), fact.insee_code)]
        case facts.SiteMoved():
            return [Said(_("Adresse du site"), fact.site_url, fact.previous)]
        case facts.LooksGiven():
            logo = [Said(_("Le logo change"))] if fact.has_new_logo else []
            return [*([Said(_("Couleur"), fact.colour, fact.previous)] if fact.colour != fact.previous else []), *logo]
        case ConfigurationBrought():
            words = ngettext("%d changement", "%d changements", fact.steps) % fact.steps
            return [Said(_("Une configuration est importée d’un fichier"), words)]
        case facts.BaseMapChosen():
            return [Said(_("Fond de plan"), fact.style or _("Plan IGN"), fact.previous or _("Plan IGN"))]
    return of_the_platform(fact)


def _of_pages(fact: Fact) -> list[Said]:
    match fact:
        case facts.ParticularTold(field="conformity"):
            return [Said(_("Conformité au RGAA"), str(CONFORMITIES.get(fact.value or "", "")))]
        case facts.ParticularTold():
            labels = {one.field: str(one.label) for one in PARTICULARS}
            return [Said(labels.get(fact.field, fact.field), fact.value or _("(vide)"))]
        case facts.PageWritten():
            return [Said(_("Le texte de la page"), fact.text or _("(le texte d’origine)"))]
    return _of_the_door(fact)


def _of_the_door(fact: Fact) -> list[Said]:
    """Only what is another than before, with what it was."""
    match fact:
        case facts.OpeningSet():
            told = [
                (_("Horaires"), fact.hours, fact.previous_hours),
                (_("Numéro d’astreinte"), fact.on_call_phone, fact.previous_phone),
            ]
        case facts.CommuneConfirmed():
            told = [
                (_("Commune"), fact.town, fact.previous_town),
                (_("Code INSEE"), fact.insee_code, fact.previous_code),
                (_("Fuseau horaire"), fact.time_zone, fact.previous_zone),
                (_("Jours fériés"), fact.holidays, fact.previous_holidays),
            ]
        case _:
            return []
    changed = [Said(what, now or _("(vide)"), was or _("(vide)")) for what, now, was in told if now != was]
    return changed or [Said(_("La commune est confirmée"))]


def _of_units(fact: Fact, naming: Naming) -> list[Said]:
    match fact:
        case facts.DeviceShared():
            return [Said(_("Une tablette partagée de plus"))]
        case facts.DeviceWithdrawn():
            return [Said(_("Une tablette partagée de moins"))]
        case facts.UnitCreated():
            return [Said(_("Le service est créé"))]
        case facts.UnitDescribed():
            return _fields(fact.before, fact.after)
        case facts.UnitChanged():
            yes, no = _("réservée au chef et aux responsables"), _("faite par les agents")
            return [Said(_("Clôture"), yes if fact.is_closing_reserved else no, no if fact.is_closing_reserved else yes)]
        case facts.UnitMoved():
            return [Said(_("Sous"), naming.units.get(fact.parent_id or 0, ""), naming.units.get(fact.previous_id or 0, ""))]
        case facts.UnitDissolved():
            return [Said(_("Le service est supprimé ; tout va à"), naming.units.get(fact.into_id, ""))]
    return []


def _of_people(fact: Fact, naming: Naming) -> list[Said]:
    match fact:
        case facts.AgentAdded():
            return [Said(_("La personne est ajoutée"))]
        case facts.AgentDescribed():
            return _fields(fact.before, fact.after)
        case facts.AgentEntitled():
            return _rights(fact)
        case facts.AgentPosted():
            return [Said(naming.units.get(fact.unit_id, ""), str(Role(fact.role).label))]
        case facts.AgentRoleChanged():
            return [Said(naming.units.get(fact.unit_id, ""), str(Role(fact.role).label), str(Role(fact.previous).label))]
        case facts.AgentUnposted():
            return [Said(naming.units.get(fact.unit_id, ""), _("n’y travaille plus"), str(Role(fact.previous).label))]
        case facts.AgentSuspended():
            return [Said(_("Accès suspendu"))]
        case facts.AgentTakenBack():
            return [Said(_("Accès rouvert"))]
        case facts.AgentLeft():
            return [Said(_("Départ"), _("travail remis à %s") % naming.agents[fact.heir_id] if fact.heir_id else "")]
        case facts.CodePrinted():
            return [Said(_("Un code de connexion est imprimé"))]
        case facts.AgentInvited():
            return [Said(_("Une invitation est envoyée"))]
        case facts.AbsenceAnnounced() | facts.AbsenceCalledOff():
            days = _("du %(first)s au %(last)s") % {"first": full_day(fact.starts_on), "last": full_day(fact.ends_on)}
            with_whom = _("%(days)s, remplacement par %(who)s") % {"days": days, "who": naming.agents.get(fact.deputy_id, "")}
            return [Said(_("Absence") if isinstance(fact, facts.AbsenceAnnounced) else _("Absence annulée"), with_whom)]
    return []


def _fields(before: Mapping[str, str] | None, after: Mapping[str, str] | None) -> list[Said]:
    """Emptied once the person is forgotten: then it is only known that something was said."""
    labels = {
        "name": _("Nom"),
        "first_name": _("Prénom"),
        "last_name": _("Nom"),
        "email": _("Adresse e-mail"),
        "phone": _("Téléphone"),
        "opening": _("Horaires"),
    }
    if before is None or after is None:
        return [Said(_("Coordonnées"))]
    return [Said(labels.get(name, name), after[name] or _("(vide)"), before[name] or _("(vide)")) for name in after]


def _rights(fact: facts.AgentEntitled) -> list[Said]:
    yes, no = _("oui"), _("non")
    pairs = [
        (_("Voit toutes les demandes"), fact.is_supervisor, fact.was_supervisor),
        (_("Règle la commune"), fact.is_administrator, fact.was_administrator),
    ]
    return [Said(what, yes if now else no, yes if was else no) for what, now, was in pairs if now != was]
