"""The roles that somebody may have on a case, and what each may do there until the town says otherwise."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseRole(models.TextChoices):
    """On one case; one person may have several. `HOLDER`: it is assigned to them, whatever their unit.
    `NAMED`: it is confidential, and open to them by name; on such a case nobody else has any role."""

    AGENT = "agent", _("Agent du service")
    HOLDER = "holder", _("Personne à qui la demande est attribuée")
    DEPUTY = "deputy", _("Adjoint du service, ou d’un service au-dessus")
    HEAD = "head", _("Chef du service, ou d’un service au-dessus")
    OWNER = "owner", _("Responsable de la catégorie")
    SUPERVISOR = "supervisor", _("Superviseur")
    COUNCILLOR = "councillor", _("Élu qui consulte")
    CONTRACTOR = "contractor", _("Entreprise")
    GROUP = "group", _("Membre du groupe chargé de la demande")
    READER = "reader", _("Membre d’un groupe qui voit la demande")
    NAMED = "named", _("Personne nommée d’une demande confidentielle")


Cell = tuple[str, str]

CLOSING = ("send_back", "close", "drop", "reopen")
# What each verb of a case is in the table of rights.
ACTIONS: dict[str, object] = {
    "see": _("Voir la demande et son historique"),
    "identity": _("Voir qui a fait la demande, et ses coordonnées"),
    "take": _("Prendre en charge"),
    "assign": _("Attribuer à quelqu’un"),
    "transfer": _("Transférer à un autre service"),
    "promise": _("Annoncer une date"),
    "prioritise": _("Changer la priorité"),
    "note": _("Écrire une note interne"),
    "reply": _("Répondre au demandeur"),
    "ask": _("Demander une précision au demandeur"),
    "move": _("Changer d’étape"),
    "restrict": _("Rendre confidentielle, dire qui peut l’ouvrir"),
    "thank": _("Remercier l’auteur d’une félicitation"),
    "publish": _("Publier ou garder privés les mots et les photos"),
    "resolve": _("Indiquer que c’est terminé"),
    "send_back": _("Renvoyer à refaire"),
    "close": _("Clôturer"),
    "drop": _("Classer sans suite"),
    "reopen": _("Rouvrir"),
}
_HANDLING = frozenset(ACTIONS) - {"take", *CLOSING}
_ALL = frozenset(ACTIONS)
_SHARED = _ALL - {"restrict"}
DEFAULTS: dict[CaseRole, frozenset[str]] = {
    CaseRole.AGENT: _SHARED,
    CaseRole.HOLDER: _SHARED - {"take"},
    CaseRole.DEPUTY: _ALL,
    CaseRole.HEAD: _ALL,
    CaseRole.OWNER: _SHARED - {"take"},
    CaseRole.SUPERVISOR: _ALL - {"take"},
    CaseRole.COUNCILLOR: frozenset({"see"}),
    CaseRole.CONTRACTOR: frozenset({"see", "note", "resolve"}),
    CaseRole.GROUP: _SHARED,
    CaseRole.READER: frozenset({"see", "identity", "note"}),
    CaseRole.NAMED: _ALL,
}
# Where a unit reserves its closing, these do not close, whatever the table says.
RESERVED_FROM = frozenset({CaseRole.AGENT, CaseRole.HOLDER, CaseRole.CONTRACTOR, CaseRole.GROUP, CaseRole.READER})
# Whoever publishes reads every word as it was written.
NEEDS = {"publish": "identity"}


def why_locked(role: str, action: str) -> str:
    """Why the town cannot change this cell, or ""."""
    if action == "see":
        return str(_("Voir est ce que le rôle veut dire : retirez plutôt le rôle à la personne."))
    if role == CaseRole.CONTRACTOR and action not in ("take", "promise", "prioritise", "note", "resolve", "close"):
        return str(_("Une entreprise n’apprend jamais qui a fait la demande, et ne décide pas de ce qu’elle devient."))
    if role == CaseRole.COUNCILLOR and action not in ("identity", "note"):
        return str(_("Un élu consulte : il n’agit pas sur les demandes."))
    if role == CaseRole.SUPERVISOR and action == "take":
        return str(_("Un superviseur voit tout et ne prend rien en charge : ajoutez-le à un service."))
    if role == CaseRole.NAMED and action in ("restrict", "identity"):
        return str(_("Il faut que quelqu’un puisse toujours dire qui ouvre une demande confidentielle, et à qui répondre."))
    if role == CaseRole.HEAD and action in ("identity", "assign", "transfer"):
        return str(_("Il faut que quelqu’un puisse toujours confier une demande et savoir à qui répondre."))
    return ""


def rights_with(changes: Iterable[tuple[str, str, bool]]) -> frozenset[Cell]:
    """All cells that are allowed, once the town's changes are made; those of locked cells change nothing."""
    cells = {(role.value, action) for role, actions in DEFAULTS.items() for action in actions}
    for role, action, is_allowed in changes:
        if not why_locked(role, action):
            (cells.add if is_allowed else cells.discard)((role, action))
    return frozenset(cells)
