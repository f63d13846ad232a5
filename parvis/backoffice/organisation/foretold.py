"""What a try of a case says, step by step, in words."""

from datetime import datetime

from django.utils.translation import gettext as _

from parvis.backoffice.organisation.foretold_time import of_time
from parvis.backoffice.organisation.step import Step
from parvis.cases.admission import Place
from parvis.cases.models import Case, Category, Publication
from parvis.cases.readings.coverage import Coverage
from parvis.cases.readings.foresight import Foreseen
from parvis.directory.opening import is_open
from parvis.kernel.tenancy import current
from parvis.places.models import District
from parvis.ui.words import listed


def steps(foreseen: Foreseen, category: Category, place: Place, coverage: Coverage, at: datetime) -> list[Step]:
    """Nothing but what would be shown is said of what would be refused."""
    told = [_on_call(foreseen, category, at)] if category.is_danger else []
    if foreseen.case is None or foreseen.destination is None:
        return told
    return [
        _arrival(foreseen, coverage, place),
        _opened(foreseen) if foreseen.case.is_confidential else _owners(foreseen, category, coverage),
        _receipt(foreseen, category),
        *told,
        *of_time(foreseen.case),
        _visible(foreseen.case, category),
        *_near(foreseen, category, place),
    ]


def _arrival(foreseen: Foreseen, coverage: Coverage, place: Place) -> Step:
    to = foreseen.destination
    assert to is not None
    decided = coverage.all[to.category_id].name if to.category_id else ""
    district = District.objects.filter(pk=to.district_id).values_list("name", flat=True).first() if to.district_id else None
    where = district or (_("secteur non coté") if place.point else _("lieu inconnu : aucun secteur"))
    why = {
        "category × district": _("Règle « %(name)s × %(where)s »."),
        "category": _("Règle « %(name)s, partout » (%(where)s)."),
        "unit of the category": _("Service de « %(name)s » (%(where)s)."),
        "reception": _("Aucune règle ne convient : l’accueil les prend (%(where)s)."),
    }[to.rule] % {"name": decided, "where": where}
    who = _("Confiée d’office à %s.") % to.agent if to.agent else _("Personne en particulier : le service la prend.")
    if to.group is not None:
        who = _("Confiée au groupe « %s » : le premier de ses membres qui le peut la prend.") % to.group.name
    return Step("inbox", _("Arrive à %s") % to.unit.name, f"{who} {why}")


def _owners(foreseen: Foreseen, category: Category, coverage: Coverage) -> Step:
    to = foreseen.destination
    assert to is not None
    district = District.objects.filter(pk=to.district_id).first() if to.district_id else None
    owners = ", ".join(map(str, coverage.cell(category, district).owners))
    if owners:
        return Step("user-check", _("%s en répond") % owners, _("Voit la demande et peut la clore."))
    return Step("user-x", _("Aucun responsable de catégorie"), _("Le chef du service peut la clore."))


def _opened(foreseen: Foreseen) -> Step:
    to = foreseen.destination
    assert to is not None
    who = listed([str(one) for one in to.named])
    return Step("lock", _("Confidentielle : ouverte à %s") % who, _("Personne d’autre de la mairie ne la voit."))


def _receipt(foreseen: Foreseen, category: Category) -> Step:
    if foreseen.has_receipt:
        return Step("mail", _("Accusé envoyé tout de suite"), _("Par e-mail, avec le numéro et le code de suivi."))
    why = _("Cette catégorie est anonyme.") if category.is_anonymous else _("Aucune adresse n’est donnée.")
    return Step("mail-x", _("Aucun accusé"), _("%s Le code de suivi est montré à la fin.") % why)


def _on_call(foreseen: Foreseen, category: Category, at: datetime) -> Step:
    if foreseen.on_call:
        return Step("phone", _("Le formulaire montre le %s") % foreseen.on_call, _("La mairie est fermée à cette heure."))
    if current().opening and is_open(current(), at):
        return Step("phone-off", _("Pas de numéro d’astreinte"), _("La mairie est ouverte à cette heure."))
    return Step("phone-off", _("Pas de numéro d’astreinte"), _("Les horaires ou le numéro ne sont pas réglés."))


def _visible(case: Case, category: Category) -> Step:
    """Words that someone would write: of a case without any, nothing waits to be read."""
    if not category.is_public:
        who = _("Seules les personnes nommées la voient.") if case.is_confidential else _("Seuls les agents la voient.")
        return Step("eye-off", _("Jamais public"), who)
    on_map, in_list = _("Visible sur la carte, sans le nom"), _("Dans la liste publique, sans le nom")
    text = {
        Publication.AT_ONCE: _("Les mots et les photos le sont aussitôt, sauf ce qui semble personnel."),
        Publication.LOOKED_AT: _("Les mots et les photos attendent une relecture."),
    }[Publication(category.publication)]
    return Step("eye", in_list if case.lon is None else on_map, text)


def _near(foreseen: Foreseen, category: Category, place: Place) -> list[Step]:
    if place.point is None or not category.nearby_metres:
        return []
    if not foreseen.neighbours:
        return [Step("radar", _("Rien de semblable à proposer"), _("À moins de %d mètres.") % category.nearby_metres)]
    one = foreseen.neighbours[0]
    number = f"{one.row.year}/{one.row.sequence}"
    away = _("%(title)s, n° %(number)s, à %(metres)d m.") % {"title": one.row.title, "number": number, "metres": one.distance}
    return [Step("merge", _("Une demande proche serait proposée"), _("%s L’usager peut la suivre.") % away)]
