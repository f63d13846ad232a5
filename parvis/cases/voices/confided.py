"""That a case is confidential, and to whom it is open: told to those who see it."""

from django.utils.translation import gettext as _

from parvis.cases import events as facts
from parvis.cases.narrative import Names, Said
from parvis.kernel.events import Fact


def told_of_confidence(fact: Fact, names: Names) -> Said | None:
    match fact:
        case facts.CaseRestricted():
            return _restricted(fact, names)
        case facts.CaseUnrestricted():
            return Said("lock-open", _("lève la confidentialité"), _("Avant, ouverte à %s.") % _listed(fact.previously, names))
    return None


def _restricted(fact: facts.CaseRestricted, names: Names) -> Said:
    now = _("Ouverte à %s.") % _listed(fact.named, names)
    released = names.agent(fact.released_id)
    details = [now, _("Elle n’est plus à %s.") % released if released else ""]
    if fact.was_confidential:
        details.insert(1, _("Avant, à %s.") % _listed(fact.previously, names))
    sentences = {
        "hand": _("change qui peut ouvrir la demande") if fact.was_confidential else _("rend la demande confidentielle"),
        "category": _("rend la demande confidentielle dès son arrivée, comme toute sa catégorie"),
        "loss": _("remet la demande confidentielle à qui peut encore l’ouvrir"),
    }
    return Said("lock", sentences[fact.cause], " ".join(filter(None, details)))


def _listed(ids: list[int], names: Names) -> str:
    return ", ".join(filter(None, (names.agent(pk) for pk in ids)))
