"""The help of each screen: which text tells of it, and whom it concerns."""

from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files

from django.http import HttpRequest

from parvis.directory.models import Agent
from parvis.directory.policy import can_arrange


class Audience(Enum):
    ALL = "all"
    HEADS = "heads"
    ADMINISTRATORS = "administrators"


# What a town of one agent has no use for, and what is told otherwise there.
OF_SEVERAL = {
    "services",
    "service",
    "vue",
    "depart",
    "liste-des-services",
    "qui-recoit",
    "droits",
    "absence",
    "confidentiel",
    "groupes",
}
ALONE = {"confier": "confier-seul", "reponses-types": "reponses-types-seul"}


# The name of a text, whom it concerns, and the names of the addresses of its screens.
SCREENS: list[tuple[str, Audience, str]] = [
    ("accueil", Audience.ALL, "home"),
    ("demandes", Audience.ALL, "cases"),
    ("demande", Audience.ALL, "case"),
    ("confier", Audience.ALL, "prise-en-charge attribution transfert"),
    ("confidentiel", Audience.ALL, "confidentialite levee"),
    ("dates", Audience.ALL, "echeance priorite"),
    ("ecrire", Audience.ALL, "note reponse precision"),
    ("relire", Audience.ALL, "publication mots-prives photo-publication"),
    ("finir", Audience.ALL, "etape resolution reprise cloture classement remerciement reouverture"),
    ("affiches", Audience.ALL, "posters"),
    ("courriels", Audience.ALL, "my-letters"),
    ("avis", Audience.ALL, "my-notices"),
    ("absence", Audience.ALL, "person-absence"),
    ("entrainement", Audience.ALL, "practice-door account_practice_entry"),
    ("boite-aux-lettres", Audience.ALL, "mailbox mailbox-letter"),
    ("services", Audience.HEADS, "units new-unit"),
    ("service", Audience.HEADS, "unit unit-end unit-owners"),
    ("personnes", Audience.HEADS, "people new-person"),
    ("personne", Audience.ALL, "person person-code"),
    ("groupes", Audience.HEADS, "groups new-group group group-end"),
    ("vue", Audience.HEADS, "person-view"),
    ("depart", Audience.HEADS, "person-leaving"),
    ("essai", Audience.HEADS, "foresight"),
    ("demarrage-commune", Audience.ADMINISTRATORS, "start-commune"),
    ("demarrage-categories", Audience.ADMINISTRATORS, "start-categories"),
    ("demarrage-personnes", Audience.ADMINISTRATORS, "start-people"),
    ("demarrage-horaires", Audience.ADMINISTRATORS, "start-door"),
    ("demarrage-contour", Audience.ADMINISTRATORS, "start-outline"),
    ("demarrage-fin", Audience.ADMINISTRATORS, "start-end"),
    ("reglages", Audience.ADMINISTRATORS, "settings"),
    ("commune", Audience.ADMINISTRATORS, "town"),
    ("pages", Audience.ADMINISTRATORS, "town-page"),
    ("horaires", Audience.ADMINISTRATORS, "hours"),
    ("liste-des-services", Audience.ADMINISTRATORS, "import-units"),
    ("fournisseurs", Audience.ADMINISTRATORS, "ways-in new-provider provider"),
    ("annuaire", Audience.ADMINISTRATORS, "ldap"),
    ("secteurs", Audience.ADMINISTRATORS, "zonings zoning"),
    ("secteur", Audience.ADMINISTRATORS, "new-district district district-end"),
    ("contour", Audience.ADMINISTRATORS, "territory"),
    ("import-secteurs", Audience.ADMINISTRATORS, "import-zoning try-zoning import-districts"),
    ("categories", Audience.ADMINISTRATORS, "categories new-category"),
    ("categorie", Audience.ADMINISTRATORS, "category category-end"),
    ("qui-recoit", Audience.ADMINISTRATORS, "category-place category-gaps"),
    ("questions", Audience.ADMINISTRATORS, "new-question copy-questions question question-end question-endings"),
    ("etapes", Audience.ADMINISTRATORS, "stages stage-set new-stage stage stage-end"),
    ("reponses-types", Audience.HEADS, "replies new-reply reply"),
    ("notifications", Audience.ADMINISTRATORS, "rules"),
    ("notification", Audience.ADMINISTRATORS, "rule"),
    ("droits", Audience.ADMINISTRATORS, "role-rights one-role"),
    ("configuration", Audience.ADMINISTRATORS, "configuration bring-configuration"),
    ("formation", Audience.ADMINISTRATORS, "practice practice-restart practice-closing"),
    ("journal", Audience.ADMINISTRATORS, "journal"),
    ("envois", Audience.ADMINISTRATORS, "queue"),
    ("connexion", Audience.ALL, "account_login account_logout account_inactive"),
    ("mot-de-passe", Audience.ALL, "account_change_password account_reset_password account_reset_password_done"),
    ("lien", Audience.ALL, "account_reset_password_from_key account_reset_password_from_key_done"),
    ("aide", Audience.ALL, "help"),
]


@dataclass(frozen=True)
class Help:
    """`text`: in the small markup of `parvis.ui.markup`, without its title."""

    name: str
    audience: Audience
    title: str
    text: str


@cache
def _all() -> dict[str, Help]:
    """By the name of an address."""
    found: dict[str, Help] = {}
    for name, audience, addresses in SCREENS:
        found |= dict.fromkeys(addresses.split(), _read(name, audience))
    return found


def _read(name: str, audience: Audience) -> Help:
    title, _, text = files("parvis.backoffice.helps").joinpath(f"{name}.txt").read_text("utf-8").partition("\n")
    return Help(name, audience, title.removeprefix("# "), text)


@cache
def _of_one(one: Help) -> Help:
    """As whoever works alone reads it."""
    return _read(ALONE[one.name], one.audience) if one.name in ALONE else one


def help_of(request: HttpRequest, *, is_alone: bool) -> Help | None:
    """Of the screen that answers. None: it is not of the desk."""
    found = _all().get((request.resolver_match.url_name or "") if request.resolver_match else "")
    return _of_one(found) if found is not None and is_alone else found


def helps_for(agent: Agent, *, is_alone: bool) -> list[Help]:
    """Of the screens that this agent may open, in the order of a day's work."""
    open_to = {Audience.ALL}
    if can_arrange(agent):
        open_to |= set(Audience)
    if agent.reach.headed:
        open_to.add(Audience.HEADS)
    there = [one for one in dict.fromkeys(_all().values()) if one.audience in open_to]
    return [_of_one(one) for one in there if one.name not in OF_SEVERAL] if is_alone else there
