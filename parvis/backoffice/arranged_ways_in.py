"""The facts about how agents sign in, in words."""

from django.utils.translation import gettext as _

from parvis.backoffice.naming import Said
from parvis.directory import events as facts
from parvis.kernel.events import Fact


def of_ways_in(fact: Fact) -> list[Said]:
    match fact:
        case facts.ProviderDescribed() | facts.LdapDescribed():
            return [_said(name, now, fact.before.get(name)) for name, now in fact.after.items() if now or fact.before.get(name)]
        case facts.IdentityLinked():
            return [Said(_("Reconnu pour la première fois par"), fact.issuer)]
        case facts.IdentitiesForgotten():
            return [Said(_("Ce qu’en disaient les fournisseurs d’identité est oublié"))]
    return []


def _said(name: str, now: str, was: str | None) -> Said:
    if name == "secret":
        return Said(_("Un autre secret"))
    if name == "certificate":
        return Said(_("Certificat de l’autorité"), _("un autre") if now else _("(vide)"))
    words = {"True": _("oui"), "False": _("non"), "": _("(vide)")}
    return Said(_labels()[name], words.get(now, now), "" if was is None else words.get(was, was))


def _labels() -> dict[str, str]:
    return {
        "label": _("Fournisseur d’identité"),
        "issuer": _("Adresse du fournisseur"),
        "client_id": _("Identifiant de client"),
        "is_proconnect": _("C’est ProConnect"),
        "trusts_emails": _("Ce fournisseur vérifie les adresses e-mail"),
        "sirets": _("SIRET admis"),
        "is_offered": _("Proposé sur la page de connexion"),
        "url": _("Adresse de l’annuaire"),
        "reader": _("Compte de lecture"),
        "base": _("Où chercher les personnes"),
        "login_attribute": _("Attribut de l’identifiant"),
        "mail_attribute": _("Attribut de l’adresse e-mail"),
        "is_used": _("Les agents se connectent avec leur mot de passe de l’annuaire"),
    }
